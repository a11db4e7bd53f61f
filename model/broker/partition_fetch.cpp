/// How a partition answers those who read from it: followers, consumers, and followers that ask for epochs.

#include "model/broker/partition.h"

namespace kafka {

ErrorCode Partition::check_leader() const {
  if (offline_) return ErrorCode::KAFKA_STORAGE_ERROR;
  return is_leader() ? ErrorCode::NONE : ErrorCode::NOT_LEADER_OR_FOLLOWER;
}

/// Source: Partition.checkCurrentLeaderEpoch.
ErrorCode Partition::check_epoch(LeaderEpoch current_leader_epoch) const {
  if (current_leader_epoch == kNoEpoch || current_leader_epoch == leader_epoch_) return ErrorCode::NONE;
  if (mutated(Mutation::serve_wrong_epoch)) return ErrorCode::NONE;
  return current_leader_epoch < leader_epoch_ ? ErrorCode::FENCED_LEADER_EPOCH : ErrorCode::UNKNOWN_LEADER_EPOCH;
}

ErrorCode Partition::check_fetch(BrokerId follower, LeaderEpoch current_leader_epoch) const {
  if (removed_) return ErrorCode::NOT_LEADER_OR_FOLLOWER;
  if (offline_) return ErrorCode::KAFKA_STORAGE_ERROR;
  if (const ErrorCode error = check_epoch(current_leader_epoch); error != ErrorCode::NONE) return error;
  const bool consumer = follower == kNoBroker;
  if (!is_leader() && !(consumer && rules_.behaviour.followers_serve_consumers))
    return ErrorCode::NOT_LEADER_OR_FOLLOWER;
  if (!consumer && !remote(follower))
    return current_leader_epoch != kNoEpoch ? ErrorCode::UNKNOWN_LEADER_EPOCH : ErrorCode::NOT_LEADER_OR_FOLLOWER;
  return ErrorCode::NONE;
}

PartitionRead Partition::read(FetchIsolation isolation, const FetchRequest::Partition& wanted, sim::Bytes max_bytes,
                              bool min_one, std::vector<LogEntry>& entries) const {
  PartitionRead result;
  result.leader_log_end = log_->log_end_offset();
  result.answer.tp = wanted.tp;
  result.answer.high_watermark = log_->high_watermark();
  result.answer.log_start_offset = log_->log_start_offset();
  result.answer.last_stable_offset = log_->last_stable_offset();
  const std::optional<EpochEndOffset> diverging = diverges(wanted.last_fetched_epoch, wanted.fetch_offset);
  const bool unknown = diverging && diverging->end_offset == kUnknownOffset;
  const bool beyond = !diverging && wanted.fetch_offset > result.leader_log_end;
  if (unknown || beyond || wanted.fetch_offset < log_->log_start_offset()) {
    result.error = ErrorCode::OFFSET_OUT_OF_RANGE;
    return result;
  }
  if (diverging) {
    result.answer.diverging = DivergingEpoch{.epoch = diverging->epoch, .end_offset = diverging->end_offset};
    return result;
  }
  // Read before the follower's progress counts: it learns of its own commit from a later answer.
  const Offset upper = log_->end_offset(isolation);
  entries.clear();
  if (wanted.fetch_offset >= upper) return result;
  result.size = log_->read(wanted.fetch_offset, upper, max_bytes, min_one, entries).size;
  result.answer.records.reserve(entries.size());
  for (const LogEntry& e : entries)
    result.answer.records.push_back({.base_offset = e.base_offset, .epoch = e.epoch, .batch = e.batch});
  if (isolation != FetchIsolation::TXN_COMMITTED || entries.empty()) return result;
  const Offset read_to = entries.back().next_offset();
  for (const AbortedTxn& txn : log_->transaction_index().collect_aborted_txns(wanted.fetch_offset, read_to))
    result.answer.aborted.push_back({.producer_id = txn.producer_id, .first_offset = txn.first_offset});
  return result;
}

bool Partition::count_fetch(BrokerId follower, const FetchRequest::Partition& wanted, const PartitionRead& read) {
  if (read.error != ErrorCode::NONE) return false;
  if (read.answer.diverging && rules_.behaviour.protocol != ReplicationProtocol::v28) return false;
  return update_follower_fetch_state(follower, wanted.fetch_offset, wanted.log_start_offset, read.leader_log_end,
                                     wanted.current_leader_epoch);
}

std::optional<EpochEndOffset> Partition::diverges(LeaderEpoch last_fetched, Offset fetch_offset) const {
  if (last_fetched == kNoEpoch) return std::nullopt;
  const EpochEndOffset end = end_offset_for(last_fetched);
  if (end.epoch < last_fetched || end.end_offset < fetch_offset) return end;
  return std::nullopt;
}

EpochEndOffset Partition::end_offset_for(LeaderEpoch epoch) const {
  const std::vector<EpochEntry>& known = log_->epochs().entries();
  // Until 2.0.0 an epoch older than all that are known had no answer (the second defect of KIP-279).
  const bool too_old = !known.empty() && epoch < known.front().epoch;
  if (too_old && rules_.behaviour.protocol < ReplicationProtocol::v201) return {};
  return log_->epochs().end_offset_for(epoch, log_->log_end_offset());
}

OffsetForLeaderEpochResponse::Partition Partition::answer_epoch_question(
    const OffsetForLeaderEpochRequest::Partition& asked) const {
  OffsetForLeaderEpochResponse::Partition answer{.tp = asked.tp};
  answer.error = check_epoch(asked.current_leader_epoch);
  if (answer.error == ErrorCode::NONE || offline_) answer.error = check_leader();
  if (answer.error != ErrorCode::NONE) return answer;
  const EpochEndOffset end = end_offset_for(asked.leader_epoch);
  answer.end_offset = end.end_offset;
  if (rules_.behaviour.protocol >= ReplicationProtocol::kip279) answer.leader_epoch = end.epoch;
  return answer;
}

}  // namespace kafka
