#pragma once
/// What is selected, in tables: its replicas, partitions, groups, clients, and what Kafka's own tools say.

#include <QWidget>

#include "gui/bridge/session.h"
#include "gui/cluster/znode_tree.h"
#include "gui/models/client_model.h"
#include "gui/models/group_model.h"
#include "gui/models/partition_model.h"
#include "gui/models/replica_model.h"
#include "gui/models/setting_model.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QTableView;

namespace cluster {

class Inspector final : public QWidget {
  Q_OBJECT

 public:
  explicit Inspector(bridge::Session& session, QWidget* parent = nullptr);

  /// As pages: another snapshot is shown, or the record has grown.
  void refresh();
  /// The title and what it says of what is selected.
  [[nodiscard]] QString describe() const;
  [[nodiscard]] const models::ReplicaModel& replicas() const { return replicas_; }
  [[nodiscard]] const models::PartitionModel& partitions() const { return partitions_; }
  /// What the tool chosen says now; asked for when its tab is shown and the run stands still.
  [[nodiscard]] QString tool_text() const;
  [[nodiscard]] const ZnodeTree& znodes() const { return *znodes_; }
  [[nodiscard]] const models::SettingModel& settings() const { return settings_; }
  [[nodiscard]] QTabWidget& tabs() { return *tabs_; }

 private:
  QTableView* add_table(QAbstractItemModel& model, const QString& title, const char* name);
  void add_tools();
  void add_zookeeper();
  void show_selection();
  void show_thing();
  [[nodiscard]] QString words_of_broker(const view::BrokerNow& broker) const;
  [[nodiscard]] QString words_of_partition(const view::PartitionNow& partition) const;
  void show_current();
  void ask_tool();
  void ask_zookeeper();
  /// "" = the run can be asked for the instant that is shown; else why it cannot.
  [[nodiscard]] QString why_not_asked() const;
  void choose_row(const QModelIndex& index, bridge::Selection::Kind kind);

  bridge::Session& session_;
  QLabel* title_;
  QLabel* words_;
  QTabWidget* tabs_;
  models::ReplicaModel replicas_;
  models::PartitionModel partitions_;
  models::GroupModel groups_;
  models::ClientModel clients_;
  models::SettingModel settings_;
  QComboBox* tool_ = nullptr;
  ZnodeTree* znodes_ = nullptr;
  QLabel* znodes_note_ = nullptr;
  QWidget* zookeeper_ = nullptr;
  QPlainTextEdit* text_ = nullptr;
  QWidget* tools_ = nullptr;
  std::uint64_t asked_at_ = ~std::uint64_t{0};
  std::uint64_t znodes_at_ = ~std::uint64_t{0};
};

}  // namespace cluster
