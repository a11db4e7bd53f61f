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
  batch->content.reset(
      new InternalRecords{OffsetCommits{.group = request.group, .offsets = request.offsets, .commit_timestamp = now}});
  return BatchPtr(batch);
}

// ---- whose coordinator

ErrorCode GroupCoordinator::readiness(GroupId group) const {
  const TopicPartition tp = groups_.entry(group).offsets_partition;
  if (loading_.contains(tp)) return ErrorCode::COORDINATOR_LOAD_IN_PROGRESS;
  return owned_.contains(tp) && log_.leads(tp) ? ErrorCode::NONE : ErrorCode::NOT_COORDINATOR;
}

void GroupCoordinator::on_election(TopicPartition offsets_partition) {
  if (owned_.contains(offsets_partition) || loading_.contains(offsets_partition)) return;
  const std::uint64_t attempt = ++attempts_;
  loading_[offsets_partition] = attempt;
  log_.read(offsets_partition, [this, offsets_partition, attempt](const std::vector<LogEntry>& entries) {
    const auto loading = loading_.find(offsets_partition);
    if (loading == loading_.end() || loading->second != attempt) return;  // resigned meanwhile
    for (const LogEntry& entry : entries)
      if (entry.batch->content)
        for (const InternalRecord& record : *entry.batch->content)
          if (const auto* commits = std::get_if<OffsetCommits>(&record)) remember(*commits);
    loading_.erase(loading);
    owned_.insert(offsets_partition);
  });
}

void GroupCoordinator::on_resignation(TopicPartition offsets_partition) {
  loading_.erase(offsets_partition);
  owned_.erase(offsets_partition);
  std::erase_if(offsets_, [&](const auto& known) {
    return groups_.entry(known.first.first).offsets_partition == offsets_partition;
  });
}

void GroupCoordinator::remember(const OffsetCommits& commits) {
  for (const PartitionOffset& o : commits.offsets) offsets_[{commits.group, o.tp}] = o.offset;
}

// ---- requests

void GroupCoordinator::commit(const OffsetCommitRequest& request, sim::SimTime now,
                              std::function<void(OffsetCommitResponse)> respond) {
  const TopicPartition tp = groups_.entry(request.group).offsets_partition;
  const ErrorCode ready = readiness(request.group);
  if (ready != ErrorCode::NONE) return respond({.error = ready});
  if (request.offsets.empty()) return respond({});
  log_.append(
      tp, offsets_batch(request, now), commit_timeout_,
      [this, group = request.group, offsets = request.offsets, answer = std::move(respond)](ErrorCode error, Offset) {
        if (error == ErrorCode::NONE && readiness(group) == ErrorCode::NONE)
          remember({.group = group, .offsets = offsets});
        answer({.error = commit_error(error)});
      });
}

OffsetFetchResponse GroupCoordinator::fetch(const OffsetFetchRequest& request) const {
  const ErrorCode ready = readiness(request.group);
  if (ready != ErrorCode::NONE) return {.error = ready, .offsets = {}};
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
