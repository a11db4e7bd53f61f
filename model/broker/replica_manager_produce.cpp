/// ReplicaManager: appends.

#include <utility>

#include "model/broker/replica_manager.h"
#include "model/types/topic_name.h"
#include "sim/core/check.h"

namespace kafka {

void ReplicaManager::append_records(std::int16_t acks, sim::Duration timeout,
                                    const std::vector<ProduceRequest::Partition>& entries, bool internal,
                                    AppendCallback callback, const VerificationGuards& guards) {
  std::vector<DelayedProduce::Status> statuses;
  statuses.reserve(entries.size());
  std::vector<std::size_t> keys;
  for (const ProduceRequest::Partition& entry : entries) {
    statuses.push_back(append_one(acks, entry, internal, guards));
    if (statuses.back().acks_pending) keys.push_back(find_hosted(entry.tp)->key);
  }
  const DelayedOperationPtr operation(new DelayedProduce(std::move(statuses), std::move(callback), this));
  produce_purgatory_.try_complete_else_watch(operation, keys, timeout);
}

DelayedProduce::Status ReplicaManager::append_one(std::int16_t acks, const ProduceRequest::Partition& entry,
                                                  bool internal, const VerificationGuards& guards) {
  DelayedProduce::Status status;
  status.answer.tp = entry.tp;
  Hosted* hosted = find_hosted(entry.tp);
  const auto verified = guards.find(entry.tp);
  const VerificationGuard guard = verified == guards.end() ? kNotVerified : verified->second;
  const AppendOrigin origin = internal ? AppendOrigin::COORDINATOR : AppendOrigin::CLIENT;
  if (acks < -1 || acks > 1) {
    status.answer.error = ErrorCode::INVALID_REQUIRED_ACKS;
  } else if (!internal && is_internal_topic(context_.topics.name(entry.tp.topic))) {
    status.answer.error = ErrorCode::INVALID_TOPIC_EXCEPTION;
  } else if (!hosted) {
    status.answer.error = error_of_missing(entry.tp);
  } else {
    status.answer.error = hosted->partition.check_append(*entry.batch, acks, origin, guard);
  }
  const bool accepted = status.answer.error == ErrorCode::NONE;
  const bool duplicate = accepted && !internal && hosted->partition.log().is_duplicate(*entry.batch);
  if (accepted && !duplicate && disk_refuses()) status.answer.error = ErrorCode::KAFKA_STORAGE_ERROR;
  if (status.answer.error != ErrorCode::NONE) {
    if (acks == -1 && hosted) emit_acks_all(hosted->partition, status.answer, kUnknownOffset);
    return status;
  }

  const std::int64_t mark = duplicate ? 0 : context_.storage.device().append(entry.batch->size).value();
  const LogAppendInfo info = hosted->partition.append_as_leader(entry.batch, mark, origin, guard);
  SIM_CHECK(info.error == ErrorCode::NONE, "checked before");
  status.partition = &hosted->partition;
  status.required_offset = info.last_offset + 1;
  status.acks_pending = acks == -1;
  status.answer.base_offset = info.first_offset;
  if (info.duplicate) {
    emit_duplicate(hosted->partition, info, *entry.batch);
    // Nothing is new, but an ISR that shrank may let the high watermark go on. Source: Partition.appendRecordsToLeader.
    if (hosted->partition.maybe_increment_high_watermark()) check_all(hosted->key);
  } else {
    after_leader_append(*hosted, info, *entry.batch);
  }
  return status;
}

void ReplicaManager::after_leader_append(Hosted& hosted, const LogAppendInfo& info, const RecordBatch& batch) {
  Partition& p = hosted.partition;
  emit_appended(p, info, batch, p.leader_epoch(), true);
  if (p.maybe_increment_high_watermark()) produce_purgatory_.check_and_complete(hosted.key);
  fetch_purgatory_.check_and_complete(hosted.key);
}

void ReplicaManager::emit_appended(const Partition& partition, const LogAppendInfo& info, const RecordBatch& batch,
                                   LeaderEpoch epoch, bool as_leader) {
  if (info.rolled) {
    logs_.on_rolled(partition.tp(), info.rolled_base);
    context_.emit(
        [&] { return SegmentRolled{.broker = context_.id, .tp = partition.tp(), .base_offset = info.rolled_base}; });
  }
  context_.emit([&] {
    return RecordsAppended{.broker = context_.id,
                           .tp = partition.tp(),
                           .base_offset = info.first_offset,
                           .count = batch.count,
                           .size = batch.size,
                           .leader_epoch = epoch,
                           .as_leader = as_leader,
                           .producer = batch.producer,
                           .first_id = batch.first_id,
                           .producer_id = batch.producer_id,
                           .producer_epoch = batch.producer_epoch,
                           .base_sequence = batch.base_sequence,
                           .transactional = batch.transactional,
                           .control = batch.control};
  });
}

void ReplicaManager::emit_duplicate(const Partition& partition, const LogAppendInfo& info, const RecordBatch& batch) {
  context_.emit([&] {
    return DuplicateAnswered{.broker = context_.id,
                             .tp = partition.tp(),
                             .base_offset = info.first_offset,
                             .count = batch.count,
                             .producer_id = batch.producer_id,
                             .base_sequence = batch.base_sequence,
                             .producer = batch.producer,
                             .first_id = batch.first_id};
  });
}

void ReplicaManager::on_acks_all(const DelayedProduce::Status& status) {
  emit_acks_all(*status.partition, status.answer, status.required_offset);
}

void ReplicaManager::emit_acks_all(const Partition& partition, const ProduceResponse::Partition& answer,
                                   Offset next_offset) {
  context_.emit([&] {
    return AcksAllAnswered{.broker = context_.id,
                           .tp = partition.tp(),
                           .error = answer.error,
                           .base_offset = answer.base_offset,
                           .next_offset = next_offset,
                           .high_watermark = partition.log().high_watermark(),
                           .leader_epoch = partition.leader_epoch(),
                           .in_sync = static_cast<std::int32_t>(partition.isr().maximal().size()),
                           .min_isr = partition.effective_min_isr()};
  });
}

}  // namespace kafka
