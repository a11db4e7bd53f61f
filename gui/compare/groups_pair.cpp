#include "gui/compare/groups_pair.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include "gui/style/format.h"

namespace comparing {

GroupsPair::GroupsPair(bridge::Session& session, QWidget* parent) : QWidget(parent), chooser_(new QComboBox(this)) {
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(8);
  chooser_->setObjectName("compare-group");
  chooser_->setAccessibleName(tr("Consumer group in both runs"));
  chooser_->setMaximumWidth(360);
  all->addWidget(chooser_);
  for (const int side : {0, 1}) {
    auto* const scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // both have one: their axes stay one
    scroll->setFocusPolicy(Qt::NoFocus);
    views_[side] = new groups::GanttView(session);
    views_[side]->setObjectName(side == 0 ? "compare-gantt-a" : "compare-gantt-b");
    scroll->setWidget(views_[side]);
    all->addWidget(scroll, 1);
  }
  connect(chooser_, &QComboBox::currentTextChanged, this, &GroupsPair::show_group);
  connect(&session.window(), &bridge::TimeWindow::changed, this, [this] {
    if (isVisible()) show_group();
  });
}

void GroupsPair::show_runs(std::shared_ptr<const WholeRun> a, std::shared_ptr<const WholeRun> b) {
  runs_[0] = std::move(a);
  runs_[1] = std::move(b);
  for (const int side : {0, 1}) views_[side]->set_record(runs_[side] ? runs_[side]->record : nullptr);
  const QString before = chooser_->currentText();
  const QSignalBlocker quiet(chooser_);
  chooser_->clear();
  if (runs_[0] && !runs_[0]->record->frames().empty())
    for (const view::GroupNow& g : runs_[0]->record->frames().back()->groups)
      chooser_->addItem(QString::fromStdString(g.name));
  chooser_->setCurrentIndex(std::max(0, chooser_->findText(before)));
  show_group();
}

const view::GroupNow* GroupsPair::group(int side) const {
  if (!runs_[side] || runs_[side]->record->frames().empty()) return nullptr;
  for (const view::GroupNow& g : runs_[side]->record->frames().back()->groups)
    if (QString::fromStdString(g.name) == chooser_->currentText()) return &g;
  return nullptr;
}

groups::GroupFigures GroupsPair::figures(int side) const {
  const view::GroupNow* const g = group(side);
  if (g == nullptr) return {};
  const bridge::TimeWindow& w = views_[side]->window();
  const auto instant = [](double s) { return sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(s * 1e9)); };
  return groups::group_figures(runs_[side]->record->groups(), g->id, instant(w.from()),
                               std::min(instant(w.until()), runs_[side]->record->until()));
}

void GroupsPair::show_group() {
  for (const int side : {0, 1}) {
    const view::GroupNow* const g = group(side);
    if (g == nullptr) {
      views_[side]->show_group({}, {}, {});
      continue;
    }
    const groups::GroupFigures f = figures(side);
    const QString what =
        tr("%1, %2: rebalances %3, stop the world %4, %5 partition-seconds unread, %6 records read twice")
            .arg(side == 0 ? "A" : "B", QString::fromStdString(g->protocol), QString::number(f.rebalances),
                 f.stopped_s > 0 ? style::span_text(f.stopped_s) : tr("none"), style::number_text(f.unread_s),
                 style::count_text(static_cast<double>(f.reread)));
    views_[side]->show_group(QString::fromStdString(g->name), what,
                             groups::gantt_rows(runs_[side]->record->groups(), *g, *runs_[side]->names));
  }
}

QString GroupsPair::describe() const {
  return views_[0]->accessibleDescription() + "\n" + views_[1]->accessibleDescription();
}

}  // namespace comparing
