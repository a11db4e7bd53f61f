#include "model/group/group_coordinator.h"

#include <string_view>
#include <utility>

#include "model/types/record_size.h"

namespace kafka {

namespace {

std::int32_t length(std::string_view text) { return static_cast<std::int32_t>(text.size()); }

/// OffsetCommitKey version 1: version, group, topic, partition.
std::int32_t key_size(std::string_view group, std::string_view topic) {
  return 2 + 2 + length(group) + 2 + length(topic) + 4;
}
/// OffsetCommitValue version 3: version, offset, leader epoch, empty metadata, commit timestamp.
constexpr std::int32_t kValueSize = 2 + 8 + 4 + 2 + 8;

ErrorCode commit_error(ErrorCode append_error) {
  switch (append_error) {
    case ErrorCode::NONE:
      return ErrorCode::NONE;
    case ErrorCode::NOT_LEADER_OR_FOLLOWER:
    case ErrorCode::KAFKA_STORAGE_ERROR:
      return ErrorCode::NOT_COORDINATOR;
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode::NOT_ENOUGH_REPLICAS:
    case ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND:
    case ErrorCode::REQUEST_TIMED_OUT:
      return ErrorCode::COORDINATOR_NOT_AVAILABLE;
    default:
      return append_error;
  }
}

}  // namespace

BatchPtr GroupCoordinator::offsets_batch(const OffsetCommitRequest& request, sim::SimTime now) const {
  auto* batch = new RecordBatch;
  std::int64_t size = kRecordBatchOverhead;
  for (const PartitionOffset& o : request.offsets) {
    size += record_size(batch->count, 0, key_size(groups_.name(request.group), topics_.name(o.tp.topic)), kValueSize);
    ++batch->count;
  }
  batch->size = sim::Bytes(size);
  batch->first_timestamp = now;
  batch->max_timestamp = now;
  return BatchPtr(batch);
}

void GroupCoordinator::commit(const OffsetCommitRequest& request, sim::SimTime now,
                              std::function<void(OffsetCommitResponse)> respond) {
  const TopicPartition tp = groups_.entry(request.group).offsets_partition;
  if (!log_.leads(tp)) return respond({.error = ErrorCode::NOT_COORDINATOR});
  if (request.offsets.empty()) return respond({});
  log_.append(tp, offsets_batch(request, now),
              [this, group = request.group, offsets = request.offsets, answer = std::move(respond)](ErrorCode error) {
                if (error == ErrorCode::NONE)
                  for (const PartitionOffset& o : offsets) offsets_[{group, o.tp}] = o.offset;
                answer({.error = commit_error(error)});
              });
}

OffsetFetchResponse GroupCoordinator::fetch(const OffsetFetchRequest& request) const {
  if (!log_.leads(groups_.entry(request.group).offsets_partition))
    return {.error = ErrorCode::NOT_COORDINATOR, .offsets = {}};
  OffsetFetchResponse response;
  for (const TopicPartition tp : request.partitions)
    response.offsets.push_back({.tp = tp, .offset = committed(request.group, tp)});
  return response;
}

Offset GroupCoordinator::committed(GroupId group, TopicPartition tp) const {
  const auto it = offsets_.find({group, tp});
  return it == offsets_.end() ? kUnknownOffset : it->second;
}

}  // namespace kafka
