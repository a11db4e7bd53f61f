#pragma once
/// What a consumer knows of one of its partitions. Kafka: SubscriptionState.TopicPartitionState, FetchPosition.

#include <cstdint>
#include <optional>

#include "model/config/consumer_config.h"
#include "model/protocol/messages.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// The next record to return, and what the consumer knew of the log when it got there.
struct FetchPosition {
  Offset offset = kUnknownOffset;
  LeaderEpoch offset_epoch = kNoEpoch;  ///< of the record before; kNoEpoch: not known
  LeaderIdAndEpoch leader{};            ///< who leads, as far as the position knows

  friend bool operator==(const FetchPosition&, const FetchPosition&) = default;
};

/// Kafka: SubscriptionState.FetchStates.
enum class FetchState : std::uint8_t {
  INITIALIZING,      ///< the committed offset is to be asked for
  FETCHING,          ///< the position is good
  AWAIT_RESET,       ///< a leader is asked where its log begins or ends
  AWAIT_VALIDATION,  ///< the new leader is asked whether its log still has what was read (KIP-320)
};

struct TopicPartitionState {
  TopicPartition tp;
  FetchState state = FetchState::INITIALIZING;
  FetchPosition position{};                                        ///< of FETCHING and AWAIT_VALIDATION
  OffsetResetStrategy reset_strategy = OffsetResetStrategy::none;  ///< of AWAIT_RESET
  sim::SimTime next_retry = sim::SimTime::min();                   ///< of a question to a leader
  bool pending_revocation = false;

  // What the leader's fetch session remembers (KIP-227).
  Offset known_high_watermark = kUnknownOffset;
  Offset known_log_start = kUnknownOffset;
  Offset asked_position = kUnknownOffset;
  BrokerId preferred_read_replica = kNoBroker;  ///< KIP-392; kNoBroker: the leader
  sim::SimTime preferred_until{};               ///< then the leader is asked again

  [[nodiscard]] bool has_valid_position() const { return state == FetchState::FETCHING; }
  [[nodiscard]] bool has_position() const { return has_valid_position() || state == FetchState::AWAIT_VALIDATION; }
  [[nodiscard]] bool fetchable() const { return has_valid_position() && !pending_revocation; }
  [[nodiscard]] bool may_ask(sim::SimTime now) const { return now >= next_retry; }

  void reset(OffsetResetStrategy strategy) {
    state = FetchState::AWAIT_RESET;
    reset_strategy = strategy;
    next_retry = sim::SimTime::min();
    position = {};
  }
  void seek_validated(const FetchPosition& to) {
    state = FetchState::FETCHING;
    next_retry = sim::SimTime::min();
    position = to;
  }
  /// Without an epoch on both sides there is nothing to compare. Source: TopicPartitionState.validatePosition.
  void seek_unvalidated(const FetchPosition& to, bool validate) {
    seek_validated(to);
    if (validate && to.offset_epoch != kNoEpoch && to.leader.epoch != kNoEpoch) state = FetchState::AWAIT_VALIDATION;
  }
  /// Who leads is known anew. Source: TopicPartitionState.maybeValidatePosition.
  void on_leader(const LeaderIdAndEpoch& leader, bool validate) {
    if (!has_position() || leader.leader == kNoBroker || position.leader == leader) return;
    seek_unvalidated({.offset = position.offset, .offset_epoch = position.offset_epoch, .leader = leader}, validate);
    read_from(kNoBroker, {});
  }

  /// Another broker's fetch session knows nothing of this partition.
  void read_from(BrokerId replica, sim::SimTime until) {
    preferred_read_replica = replica;
    preferred_until = until;
    known_high_watermark = known_log_start = asked_position = kUnknownOffset;
  }
  /// True if there was one.
  bool clear_preferred_read_replica() {
    if (preferred_read_replica == kNoBroker) return false;
    read_from(kNoBroker, {});
    return true;
  }
};

}  // namespace kafka
