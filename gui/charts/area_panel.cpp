#include "gui/charts/area_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "gui/charts/area_statistics.h"
#include "gui/charts/fault_look.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

QString signed_text(const ValueAxis& axis, double value) { return (value > 0 ? "+" : "") + axis.text(value); }

}  // namespace

const view::FaultSpan* nearest_fault(const view::RunRecord& record, double from, double until) {
  const view::FaultSpan* best = nullptr;
  const double middle = (from + until) / 2;
  for (const view::FaultSpan& f : record.faults())
    if (best == nullptr || std::abs(seconds_of(f.begin) - middle) < std::abs(seconds_of(best->begin) - middle))
      best = &f;
  return best;
}

AreaPanel::AreaPanel(QWidget* parent)
    : QFrame(parent), title_(new QLabel), fault_(new QLabel), values_(new QTableWidget(this)) {
  setObjectName("panel");
  setAccessibleName(tr("area statistics"));
  setFocusPolicy(Qt::StrongFocus);
  auto* const close = new QToolButton(this);
  close->setObjectName("flat");
  close->setIcon(style::make_icon(style::Icon::cross, style::theme().muted));
  close->setAccessibleName(tr("close area statistics"));
  connect(close, &QToolButton::clicked, this, &AreaPanel::leave);
  auto* const top = new QHBoxLayout;
  top->addWidget(title_);
  top->addStretch();
  top->addWidget(close);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(12, 8, 12, 10);
  all->setSpacing(4);
  all->addLayout(top);
  all->addWidget(fault_);
  all->addWidget(values_);
  values_->setObjectName("area-values");
  values_->setAccessibleName(tr("statistics of each series"));
  values_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  values_->verticalHeader()->hide();
  values_->setColumnCount(9);
  values_->setHorizontalHeaderLabels(
      {tr("series"), tr("min"), tr("mean"), tr("max"), tr("p99"), tr("area"), tr("was"), tr("now"), tr("delta")});
  values_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  hide();
}

void AreaPanel::show_area(const TimeChart& chart, double from, double until) {
  title_->setFont(style::ui_font(12.5, QFont::DemiBold));
  title_->setText(tr("%1 (%2), %3 to %4")
                      .arg(chart.title(), chart.axis().unit(), style::clock_text(from), style::clock_text(until)));
  const view::FaultSpan* const fault = nearest_fault(chart.record(), from, until);
  fault_->setText(fault == nullptr ? tr("No fault so far: there is no before and after.")
                                   : tr("was, now: mean before and after %1").arg(fault_sentence(*fault)));
  fill(chart, from, until, fault == nullptr ? std::nullopt : std::optional(seconds_of(fault->begin)));
  place(chart);
  show();
  raise();
  setFocus();
}

void AreaPanel::fill(const TimeChart& chart, double from, double until, std::optional<double> fault) {
  values_->setRowCount(0);
  for (const ChartLine& line : chart.lines()) {
    if (line.hidden || line.samples == nullptr) continue;
    const AreaStatistics s = area_statistics(*line.samples, from, until, fault);
    const ValueAxis& axis = chart.axis();
    QStringList cells{line.name};
    if (s.samples == 0)
      cells << QStringList(8, QString(QChar(0x2013)));
    else
      cells << axis.text(s.least) << axis.text(s.mean) << axis.text(s.most) << axis.text(s.p99) << axis.text(s.area)
            << (s.was ? axis.text(*s.was) : QString()) << (s.now ? axis.text(*s.now) : QString())
            << (s.was ? signed_text(axis, *s.now - *s.was) : QString());
    const int row = values_->rowCount();
    values_->insertRow(row);
    for (int c = 0; c < static_cast<int>(cells.size()); ++c) {
      auto* const item = new QTableWidgetItem(cells[c]);
      if (c > 0) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
      if (c == 0) item->setForeground(colour_of(line));
      values_->setItem(row, c, item);
    }
  }
  values_->resizeColumnsToContents();
  values_->resizeRowsToContents();
}

/// Below the chart, or above it where there is no room.
void AreaPanel::place(const TimeChart& chart) {
  int wide = 4;
  for (int c = 0; c < values_->columnCount(); ++c) wide += values_->columnWidth(c);
  int high = values_->horizontalHeader()->sizeHint().height() + 6;
  for (int r = 0; r < values_->rowCount(); ++r) high += values_->rowHeight(r);
  values_->setFixedHeight(std::min(high, std::max(80, parentWidget()->height() - 120)));
  values_->setMinimumWidth(std::min(wide, parentWidget()->width() - 60));
  adjustSize();
  const QRect in(chart.mapTo(parentWidget(), QPoint(0, 0)), chart.size());
  const int x = std::clamp(in.center().x() - width() / 2, 8, std::max(8, parentWidget()->width() - width() - 8));
  const bool below = in.bottom() + height() + 8 < parentWidget()->height();
  move(x, std::max(8, below ? in.bottom() + 4 : in.top() - height() - 4));
}

void AreaPanel::leave() {
  hide();
  Q_EMIT closed();
}

void AreaPanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape)
    leave();
  else
    QFrame::keyPressEvent(event);
}

QList<QStringList> AreaPanel::table() const {
  QStringList names;
  for (int c = 0; c < values_->columnCount(); ++c) names << values_->horizontalHeaderItem(c)->text();
  QList<QStringList> rows{names};
  for (int r = 0; r < values_->rowCount(); ++r) {
    QStringList cells;
    for (int c = 0; c < values_->columnCount(); ++c) cells << values_->item(r, c)->text();
    rows << cells;
  }
  return rows;
}

}  // namespace charts
