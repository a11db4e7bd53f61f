/// ReplicaManager: which part this broker plays in each partition.

#include <optional>
#include <utility>

#include "model/broker/replica_manager.h"
#include "model/types/broker_list.h"

namespace kafka {

/// Source: ReplicaManager.becomeLeaderOrFollower, the part for one partition.
ErrorCode ReplicaManager::become_leader_or_follower(TopicPartition tp, const PartitionState& state) {
  Hosted* hosted = find_hosted(tp);
  if (!hosted) return ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  if (storage_failed_) return ErrorCode::KAFKA_STORAGE_ERROR;
  if (state.leader_epoch <= hosted->partition.leader_epoch()) return ErrorCode::STALE_CONTROLLER_EPOCH;
  if (!contains(state.replicas, context_.id)) return ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  if (!hw_checkpoint_.armed()) hw_checkpoint_.arm(context_.config.replica_high_watermark_checkpoint_interval_ms);
  if (state.leader == context_.id || context_.behaviour.mutated(Mutation::two_leaders_same_epoch)) {
    become_leader(*hosted, state);
  } else {
    become_follower(*hosted, state);
  }
  return ErrorCode::NONE;
}

void ReplicaManager::become_leader(Hosted& hosted, const PartitionState& state) {
  Partition& p = hosted.partition;
  if (fetchers_) fetchers_->remove(p.tp());
  context_.emit([&] {
    return BecameLeader{.broker = context_.id,
                        .tp = p.tp(),
                        .leader_epoch = state.leader_epoch,
                        .log_end_offset = p.log().log_end_offset(),
                        .high_watermark = p.log().high_watermark(),
                        .isr = state.isr,
                        .replicas = state.replicas};
  });
  if (p.make_leader(state)) check_all(hosted.key);
  if (leadership_listener_) leadership_listener_->on_became_leader(p.tp());
}

void ReplicaManager::become_follower(Hosted& hosted, const PartitionState& state) {
  Partition& p = hosted.partition;
  const TopicPartition tp = p.tp();
  // Until 2.0 a follower that keeps its leader goes on as before (Source: ReplicaManager.makeFollowers).
  const bool same_leader = p.leader() == state.leader && fetchers_ && fetchers_->fetches(tp);
  const bool restart = context_.behaviour.fences_epochs() || !same_leader;
  if (restart && fetchers_) fetchers_->remove(tp);
  context_.emit([&] {
    return BecameFollower{.broker = context_.id,
                          .tp = tp,
                          .leader = state.leader,
                          .leader_epoch = state.leader_epoch,
                          .log_end_offset = p.log().log_end_offset(),
                          .high_watermark = p.log().high_watermark()};
  });
  if (p.make_follower(state)) check_all(hosted.key);
  if (restart && fetchers_ && metadata_.is_alive(state.leader)) fetchers_->add(p);
  if (leadership_listener_) leadership_listener_->on_leads_no_more(tp);
}

/// Source: ReplicaManager.stopReplicas, stopPartitions.
ErrorCode ReplicaManager::stop_replica(TopicPartition tp, LeaderEpoch leader_epoch, bool delete_partition) {
  Hosted* hosted = find_hosted(tp);
  if (storage_failed_ && hosted) return ErrorCode::KAFKA_STORAGE_ERROR;
  const bool said = leader_epoch != kNoEpoch && leader_epoch != kEpochDuringDelete;
  if (hosted && said && leader_epoch < hosted->partition.leader_epoch()) return ErrorCode::FENCED_LEADER_EPOCH;
  if (fetchers_) fetchers_->remove(tp);
  bool known = hosted != nullptr;
  const bool deleted = delete_partition && !context_.behaviour.mutated(Mutation::keep_deleted_replicas);
  if (deleted) {
    remove_partition(tp);
    known = logs_.remove(tp) || known;
  } else if (hosted) {
    check_all(hosted->key);
  }
  if (known && leadership_listener_) leadership_listener_->on_leads_no_more(tp);
  if (known) context_.emit([&] { return ReplicaStopped{.broker = context_.id, .tp = tp, .deleted = deleted}; });
  return ErrorCode::NONE;
}

/// What waits for the partition is answered while it can still be looked at.
void ReplicaManager::remove_partition(TopicPartition tp) {
  Hosted* hosted = find_hosted(tp);
  if (!hosted) return;
  const std::unique_ptr<Hosted> removed = std::move(
      partitions_[static_cast<std::size_t>(tp.topic.value())][static_cast<std::size_t>(tp.partition.value())]);
  PartitionState nobody;
  nobody.leader_epoch = removed->partition.leader_epoch();
  nobody.partition_epoch = removed->partition.partition_epoch();
  removed->partition.make_follower(nobody);
  removed->partition.set_removed();
  check_all(removed->key);
}

void ReplicaManager::control_request_done() {
  if (fetchers_) fetchers_->shutdown_idle();
}

// ---- what fetchers do

namespace {

/// The part of a batch from `offset` on. Before message format v2 a leader's log was read message by message: a
/// follower that had cut its log inside of what is a batch here went on where it ended.
FetchedBatch rest_of(const FetchedBatch& whole, Offset offset) {
  const auto skipped = static_cast<std::int32_t>(offset - whole.base_offset);
  const RecordBatch& from = *whole.batch;
  auto* rest = new RecordBatch;
  rest->producer = from.producer;
  rest->first_id = from.first_id + skipped;
  rest->count = from.count - skipped;
  rest->size = sim::Bytes(from.size.count() * rest->count / from.count);
  rest->first_timestamp = timestamp_of(from, skipped);
  rest->max_timestamp = from.max_timestamp;
  rest->compression = from.compression;
  return {.base_offset = offset, .epoch = whole.epoch, .batch = BatchPtr(rest)};
}

}  // namespace

ErrorCode ReplicaManager::append_from_leader(Partition& partition, const FetchResponse::Partition& data) {
  if (!data.records.empty() && disk_refuses()) return ErrorCode::KAFKA_STORAGE_ERROR;
  const bool old_format = context_.behaviour.protocol == ReplicationProtocol::hw;
  for (const FetchedBatch& fetched : data.records) {
    std::optional<FetchedBatch> rest;
    if (const Offset end = partition.log().log_end_offset(); old_format && fetched.base_offset < end) {
      if (fetched.next_offset() <= end) continue;
      rest = rest_of(fetched, end);
    }
    const FetchedBatch& batch = rest ? *rest : fetched;
    const std::int64_t mark = context_.storage.device().append(batch.batch->size).value();
    const LogAppendInfo info = partition.append_as_follower(batch, mark);
    if (info.error != ErrorCode::NONE) return info.error;
    emit_appended(partition, info, *partition.log().entries().back().batch, batch.epoch, false);
  }
  const bool hw_moved = partition.update_follower_bounds(data.high_watermark, data.log_start_offset);
  if (hw_moved) fetch_purgatory_.check_and_complete(find_hosted(partition.tp())->key);  // consumers may read here
  return ErrorCode::NONE;
}

void ReplicaManager::truncate(Partition& partition, Offset to, TruncationReason reason) {
  const Offset from = partition.log().log_end_offset();
  if (!partition.log().truncate_to(to, now())) return;
  emit_truncated(partition, from, reason);
}

void ReplicaManager::truncate_fully_and_start_at(Partition& partition, Offset at) {
  const Offset from = partition.log().log_end_offset();
  partition.log().truncate_fully_and_start_at(at, now());
  emit_truncated(partition, from, TruncationReason::out_of_range);
}

void ReplicaManager::emit_truncated(const Partition& partition, Offset from, TruncationReason reason) {
  // Source: LogManager.truncateTo writes the recovery point at once.
  context_.storage.checkpoint_recovery_point(partition.tp());
  context_.emit([&] {
    return LogTruncated{.broker = context_.id,
                        .tp = partition.tp(),
                        .from = from,
                        .to = partition.log().log_end_offset(),
                        .high_watermark = partition.log().high_watermark(),
                        .reason = reason};
  });
  fetch_purgatory_.check_and_complete(find_hosted(partition.tp())->key);
}

}  // namespace kafka
