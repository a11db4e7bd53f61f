#include "model/broker/fetched_partition.h"

#include <algorithm>

namespace kafka {

OffsetTruncation truncation_after(EpochEndOffset leader, EpochEndOffset own, Offset log_end, Offset initial) {
  if (leader.end_offset == kUnknownOffset) return {.offset = initial};
  const bool nothing_to_compare = leader.epoch == kNoEpoch || own.end_offset == kUnknownOffset;
  if (nothing_to_compare) return {.offset = std::min(leader.end_offset, log_end)};
  if (own.epoch != leader.epoch) return {.offset = std::min(own.end_offset, log_end), .completed = false};
  return {.offset = std::min({own.end_offset, leader.end_offset, log_end})};
}

OutOfRangeReset reset_after_out_of_range(Offset log_end, Offset leader_end, Offset leader_start) {
  using Action = OutOfRangeReset::Action;
  if (leader_end < log_end) return {.action = Action::truncate, .fetch_from = leader_end};
  if (leader_start > log_end) return {.action = Action::restart, .fetch_from = leader_start};
  return {.action = Action::none, .fetch_from = log_end};
}

FetchedPartition::FetchedPartition(Partition& partition, FollowerReplicas& replicas)
    : partition_(&partition), replicas_(&replicas), leader_epoch_(partition.leader_epoch()) {
  const bool knows_epoch = log().epochs().latest_epoch() != kNoEpoch;
  if (behaviour().protocol == ReplicationProtocol::hw) {
    replicas_->truncate(partition, log().high_watermark(), TruncationReason::high_watermark);
  } else if (!behaviour().truncates_on_fetch() || !knows_epoch) {
    phase_ = Phase::truncating;
    fetch_offset_ = log().high_watermark();
    return;
  }
  fetch_offset_ = log().log_end_offset();
}

bool FetchedPartition::has_epoch_question() const {
  return phase_ == Phase::truncating && !behaviour().truncates_on_fetch() && log().epochs().latest_epoch() != kNoEpoch;
}

void FetchedPartition::truncate_without_question() {
  replicas_->truncate(*partition_, fetch_offset_, TruncationReason::high_watermark);
  fetch_offset_ = log().log_end_offset();
  phase_ = Phase::fetching;
}

// ---- questions

/// KIP-320: requests name the leader epoch they are meant for.
LeaderEpoch FetchedPartition::stated_epoch() const { return behaviour().fences_epochs() ? leader_epoch_ : kNoEpoch; }

OffsetForLeaderEpochRequest::Partition FetchedPartition::epoch_question() const {
  return {.tp = tp(), .current_leader_epoch = stated_epoch(), .leader_epoch = log().epochs().latest_epoch()};
}

FetchRequest::Partition FetchedPartition::fetch(sim::Bytes max_bytes) const {
  const bool lets_compare = behaviour().truncates_on_fetch() && !behaviour().mutated(Mutation::skip_truncation);
  return {.tp = tp(),
          .fetch_offset = fetch_offset_,
          .log_start_offset = log().log_start_offset(),
          .current_leader_epoch = stated_epoch(),
          .last_fetched_epoch = lets_compare ? log().epochs().latest_epoch() : kNoEpoch,
          .max_bytes = max_bytes};
}

ListOffsetsRequest::Partition FetchedPartition::bound_question() const {
  return {.tp = tp(),
          .spec = phase_ == Phase::asking_end ? OffsetSpec::latest : OffsetSpec::earliest,
          .current_leader_epoch = stated_epoch()};
}

// ---- answers

FetchedPartition::Reaction FetchedPartition::react_to(ErrorCode error) {
  // Source: AbstractFetcherThread.onPartitionFenced: a newer LeaderAndIsr is on its way.
  return error == ErrorCode::FENCED_LEADER_EPOCH ? Reaction::failed : Reaction::retry;
}

OffsetTruncation FetchedPartition::truncate_to_leader(EpochEndOffset leader, TruncationReason reason) {
  const EpochEndOffset own = leader.epoch == kNoEpoch ? EpochEndOffset{} : partition_->end_offset_for(leader.epoch);
  OffsetTruncation cut = truncation_after(leader, own, log().log_end_offset(), fetch_offset_);
  if (behaviour().mutated(Mutation::truncate_too_much)) cut.offset = log().log_start_offset();
  const bool unknown = leader.end_offset == kUnknownOffset;
  replicas_->truncate(*partition_, cut.offset, unknown ? TruncationReason::high_watermark : reason);
  fetch_offset_ = log().log_end_offset();
  return cut;
}

FetchedPartition::Reaction FetchedPartition::on_epoch_end(const OffsetForLeaderEpochRequest::Partition& asked,
                                                          const OffsetForLeaderEpochResponse::Partition& answer) {
  if (phase_ != Phase::truncating || !current(asked.current_leader_epoch)) return Reaction::ignored;
  if (answer.error != ErrorCode::NONE) return react_to(answer.error);
  const EpochEndOffset leader{.epoch = answer.leader_epoch, .end_offset = answer.end_offset};
  if (truncate_to_leader(leader, TruncationReason::leader_epoch).completed) phase_ = Phase::fetching;
  return Reaction::go_on;
}

FetchedPartition::Reaction FetchedPartition::on_fetched(const FetchRequest::Partition& asked,
                                                        const FetchResponse::Partition& answer) {
  const bool unchanged =
      phase_ == Phase::fetching && fetch_offset_ == asked.fetch_offset && current(asked.current_leader_epoch);
  if (!unchanged) return Reaction::ignored;
  if (answer.error == ErrorCode::NONE) return take(answer);
  if (answer.error != ErrorCode::OFFSET_OUT_OF_RANGE) return react_to(answer.error);
  phase_ = Phase::asking_end;
  return Reaction::go_on;
}

FetchedPartition::Reaction FetchedPartition::take(const FetchResponse::Partition& data) {
  // 2.8.0 applied the bounds of an answer before it looked whether the logs agree (KAFKA-14704).
  const bool bounds_first = behaviour().protocol == ReplicationProtocol::v28;
  if (!data.diverging || bounds_first) {
    if (replicas_->append_from_leader(*partition_, data) != ErrorCode::NONE) return Reaction::failed;
    fetch_offset_ = log().log_end_offset();
  }
  if (data.diverging)
    truncate_to_leader({.epoch = data.diverging->epoch, .end_offset = data.diverging->end_offset},
                       TruncationReason::diverging_epoch);
  return Reaction::go_on;
}

FetchedPartition::Reaction FetchedPartition::on_bound(const ListOffsetsRequest::Partition& asked,
                                                      const ListOffsetsResponse::Partition& answer) {
  const bool asking = phase_ == Phase::asking_end || phase_ == Phase::asking_start;
  if (!asking || asked.spec != bound_question().spec || !current(asked.current_leader_epoch)) return Reaction::ignored;
  if (answer.error != ErrorCode::NONE) {
    phase_ = Phase::fetching;  // the next fetch will be out of range again
    return react_to(answer.error);
  }
  const Offset end = log().log_end_offset();
  if (phase_ == Phase::asking_end) {
    leader_end_ = answer.offset;
    if (leader_end_ < end) {
      apply(reset_after_out_of_range(end, leader_end_, kUnknownOffset));
    } else {
      phase_ = Phase::asking_start;
    }
  } else {
    apply(reset_after_out_of_range(end, leader_end_, answer.offset));
  }
  return Reaction::go_on;
}

void FetchedPartition::apply(const OutOfRangeReset& reset) {
  if (reset.action == OutOfRangeReset::Action::truncate)
    replicas_->truncate(*partition_, reset.fetch_from, TruncationReason::out_of_range);
  if (reset.action == OutOfRangeReset::Action::restart)
    replicas_->truncate_fully_and_start_at(*partition_, reset.fetch_from);
  fetch_offset_ = log().log_end_offset();
  phase_ = Phase::fetching;
}

}  // namespace kafka
