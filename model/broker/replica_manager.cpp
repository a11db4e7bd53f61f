#include "model/broker/replica_manager.h"

#include <algorithm>
#include <utility>

#include "model/broker/replica_selector.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

PartitionRules rules_of(Profile profile, const BrokerConfig& config) {
  const bool modern = profile == Profile::v3_9;
  return {.replica_lag_time_max = config.replica_lag_time_max_ms,
          .hw_frozen_below_min_isr = modern,
          .isr_needs_alive_broker = modern,
          .min_isr_bounded_by_replicas = modern,
          .followers_serve_consumers = modern};
}

}  // namespace

ReplicaManager::ReplicaManager(const BrokerContext& context, const MetadataCache& metadata, IsrChannel& isr_channel)
    : context_(context),
      metadata_(metadata),
      isr_channel_(isr_channel),
      rack_aware_reads_(context.profile == Profile::v3_9 &&
                        is_rack_aware_selector(context.config.replica_selector_class)),
      produce_purgatory_(context.scheduler, context.life),
      fetch_purgatory_(context.scheduler, context.life),
      isr_check_(context.scheduler, context.life, [this] { check_isr(); }),
      retention_(context.scheduler, context.life, [this] { apply_retention(); }) {}

void ReplicaManager::start() {
  isr_check_.arm(context_.config.replica_lag_time_max_ms / 2);
  retention_.arm(context_.config.log_initial_task_delay_ms);
}

// ---- partitions

ReplicaManager::Hosted* ReplicaManager::find_hosted(TopicPartition tp) const {
  const auto topic = static_cast<std::size_t>(tp.topic.value());
  const auto number = static_cast<std::size_t>(tp.partition.value());
  if (topic >= partitions_.size() || number >= partitions_[topic].size()) return nullptr;
  return partitions_[topic][number].get();
}

Partition* ReplicaManager::find(TopicPartition tp) {
  Hosted* hosted = find_hosted(tp);
  return hosted ? &hosted->partition : nullptr;
}
const Partition* ReplicaManager::find(TopicPartition tp) const {
  const Hosted* hosted = find_hosted(tp);
  return hosted ? &hosted->partition : nullptr;
}

Partition& ReplicaManager::create_partition(TopicPartition tp, const TopicConfig* config) {
  const auto topic = static_cast<std::size_t>(tp.topic.value());
  const auto number = static_cast<std::size_t>(tp.partition.value());
  if (topic >= partitions_.size()) partitions_.resize(topic + 1);
  if (number >= partitions_[topic].size()) partitions_[topic].resize(number + 1);
  // A follower rolls its segments by its own jitter, as each replica draws its own in Kafka.
  const auto jitter_seed = static_cast<std::uint64_t>(context_.id.value());
  partitions_[topic][number] =
      std::make_unique<Hosted>(Hosted{Partition(tp, context_.id, config, rules_of(context_.profile, context_.config),
                                                Log(tp, config, context_.scheduler.now(), jitter_seed), *this),
                                      hosted_count_++});
  return partitions_[topic][number]->partition;
}

void ReplicaManager::become_leader_or_follower(TopicPartition tp, const PartitionState& state) {
  Hosted* hosted = find_hosted(tp);
  if (!hosted) return;
  Partition& p = hosted->partition;
  const bool changed = state.leader == context_.id ? p.make_leader(state) : p.make_follower(state);
  if (changed) check_all(hosted->key);
}

void ReplicaManager::check_all(std::size_t key) {
  produce_purgatory_.check_and_complete(key);
  fetch_purgatory_.check_and_complete(key);
}

// ---- produce

void ReplicaManager::append_records(std::int16_t acks, sim::Duration timeout,
                                    const std::vector<ProduceRequest::Partition>& entries, bool internal,
                                    AppendCallback callback) {
  std::vector<DelayedProduce::Status> statuses;
  statuses.reserve(entries.size());
  std::vector<std::size_t> keys;
  for (const ProduceRequest::Partition& entry : entries) {
    statuses.push_back(append_one(acks, entry, internal));
    if (statuses.back().acks_pending) keys.push_back(find_hosted(entry.tp)->key);
  }
  const DelayedOperationPtr operation(new DelayedProduce(std::move(statuses), std::move(callback)));
  produce_purgatory_.try_complete_else_watch(operation, keys, timeout);
}

DelayedProduce::Status ReplicaManager::append_one(std::int16_t acks, const ProduceRequest::Partition& entry,
                                                  bool internal) {
  DelayedProduce::Status status;
  status.answer.tp = entry.tp;
  Hosted* hosted = find_hosted(entry.tp);
  if (acks < -1 || acks > 1) {
    status.answer.error = ErrorCode::INVALID_REQUIRED_ACKS;
  } else if (!internal && context_.topics.name(entry.tp.topic) == kGroupMetadataTopicName) {
    status.answer.error = ErrorCode::INVALID_TOPIC_EXCEPTION;
  } else if (!hosted) {
    status.answer.error = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  } else {
    status.answer.error = hosted->partition.check_append(*entry.batch, acks);
  }
  if (status.answer.error != ErrorCode::NONE) return status;

  const std::int64_t mark = context_.disk.append(entry.batch->size).value();
  const LogAppendInfo info = hosted->partition.append_as_leader(entry.batch, mark);
  SIM_CHECK(info.error == ErrorCode::NONE, "checked before");
  status.partition = &hosted->partition;
  status.required_offset = info.last_offset + 1;
  status.acks_pending = acks == -1;
  status.answer.base_offset = info.first_offset;
  after_leader_append(*hosted, info, *entry.batch);
  return status;
}

void ReplicaManager::after_leader_append(Hosted& hosted, const LogAppendInfo& info, const RecordBatch& batch) {
  Partition& p = hosted.partition;
  if (info.rolled)
    context_.emit([&] { return SegmentRolled{.broker = context_.id, .tp = p.tp(), .base_offset = info.rolled_base}; });
  context_.emit([&] {
    return RecordsAppended{.broker = context_.id,
                           .tp = p.tp(),
                           .base_offset = info.first_offset,
                           .count = batch.count,
                           .size = batch.size,
                           .leader_epoch = p.leader_epoch(),
                           .as_leader = true,
                           .producer = batch.producer,
                           .first_id = batch.first_id};
  });
  if (p.maybe_increment_high_watermark()) produce_purgatory_.check_and_complete(hosted.key);
  fetch_purgatory_.check_and_complete(hosted.key);
}

// ---- fetch

void ReplicaManager::fetch(const FetchRequest& request, FetchCallback callback) {
  ReadResult result = read_from_log(request, false);
  const bool answer_now = request.max_wait <= sim::Duration{0} || request.partitions.empty() || result.decided ||
                          result.bytes >= request.min_bytes;
  if (answer_now) return answer_fetch(std::move(result), callback);
  watch_fetch(request, std::move(callback));
}

void ReplicaManager::watch_fetch(const FetchRequest& request, FetchCallback callback) {
  std::vector<DelayedFetch::Position> positions;
  std::vector<std::size_t> keys;
  positions.reserve(request.partitions.size());
  keys.reserve(request.partitions.size());
  for (const FetchRequest::Partition& wanted : request.partitions) {
    Hosted* hosted = find_hosted(wanted.tp);  // exists: an unknown partition would have been an error
    positions.push_back({.partition = &hosted->partition,
                         .fetch_offset = hosted->partition.log().offset_metadata(wanted.fetch_offset),
                         .current_leader_epoch = wanted.current_leader_epoch,
                         .last_fetched_epoch = wanted.last_fetched_epoch,
                         .max_bytes = wanted.max_bytes});
    keys.push_back(hosted->key);
  }
  // The request outlives the wait: it belongs to the caller's callback (see KafkaApis::on_fetch).
  auto answer = [this, &request, respond = std::move(callback)] {
    answer_fetch(read_from_log(request, true), respond);
  };
  const DelayedOperationPtr operation(
      new DelayedFetch(request.replica, request.min_bytes, std::move(positions), std::move(answer)));
  fetch_purgatory_.try_complete_else_watch(operation, keys, request.max_wait);
}

ReplicaManager::ReadResult ReplicaManager::read_from_log(const FetchRequest& request, bool from_purgatory) {
  ReadResult result;
  for (const FetchRequest::Partition& wanted : request.partitions) {
    const ErrorCode error = read_partition(request, wanted, from_purgatory, result);
    if (error == ErrorCode::NONE) continue;
    result.decided = true;
    result.response.partitions.push_back({.tp = wanted.tp,
                                          .error = error,
                                          .high_watermark = kUnknownOffset,
                                          .log_start_offset = kUnknownOffset,
                                          .records = {}});
  }
  return result;
}

ErrorCode ReplicaManager::read_partition(const FetchRequest& request, const FetchRequest::Partition& wanted,
                                         bool from_purgatory, ReadResult& result) {
  Hosted* hosted = find_hosted(wanted.tp);
  if (!hosted) return ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  Partition& p = hosted->partition;
  const ErrorCode error = p.check_fetch(request.replica, wanted.current_leader_epoch);
  if (error != ErrorCode::NONE) return error;
  const Log& log = p.log();
  FetchResponse::Partition answer;
  answer.tp = wanted.tp;
  answer.high_watermark = log.high_watermark();
  answer.log_start_offset = log.log_start_offset();
  answer.preferred_read_replica = preferred_read_replica(p, request, wanted.fetch_offset);
  const std::optional<EpochEndOffset> diverging = p.diverges(wanted.last_fetched_epoch, wanted.fetch_offset);
  if (answer.preferred_read_replica == kNoBroker) {
    if (diverging && diverging->end_offset == kUnknownOffset) return ErrorCode::OFFSET_OUT_OF_RANGE;
    if (wanted.fetch_offset < log.log_start_offset()) return ErrorCode::OFFSET_OUT_OF_RANGE;
    if (diverging) answer.diverging = DivergingEpoch{.epoch = diverging->epoch, .end_offset = diverging->end_offset};
    if (!diverging && wanted.fetch_offset > log.log_end_offset()) return ErrorCode::OFFSET_OUT_OF_RANGE;
  }
  if (answer.preferred_read_replica != kNoBroker || diverging) {
    result.decided = true;
    result.response.partitions.push_back(std::move(answer));
    return ErrorCode::NONE;  // and a follower that diverges has acknowledged nothing (KAFKA-13141)
  }

  // Everything is read before the follower's progress counts: it learns of its own commit from a later answer (R5.5.5).
  const bool follower = request.replica != kNoBroker;
  const Offset leader_end = log.log_end_offset();
  const Offset upper = follower ? leader_end : log.high_watermark();
  if (wanted.fetch_offset < upper) read_records(request, wanted, log, upper, result, answer);
  const bool news = !answer.records.empty() || answer.high_watermark != wanted.known_high_watermark ||
                    answer.log_start_offset != wanted.known_log_start;
  if (news) result.response.partitions.push_back(std::move(answer));

  if (follower && !from_purgatory &&
      p.update_follower_fetch_state(request.replica, wanted.fetch_offset, wanted.log_start_offset, leader_end))
    check_all(hosted->key);
  return ErrorCode::NONE;
}

void ReplicaManager::read_records(const FetchRequest& request, const FetchRequest::Partition& wanted, const Log& log,
                                  Offset upper, ReadResult& result, FetchResponse::Partition& answer) {
  read_buffer_.clear();
  const sim::Bytes left = std::min(wanted.max_bytes, request.max_bytes - result.bytes);
  const LogReadInfo read = log.read(wanted.fetch_offset, upper, left, result.bytes == sim::Bytes{}, read_buffer_);
  result.bytes += read.size;
  answer.records.reserve(read_buffer_.size());
  for (const LogEntry& e : read_buffer_) {
    answer.records.push_back({.base_offset = e.base_offset, .epoch = e.epoch, .batch = e.batch});
    if (context_.disk.cached(sim::DiskMark(e.disk_mark))) continue;
    result.uncached += e.batch->size;
    result.uncached_mark = e.disk_mark;
  }
}

/// kNoBroker: read here. Source: ReplicaManager.findPreferredReadReplica.
BrokerId ReplicaManager::preferred_read_replica(const Partition& p, const FetchRequest& request, Offset offset) const {
  if (!rack_aware_reads_ || request.replica != kNoBroker || !p.is_leader()) return kNoBroker;
  std::vector<ReplicaView> views;
  views.push_back({.broker = context_.id,
                   .rack = metadata_.rack(context_.id),
                   .log_start_offset = p.log().log_start_offset(),
                   .log_end_offset = p.log().log_end_offset(),
                   .leader = true});
  for (const BrokerId id : p.replicas()) {
    const RemoteReplica* remote = p.remote(id);
    if (!remote) continue;
    views.push_back({.broker = id,
                     .rack = metadata_.rack(id),
                     .log_start_offset = remote->log_start_offset,
                     .log_end_offset = remote->log_end_offset,
                     .since_caught_up = now() - remote->last_caught_up_time,
                     .in_isr = p.isr().contains(id)});
  }
  const BrokerId chosen = select_read_replica(views, request.client_rack, offset);
  return chosen == context_.id ? kNoBroker : chosen;
}

void ReplicaManager::answer_fetch(ReadResult&& result, const FetchCallback& callback) {
  if (result.uncached == sim::Bytes{}) return callback(std::move(result.response));
  // Records that left the page cache come from the disk before the answer goes out.
  auto held = std::make_shared<FetchResponse>(std::move(result.response));
  auto respond = std::make_shared<FetchCallback>(callback);
  pending_reads_.push_back({.response = held, .callback = respond});
  context_.disk.read(context_.life, sim::DiskMark(result.uncached_mark), result.uncached, [this] { finish_read(); });
}

void ReplicaManager::finish_read() {
  PendingRead read = std::move(pending_reads_.front());  // the disk serves in order
  pending_reads_.pop_front();
  (*read.callback)(std::move(*read.response));
}

void ReplicaManager::append_from_leader(Partition& partition, const FetchResponse::Partition& data) {
  for (const FetchedBatch& batch : data.records) {
    const std::int64_t mark = context_.disk.append(batch.batch->size).value();
    const LogAppendInfo info = partition.append_as_follower(batch, mark);
    if (info.rolled)
      context_.emit(
          [&] { return SegmentRolled{.broker = context_.id, .tp = partition.tp(), .base_offset = info.rolled_base}; });
    context_.emit([&] {
      return RecordsAppended{.broker = context_.id,
                             .tp = partition.tp(),
                             .base_offset = batch.base_offset,
                             .count = batch.batch->count,
                             .size = batch.batch->size,
                             .leader_epoch = batch.epoch,
                             .as_leader = false,
                             .producer = batch.batch->producer,
                             .first_id = batch.batch->first_id};
    });
  }
  const bool hw_moved = partition.update_follower_bounds(data.high_watermark, data.log_start_offset);
  if (hw_moved) fetch_purgatory_.check_and_complete(find_hosted(partition.tp())->key);  // consumers may read here
}

void ReplicaManager::truncate_to_divergence(Partition& partition, DivergingEpoch leader) {
  partition.truncate_to_divergence(leader);
  fetch_purgatory_.check_and_complete(find_hosted(partition.tp())->key);
}

ListOffsetsResponse ReplicaManager::list_offsets(const ListOffsetsRequest& request) const {
  ListOffsetsResponse response;
  for (const ListOffsetsRequest::Partition& wanted : request.partitions) {
    const Partition* p = find(wanted.tp);
    ListOffsetsResponse::Partition answer{.tp = wanted.tp, .error = ErrorCode::NONE, .offset = kUnknownOffset};
    if (!p) {
      answer.error = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
    } else if (!p->is_leader()) {
      answer.error = ErrorCode::NOT_LEADER_OR_FOLLOWER;
    } else if (wanted.spec == OffsetSpec::earliest) {
      answer.offset = p->log().log_start_offset();
    } else if (p->log().high_watermark() < p->leader_epoch_start_offset()) {
      answer.error = ErrorCode::OFFSET_NOT_AVAILABLE;  // KIP-207: a client must not see the end go back
    } else {
      answer.offset = p->log().high_watermark();
    }
    response.partitions.push_back(answer);
  }
  return response;
}

// ---- ISR, retention

void ReplicaManager::on_isr_accepted(TopicPartition tp, PartitionEpoch partition_epoch) {
  Hosted* hosted = find_hosted(tp);
  if (hosted && hosted->partition.isr().change_pending() && hosted->partition.on_isr_accepted(partition_epoch))
    check_all(hosted->key);
}

void ReplicaManager::on_isr_refused(TopicPartition tp, ErrorCode error) {
  Hosted* hosted = find_hosted(tp);
  if (hosted && hosted->partition.isr().change_pending()) hosted->partition.on_isr_refused(error);
}

void ReplicaManager::on_isr_changed(TopicPartition tp, const std::vector<BrokerId>& before,
                                    const std::vector<BrokerId>& after) {
  std::vector<BrokerId> removed;
  for (const BrokerId id : before)
    if (std::find(after.begin(), after.end(), id) == after.end()) removed.push_back(id);
  if (!removed.empty()) {
    context_.emit([&] { return IsrShrunk{.tp = tp, .isr = after, .removed = removed}; });
  } else {
    context_.emit([&] { return IsrExpanded{.tp = tp, .isr = after, .added = after.back()}; });
  }
}

void ReplicaManager::on_high_watermark(TopicPartition tp, Offset high_watermark, bool as_leader) {
  context_.emit([&] {
    return HighWatermarkAdvanced{
        .broker = context_.id, .tp = tp, .high_watermark = high_watermark, .as_leader = as_leader};
  });
}

void ReplicaManager::check_isr() {
  for_each([](Partition& p) { p.maybe_shrink_isr(); });
  isr_check_.arm(context_.config.replica_lag_time_max_ms / 2);
}

void ReplicaManager::apply_retention() {
  for_each([&](Partition& p) {
    for (const DeletedSegments& deleted : p.log().delete_old_segments(context_.scheduler.now()))
      context_.emit([&] {
        return SegmentsDeleted{.broker = context_.id,
                               .tp = p.tp(),
                               .log_start_offset = deleted.log_start_offset,
                               .segments = deleted.segments,
                               .size = deleted.size,
                               .reason = deleted.reason};
      });
  });
  retention_.arm(context_.config.log_retention_check_interval_ms);
}

}  // namespace kafka
