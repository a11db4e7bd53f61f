#include "gui/compare/both_sides.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <algorithm>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/seconds.h"

namespace comparing {
namespace {

constexpr std::ptrdiff_t kBefore = 3;
constexpr std::ptrdiff_t kAfter = 20;

}  // namespace

BothSides::BothSides(QWidget* parent) : QFrame(parent) {
  setObjectName("panel");
  setAccessibleName(tr("Both runs at the first difference"));
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(8, 6, 8, 6);
  for (const int side : {0, 1}) {
    auto* const list = new QTableWidget(0, 3, this);
    lists_[side] = list;
    list->setObjectName(side == 0 ? "compare-events-a" : "compare-events-b");
    list->setAccessibleName(side == 0 ? tr("Events of A") : tr("Events of B"));
    list->setHorizontalHeaderLabels({tr("Time"), side == 0 ? tr("A: where") : tr("B: where"), tr("What")});
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setSelectionBehavior(QAbstractItemView::SelectRows);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setShowGrid(false);
    list->setFrameShape(QFrame::NoFrame);
    list->setTabKeyNavigation(false);
    list->verticalHeader()->hide();
    list->verticalHeader()->setDefaultSectionSize(static_cast<int>(22 * style::font_scale()));
    list->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    list->horizontalHeader()->setStretchLastSection(true);
    const auto go = [this, list](int r) { Q_EMIT wanted(list->item(r, 0)->data(Qt::UserRole).toDouble()); };
    connect(list, &QTableWidget::cellClicked, this, go);
    connect(list, &QTableWidget::cellActivated, this, go);
    row->addWidget(list, 1);
  }
}

void BothSides::show_difference(const WholeRun& a, const WholeRun& b, const Difference& difference) {
  fill(0, a, difference.a);
  fill(1, b, difference.b);
}

void BothSides::fill(int side, const WholeRun& run, const view::EventRow* first) {
  QTableWidget& list = *lists_[side];
  list.setRowCount(0);
  const std::deque<view::EventRow>& all = run.record->events();
  const auto place = std::find_if(all.begin(), all.end(), [&](const view::EventRow& e) { return &e == first; });
  const std::ptrdiff_t at = place - all.begin();
  const std::ptrdiff_t from = std::max<std::ptrdiff_t>(0, at - kBefore);
  const std::ptrdiff_t until = std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(all.size()), at + kAfter);
  const style::Theme& t = style::theme();
  for (std::ptrdiff_t i = from; i < until; ++i) {
    const view::EventRow& e = all[static_cast<std::size_t>(i)];
    const int r = list.rowCount();
    list.insertRow(r);
    const QStringList cells{style::clock_text(view::seconds(e.time)), QString::fromStdString(e.who),
                            QString::fromStdString(e.text)};
    for (int c = 0; c < 3; ++c) {
      auto* const item = new QTableWidgetItem(cells[c]);
      item->setFont(c == 0 ? style::mono_font(11.5) : style::ui_font(12, i == at ? QFont::DemiBold : QFont::Normal));
      item->setForeground(i < at ? t.faint : i == at ? t.warn : t.text);
      item->setToolTip(cells[c]);
      item->setData(Qt::UserRole, view::seconds(e.time));
      list.setItem(r, c, item);
    }
  }
  list.resizeColumnToContents(0);
  list.setColumnWidth(1, static_cast<int>(130 * style::font_scale()));
  if (at - from < list.rowCount()) list.setCurrentCell(static_cast<int>(at - from), 0);
}

QString BothSides::describe() const {
  QStringList lines;
  for (const int side : {0, 1})
    for (int r = 0; r < lists_[side]->rowCount(); ++r)
      lines << QString("%1 %2 %3: %4")
                   .arg(side == 0 ? "A" : "B", lists_[side]->item(r, 0)->text(), lists_[side]->item(r, 1)->text(),
                        lists_[side]->item(r, 2)->text());
  return lines.join('\n');
}

}  // namespace comparing
