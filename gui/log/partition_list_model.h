#pragma once
/// The partitions of a run, each with the ends of its replicas' logs.

#include <QAbstractListModel>
#include <vector>

#include "gui/view/snapshot.h"

namespace logs {

struct PartitionRow {
  kafka::TopicPartition tp;
  QString name;
  std::int32_t leader = -1;
  bool serving = true;
  std::int64_t log_start = 0;
  struct Bar {
    std::int32_t broker = 0;
    std::int64_t log_end = -1;  ///< -1: its broker is down
    view::ReplicaLook look = view::ReplicaLook::in_sync;

    friend bool operator==(const Bar&, const Bar&) = default;
  };
  std::vector<Bar> bars;  ///< in the order of the assignment

  friend bool operator==(const PartitionRow&, const PartitionRow&) = default;
};

class PartitionListModel final : public QAbstractListModel {
  Q_OBJECT

 public:
  using QAbstractListModel::QAbstractListModel;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

  /// Kafka's own topics stand behind the others.
  void show_snapshot(const view::Snapshot* snapshot);
  [[nodiscard]] const PartitionRow& row(int number) const { return rows_[static_cast<std::size_t>(number)]; }
  /// -1: there is none of that name.
  [[nodiscard]] int find(const QString& name) const;

 private:
  std::vector<PartitionRow> rows_;
};

}  // namespace logs
