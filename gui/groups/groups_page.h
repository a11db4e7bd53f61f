#pragma once
/// Groups over time: who reads what, what a rebalance stops, and what it costs.

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>

#include "gui/charts/time_chart.h"
#include "gui/groups/bar_text.h"
#include "gui/groups/gantt_view.h"
#include "gui/groups/group_figures.h"
#include "gui/pages/content.h"
#include "gui/pages/page.h"
#include "gui/strips/tile.h"

namespace groups {

class GroupsPage final : public pages::Page {
  Q_OBJECT

 public:
  explicit GroupsPage(bridge::Session& session, QWidget* parent = nullptr);

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  /// The rebalances of the group that is shown.
  [[nodiscard]] QList<QStringList> table() const override;
  [[nodiscard]] std::vector<pages::KeyNote> keys() const override;

  void show_group(const QString& name);
  [[nodiscard]] QString shown_group() const { return chooser_->currentText(); }
  [[nodiscard]] GanttView& gantt() { return *gantt_; }
  [[nodiscard]] GroupFigures figures() const;
  /// "" while no bar is chosen.
  [[nodiscard]] QString explanation() const { return why_->isVisibleTo(this) ? why_text_->text() : QString(); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  QLayout* build_tiles();
  QLayout* build_charts();
  QWidget* build_why();
  [[nodiscard]] const view::GroupNow* group() const;
  [[nodiscard]] const scenario::GroupSpec* spec() const;
  void fill_chooser();
  void show_tiles();
  [[nodiscard]] BarText text_of(const GanttView::Hit& hit) const;
  void show_why();
  void take_selection();

  std::shared_ptr<charts::Moments> moments_ = std::make_shared<charts::Moments>();
  pages::Content* content_ = nullptr;
  QComboBox* chooser_ = nullptr;
  QLabel* state_ = nullptr;
  GanttView* gantt_ = nullptr;
  charts::TimeChart* lag_ = nullptr;
  QFrame* lag_frame_ = nullptr;
  QWidget* why_ = nullptr;
  QLabel* why_title_ = nullptr;
  QLabel* why_text_ = nullptr;
  strips::Tile* rebalances_ = nullptr;
  strips::Tile* stopped_ = nullptr;
  strips::Tile* unread_ = nullptr;
  strips::Tile* longest_ = nullptr;
  strips::Tile* reread_ = nullptr;
};

}  // namespace groups
