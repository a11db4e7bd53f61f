#pragma once
/// The replicas on a broker, or of a partition.

#include "gui/models/row_model.h"
#include "gui/view/snapshot.h"

namespace models {

class ReplicaModel final : public RowModel {
  Q_OBJECT

 public:
  enum Column {
    partition_column,
    role_column,
    leader_epoch_column,
    log_end_column,
    high_watermark_column,
    behind_column,
    in_isr_column
  };

  explicit ReplicaModel(QObject* parent = nullptr);

  /// Of that broker; partitions are named.
  void show_broker(const view::Snapshot& snapshot, std::int32_t broker);
  /// Of that partition; brokers are named.
  void show_partition(const view::Snapshot& snapshot, kafka::TopicPartition tp);

 private:
  [[nodiscard]] static Row row(const view::BrokerNow& broker, const view::ReplicaNow& replica,
                               const view::PartitionNow* partition, bool names_broker);
};

/// nullptr: there is none.
const view::PartitionNow* find_partition(const view::Snapshot& snapshot, kafka::TopicPartition tp);
const view::PartitionNow* find_partition(const view::Snapshot& snapshot, const QString& name);

}  // namespace models
