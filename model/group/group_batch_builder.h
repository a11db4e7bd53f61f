#pragma once
/// Puts records of __consumer_offsets into one batch, each as large as its key and value.
/// Kafka: the keys and values of GroupMetadataManager, MemoryRecordsBuilder.

#include <cstdint>

#include "model/group/group_table.h"
#include "model/types/record_batch.h"

namespace kafka {

class GroupBatchBuilder {
 public:
  GroupBatchBuilder(const GroupTable& groups, const TopicTable& topics) : groups_(groups), topics_(topics) {}

  void add(OffsetCommits commits);
  void add(OffsetTombstones tombstones);
  void add(GroupMetadataValue group);
  void add(GroupTombstone group);
  /// In a transaction of this producer.
  void set_transactional(ProducerId producer, ProducerEpoch epoch);

  [[nodiscard]] bool empty() const { return batch_->count == 0; }
  /// Once, and not of nothing.
  [[nodiscard]] BatchPtr build(sim::SimTime now);

 private:
  void add_record(std::int32_t key_size, std::int32_t value_size);
  [[nodiscard]] std::int32_t offset_key_size(GroupId group, TopicPartition tp) const;
  [[nodiscard]] std::int32_t group_key_size(GroupId group) const;
  [[nodiscard]] std::int32_t size_of(const Subscription& s) const;
  [[nodiscard]] std::int32_t size_of(const std::vector<TopicPartition>& partitions) const;

  const GroupTable& groups_;
  const TopicTable& topics_;
  boost::intrusive_ptr<RecordBatch> batch_{new RecordBatch()};
  InternalRecords content_;
};

}  // namespace kafka
