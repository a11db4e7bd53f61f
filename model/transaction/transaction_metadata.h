#pragma once
/// One transactional id as its coordinator knows it, and the change that is on its way into the log.
/// Kafka: TransactionMetadata, TxnTransitMetadata.

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/internal_records.h"
#include "model/types/record_batch.h"

namespace kafka {

/// What an id is to become. It is written first, and holds once it is replicated.
struct TxnTransitMetadata {
  ProducerId producer_id = kNoProducerId;
  ProducerId last_producer_id = kNoProducerId;
  ProducerEpoch producer_epoch = kNoProducerEpoch;
  ProducerEpoch last_producer_epoch = kNoProducerEpoch;
  sim::Duration timeout{0};
  TransactionState state = TransactionState::Empty;
  std::set<TopicPartition> partitions{};
  sim::SimTime start_timestamp = kNoTimestamp;
  sim::SimTime last_update_timestamp{};
};

/// 32767 is never given to a client, so that whoever has an epoch can be fenced. Kafka: isEpochExhausted.
constexpr bool is_epoch_exhausted(ProducerEpoch epoch) { return epoch.value() >= INT16_MAX - 1; }

///   durable    as the last TransactionLogValue of the id in __transaction_state, but for the last producer id and
///              epoch, which 3.9 does not write (transaction.version 0)
///   volatile   the pending state: at most one change at a time is on its way into the log
class TransactionMetadata {
 public:
  /// An id nobody has used yet.
  TransactionMetadata(std::string transactional_id, ProducerId producer_id, sim::Duration timeout, sim::SimTime now);
  /// As the log has it.
  explicit TransactionMetadata(const TransactionLogValue& value);

  // Each sets the pending state, and needs that there is none and that the new one may follow. Times are the present.
  /// `keep_failed_fence`: an epoch that could not be written when it was raised before is not raised again (2.7,
  /// KAFKA-9666).
  TxnTransitMetadata prepare_fence_producer_epoch(bool keep_failed_fence);
  /// `expected`: the epoch the producer has (2.5, KIP-360). PRODUCER_FENCED without a pending state if it is neither
  /// the present one nor the last.
  std::pair<ErrorCode, TxnTransitMetadata> prepare_increment_producer_epoch(sim::Duration timeout,
                                                                            std::optional<ProducerEpoch> expected,
                                                                            sim::SimTime now);
  TxnTransitMetadata prepare_producer_id_rotation(ProducerId new_id, sim::Duration timeout, sim::SimTime now,
                                                  bool record_last_epoch);
  TxnTransitMetadata prepare_add_partitions(const std::set<TopicPartition>& added, sim::SimTime now);
  TxnTransitMetadata prepare_abort_or_commit(TransactionState new_state, sim::SimTime now);
  TxnTransitMetadata prepare_complete(sim::SimTime now);
  TxnTransitMetadata prepare_dead();

  /// The pending change is in the log.
  void complete_transition_to(const TxnTransitMetadata& transit);
  /// ... is not and never will be.
  void clear_pending_state() { pending_state_.reset(); }
  /// The pending PrepareEpochFence gives way to a PrepareAbort under its epoch.
  void adopt_fenced_epoch(ProducerEpoch epoch);
  void note_failed_epoch_fence() { has_failed_epoch_fence_ = true; }
  /// Its marker is written, or it is no more. Needs Prepare*.
  void remove_partition(TopicPartition tp);

  [[nodiscard]] const std::string& transactional_id() const { return transactional_id_; }
  [[nodiscard]] ProducerId producer_id() const { return current_.producer_id; }
  [[nodiscard]] ProducerId last_producer_id() const { return current_.last_producer_id; }
  [[nodiscard]] ProducerEpoch producer_epoch() const { return current_.producer_epoch; }
  [[nodiscard]] ProducerEpoch last_producer_epoch() const { return current_.last_producer_epoch; }
  [[nodiscard]] sim::Duration timeout() const { return current_.timeout; }
  [[nodiscard]] TransactionState state() const { return current_.state; }
  [[nodiscard]] const std::set<TopicPartition>& partitions() const { return current_.partitions; }
  [[nodiscard]] sim::SimTime start_timestamp() const { return current_.start_timestamp; }
  [[nodiscard]] sim::SimTime last_update_timestamp() const { return current_.last_update_timestamp; }
  [[nodiscard]] std::optional<TransactionState> pending_state() const { return pending_state_; }
  [[nodiscard]] bool pending_transition_in_progress() const { return pending_state_.has_value(); }
  [[nodiscard]] bool has_failed_epoch_fence() const { return has_failed_epoch_fence_; }
  [[nodiscard]] bool is_producer_epoch_exhausted() const { return is_epoch_exhausted(producer_epoch()); }

 private:
  TxnTransitMetadata prepare_transition(TxnTransitMetadata to);
  void check_transition(const TxnTransitMetadata& transit) const;

  std::string transactional_id_;
  TxnTransitMetadata current_;
  std::optional<TransactionState> pending_state_;
  bool has_failed_epoch_fence_ = false;
};

}  // namespace kafka
