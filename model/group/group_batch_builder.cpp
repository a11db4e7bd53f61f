#include "model/group/group_batch_builder.h"

#include <memory>
#include <string_view>
#include <utility>

#include "model/types/record_size.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

constexpr std::int32_t kVersion = 2;
constexpr std::int32_t kLength = 4;  // of an array or of bytes

std::int32_t string_size(std::string_view text) { return 2 + static_cast<std::int32_t>(text.size()); }

/// OffsetCommitValue version 3: offset, leader epoch, empty metadata, commit timestamp.
constexpr std::int32_t kOffsetValueSize = kVersion + 8 + 4 + 2 + 8;
/// Of a member: rebalance timeout, session timeout.
constexpr std::int32_t kTimeouts = 4 + 4;
/// "/10.0.0.1", Kafka's client_host: this model has no addresses.
constexpr std::string_view kClientHost = "/10.0.0.1";

}  // namespace

void GroupBatchBuilder::add_record(std::int32_t key_size, std::int32_t value_size) {
  batch_->size += sim::Bytes(record_size(batch_->count, 0, key_size, value_size));
  ++batch_->count;
}

/// OffsetCommitKey version 1: group, topic, partition.
std::int32_t GroupBatchBuilder::offset_key_size(GroupId group, TopicPartition tp) const {
  return kVersion + string_size(groups_.name(group)) + string_size(topics_.name(tp.topic)) + 4;
}

/// GroupMetadataKey version 2: group.
std::int32_t GroupBatchBuilder::group_key_size(GroupId group) const {
  return kVersion + string_size(groups_.name(group));
}

/// Partitions by topic, as ConsumerProtocol has them: topic, partitions.
std::int32_t GroupBatchBuilder::size_of(const std::vector<TopicPartition>& partitions) const {
  std::int32_t size = kLength;
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    if (i == 0 || partitions[i].topic != partitions[i - 1].topic)
      size += string_size(topics_.name(partitions[i].topic)) + kLength;
    size += 4;
  }
  return size;
}

/// ConsumerProtocolSubscription version 3: topics, user data, owned partitions, generation, rack.
std::int32_t GroupBatchBuilder::size_of(const Subscription& s) const {
  std::int32_t size = kVersion + kLength + kLength + size_of(s.owned) + 4 + string_size(s.rack);
  for (const TopicId topic : s.topics) size += string_size(topics_.name(topic));
  return size;
}

void GroupBatchBuilder::add(OffsetCommits commits) {
  for (const PartitionOffset& o : commits.offsets) add_record(offset_key_size(commits.group, o.tp), kOffsetValueSize);
  content_.emplace_back(std::move(commits));
}

void GroupBatchBuilder::add(OffsetTombstones tombstones) {
  for (const TopicPartition tp : tombstones.partitions) add_record(offset_key_size(tombstones.group, tp), kNullSize);
  content_.emplace_back(std::move(tombstones));
}

/// GroupMetadataValue version 3: protocol type, generation, protocol, leader, state timestamp, members. A member has
/// its id, group.instance.id, client.id, host, timeouts, subscription, assignment.
void GroupBatchBuilder::add(GroupMetadataValue group) {
  std::int32_t size = kVersion + string_size(group.protocol_type) + 4 + string_size(group.protocol) +
                      string_size(group.leader) + 8 + kLength;
  for (const GroupMetadataValue::Member& m : group.members) {
    size += string_size(m.member_id) + string_size(m.group_instance_id) + string_size(m.client_id) +
            string_size(kClientHost) + kTimeouts;
    size += kLength + size_of(m.subscription);
    size += kLength + kVersion + size_of(m.assignment.partitions) + kLength;
  }
  add_record(group_key_size(group.group), size);
  content_.emplace_back(std::move(group));
}

void GroupBatchBuilder::add(GroupTombstone group) {
  add_record(group_key_size(group.group), kNullSize);
  content_.emplace_back(group);
}

void GroupBatchBuilder::set_transactional(ProducerId producer, ProducerEpoch epoch) {
  batch_->producer_id = producer;
  batch_->producer_epoch = epoch;
  batch_->base_sequence = Sequence(0);
  batch_->transactional = true;
}

BatchPtr GroupBatchBuilder::build(sim::SimTime now) {
  SIM_CHECK(!empty(), "a batch has a record");
  batch_->size += sim::Bytes(kRecordBatchOverhead);
  batch_->first_timestamp = batch_->max_timestamp = now;
  batch_->content = std::make_unique<const InternalRecords>(std::move(content_));
  return batch_;
}

}  // namespace kafka
