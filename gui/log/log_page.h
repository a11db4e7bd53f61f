#pragma once
/// One partition's log in every replica, at the instant that is shown.

#include <QLabel>
#include <QListView>

#include "gui/charts/time_chart.h"
#include "gui/log/partition_list_model.h"
#include "gui/log/partition_log_view.h"
#include "gui/pages/content.h"
#include "gui/pages/page.h"

namespace logs {

class LogPage final : public pages::Page {
  Q_OBJECT

 public:
  explicit LogPage(bridge::Session& session, QWidget* parent = nullptr);

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  /// The batches that the leader holds, as far as they are recorded.
  [[nodiscard]] QList<QStringList> table() const override;
  [[nodiscard]] std::vector<pages::KeyNote> keys() const override;

  /// "trucks_gps-3"; nothing happens if there is none.
  void show_partition(const QString& name);
  [[nodiscard]] QString shown_partition() const;
  [[nodiscard]] PartitionLogView& log_view() { return *view_; }
  [[nodiscard]] LogIndex& index() { return index_; }
  /// The life of the chosen record; empty while none is chosen.
  [[nodiscard]] QStringList life() const;

 private:
  void build();
  QWidget* build_list();
  QWidget* build_life();
  void show_life();
  void show_chart();
  void take_selection();
  [[nodiscard]] const PartitionRow* row() const;

  mutable LogIndex index_;
  PartitionListModel* model_ = nullptr;
  std::shared_ptr<charts::Moments> moments_ = std::make_shared<charts::Moments>();
  pages::Content* content_ = nullptr;
  QListView* list_ = nullptr;
  QLabel* count_ = nullptr;
  PartitionLogView* view_ = nullptr;
  charts::TimeChart* chart_ = nullptr;
  QWidget* life_ = nullptr;
  QLabel* life_title_ = nullptr;
  QLabel* life_text_ = nullptr;
};

}  // namespace logs
