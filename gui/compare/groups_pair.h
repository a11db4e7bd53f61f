#pragma once
/// One consumer group in both runs, over each other on the same axis of time: an eager rebalance against a cooperative
/// one.

#include <QComboBox>
#include <QWidget>
#include <memory>

#include "gui/compare/whole_run.h"
#include "gui/groups/gantt_view.h"
#include "gui/groups/group_figures.h"

namespace comparing {

class GroupsPair final : public QWidget {
  Q_OBJECT

 public:
  explicit GroupsPair(bridge::Session& session, QWidget* parent = nullptr);

  /// nullptr: none.
  void show_runs(std::shared_ptr<const WholeRun> a, std::shared_ptr<const WholeRun> b);
  [[nodiscard]] bool any() const { return chooser_->count() > 0; }
  [[nodiscard]] groups::GroupFigures figures(int side) const;
  [[nodiscard]] const groups::GanttView& gantt(int side) const { return *views_[side]; }
  [[nodiscard]] QString describe() const;

 private:
  void show_group();
  [[nodiscard]] const view::GroupNow* group(int side) const;

  QComboBox* chooser_;
  groups::GanttView* views_[2];
  std::shared_ptr<const WholeRun> runs_[2];
};

}  // namespace comparing
