#pragma once
/// Groups over time: who reads what, what a rebalance stops, and what it costs.

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>

#include "gui/groups/gantt_view.h"
#include "gui/groups/group_figures.h"
#include "gui/pages/page.h"
#include "gui/strips/strip_chart.h"
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
  void show_why();
  void take_selection();

  QWidget* content_ = nullptr;
  QLabel* empty_ = nullptr;
  QComboBox* chooser_ = nullptr;
  QLabel* state_ = nullptr;
  GanttView* gantt_ = nullptr;
  strips::StripChart* lag_ = nullptr;
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
