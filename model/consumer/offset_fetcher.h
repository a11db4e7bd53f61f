#pragma once
/// Asks partitions' leaders where their logs begin and end, and whether they still have what was read.
/// Kafka: OffsetFetcher, OffsetsForLeaderEpochClient (2.3: Fetcher).

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "model/config/consumer_config.h"
#include "model/consumer/consumer_network_client.h"
#include "model/consumer/subscription_state.h"

namespace kafka {

///   volatile   requests under way
///   sends      ListOffsets, OffsetForLeaderEpoch
///   receives   their answers
class OffsetFetcher {
 public:
  /// `group`: for what it tells.
  OffsetFetcher(const sim::Scheduler& scheduler, const ConsumerConfig& config, GroupId group,
                SubscriptionState& subscriptions, ConsumerNetworkClient& client, ClientMetadata& metadata,
                bool validate_positions);

  /// Positions learn of leaders that metadata names since.
  void validate_positions_on_metadata_change();
  /// KIP-320: asks the new leaders. What poll() throws, or "".
  std::string_view validate_positions_if_needed();
  /// Asks the leaders of partitions whose position must come from a reset policy.
  void reset_positions_if_needed();

  /// Metadata's leader, for a new position.
  [[nodiscard]] LeaderIdAndEpoch current_leader(TopicPartition tp) const {
    return {.leader = metadata_.leader(tp), .epoch = metadata_.leader_epoch(tp)};
  }
  [[nodiscard]] bool validates() const { return validate_positions_; }
  /// Tells that a position was set.
  void tell(TopicPartition tp, Offset position, PositionSource source) const;

 private:
  void on_list_offsets(const Request& request);
  void on_end_offsets(const Request& request, const std::vector<std::pair<TopicPartition, FetchPosition>>& asked);
  void complete_validation(TopicPartitionState& p, const OffsetForLeaderEpochResponse::Partition& answer);
  void truncated(TopicPartitionState& p, const OffsetForLeaderEpochResponse::Partition& answer);
  void retry_later(TopicPartition tp);
  /// kNoBroker: none, or it cannot be asked now.
  [[nodiscard]] BrokerId leader_to_ask(BrokerId leader);

  const sim::Scheduler& scheduler_;
  const ConsumerConfig& config_;
  GroupId group_;
  SubscriptionState& subscriptions_;
  ConsumerNetworkClient& client_;
  ClientMetadata& metadata_;
  bool validate_positions_;
  std::uint64_t metadata_version_ = 0;
  std::string_view exception_;  // of a validation, for the next poll()
};

}  // namespace kafka
