#include "model/transaction/transaction_metadata.h"

#include <algorithm>

#include "model/transaction/transaction_states.h"
#include "sim/core/check.h"

namespace kafka {

TransactionMetadata::TransactionMetadata(std::string transactional_id, ProducerId producer_id, sim::Duration timeout,
                                         sim::SimTime now)
    : transactional_id_(std::move(transactional_id)),
      current_{.producer_id = producer_id, .timeout = timeout, .last_update_timestamp = now} {}

TransactionMetadata::TransactionMetadata(const TransactionLogValue& value)
    : transactional_id_(value.transactional_id),
      current_{.producer_id = value.producer_id,
               .producer_epoch = value.producer_epoch,
               .timeout = value.timeout,
               .state = value.state,
               .partitions = {value.partitions.begin(), value.partitions.end()},
               .start_timestamp = value.start_timestamp,
               .last_update_timestamp = value.last_update_timestamp} {}

// ---- a change begins

TxnTransitMetadata TransactionMetadata::prepare_transition(TxnTransitMetadata to) {
  SIM_CHECK(!pending_state_, "one change of a transactional id at a time");
  SIM_CHECK(may_follow(state(), to.state), "this state may not follow");
  SIM_CHECK(to.producer_id.value() >= 0);
  SIM_CHECK(to.state == TransactionState::Dead || to.producer_epoch.value() >= 0);
  if (to.state == TransactionState::Empty) to.last_producer_id = producer_id();
  pending_state_ = to.state;
  return to;
}

TxnTransitMetadata TransactionMetadata::prepare_fence_producer_epoch(bool keep_failed_fence) {
  SIM_CHECK(producer_epoch().value() < INT16_MAX, "no epoch is left to fence with");
  TxnTransitMetadata to = current_;
  to.state = TransactionState::PrepareEpochFence;
  if (!keep_failed_fence || !has_failed_epoch_fence_) to.producer_epoch = producer_epoch() + ProducerEpoch::rep{1};
  to.last_producer_epoch = kNoProducerEpoch;
  return prepare_transition(to);
}

/// The three cases of KIP-360: it goes on after an error; it asks again, because the answer was lost; somebody else was
/// initialized since.
std::pair<ErrorCode, TxnTransitMetadata> TransactionMetadata::prepare_increment_producer_epoch(
    sim::Duration timeout, std::optional<ProducerEpoch> expected, sim::SimTime now) {
  SIM_CHECK(!is_producer_epoch_exhausted(), "no epoch is left");
  TxnTransitMetadata to{.producer_id = producer_id(), .timeout = timeout, .last_update_timestamp = now};
  to.producer_epoch = producer_epoch() + ProducerEpoch::rep{1};
  if (expected && (producer_epoch() == kNoProducerEpoch || *expected == producer_epoch())) {
    to.last_producer_epoch = producer_epoch();
  } else if (expected && *expected == last_producer_epoch()) {
    to.producer_epoch = producer_epoch();
    to.last_producer_epoch = last_producer_epoch();
  } else if (expected) {
    return {ErrorCode::PRODUCER_FENCED, {}};
  }
  return {ErrorCode::NONE, prepare_transition(to)};
}

TxnTransitMetadata TransactionMetadata::prepare_producer_id_rotation(ProducerId new_id, sim::Duration timeout,
                                                                     sim::SimTime now, bool record_last_epoch) {
  return prepare_transition({.producer_id = new_id,
                             .producer_epoch = ProducerEpoch(0),
                             .last_producer_epoch = record_last_epoch ? producer_epoch() : kNoProducerEpoch,
                             .timeout = timeout,
                             .last_update_timestamp = now});
}

TxnTransitMetadata TransactionMetadata::prepare_add_partitions(const std::set<TopicPartition>& added,
                                                               sim::SimTime now) {
  TxnTransitMetadata to = current_;
  if (state() != TransactionState::Ongoing) to.start_timestamp = now;
  to.state = TransactionState::Ongoing;
  to.partitions.insert(added.begin(), added.end());
  to.last_update_timestamp = now;
  return prepare_transition(to);
}

TxnTransitMetadata TransactionMetadata::prepare_abort_or_commit(TransactionState new_state, sim::SimTime now) {
  TxnTransitMetadata to = current_;
  to.state = new_state;
  to.last_update_timestamp = now;
  return prepare_transition(to);
}

TxnTransitMetadata TransactionMetadata::prepare_complete(sim::SimTime now) {
  TxnTransitMetadata to = current_;
  to.state =
      state() == TransactionState::PrepareCommit ? TransactionState::CompleteCommit : TransactionState::CompleteAbort;
  to.partitions.clear();
  to.last_update_timestamp = now;
  has_failed_epoch_fence_ = false;  // the epoch is in the log
  return prepare_transition(to);
}

TxnTransitMetadata TransactionMetadata::prepare_dead() {
  TxnTransitMetadata to = current_;
  to.state = TransactionState::Dead;
  to.partitions.clear();
  return prepare_transition(to);
}

// ---- ... and ends

/// Source: TransactionMetadata.completeTransitionTo; what it demands of each change.
void TransactionMetadata::check_transition(const TxnTransitMetadata& transit) const {
  SIM_CHECK(pending_state_ == transit.state, "only what is pending can be completed");
  const bool same_producer = transit.producer_id == producer_id() && transit.producer_epoch == producer_epoch();
  switch (transit.state) {
    case TransactionState::Empty:
      SIM_CHECK(transit.producer_epoch == producer_epoch() || transit.producer_epoch - producer_epoch() == 1 ||
                    (transit.producer_epoch.value() == 0 && transit.producer_id != producer_id()),
                "an epoch is the same, the next one, or the first of a new id");
      SIM_CHECK(transit.partitions.empty() && transit.start_timestamp == kNoTimestamp);
      break;
    case TransactionState::Ongoing:
      SIM_CHECK(same_producer && transit.timeout == timeout());
      SIM_CHECK(
          std::includes(transit.partitions.begin(), transit.partitions.end(), partitions().begin(), partitions().end()),
          "a transaction only gets more partitions");
      break;
    case TransactionState::PrepareCommit:
    case TransactionState::PrepareAbort:
      SIM_CHECK(same_producer && transit.timeout == timeout() && transit.partitions == partitions());
      SIM_CHECK(transit.start_timestamp == start_timestamp());
      break;
    case TransactionState::CompleteCommit:
    case TransactionState::CompleteAbort:
      SIM_CHECK(same_producer && transit.timeout == timeout() && transit.start_timestamp != kNoTimestamp);
      break;
    case TransactionState::PrepareEpochFence:
    case TransactionState::Dead:
      SIM_CHECK(false, "this state is never written: it gives way to PrepareAbort, or to a tombstone");
  }
}

void TransactionMetadata::complete_transition_to(const TxnTransitMetadata& transit) {
  check_transition(transit);
  current_ = transit;
  pending_state_.reset();
}

void TransactionMetadata::adopt_fenced_epoch(ProducerEpoch epoch) {
  SIM_CHECK(pending_state_ == TransactionState::PrepareEpochFence);
  pending_state_.reset();
  current_.producer_epoch = epoch;
  current_.last_producer_epoch = kNoProducerEpoch;
}

void TransactionMetadata::remove_partition(TopicPartition tp) {
  SIM_CHECK(is_prepared(state()), "markers are written for decided transactions only");
  current_.partitions.erase(tp);
}

}  // namespace kafka
