#pragma once
/// What a consumer wants to read and what it owns of it, in the order in which it asks for it.
/// Kafka: SubscriptionState, PartitionStates.

#include <vector>

#include "model/consumer/topic_partition_state.h"

namespace kafka {

class SubscriptionState {
 public:
  using Partition = TopicPartitionState;

  explicit SubscriptionState(OffsetResetStrategy reset_policy) : reset_policy_(reset_policy) {}

  /// Topics, ascending by name: partitions come from the group.
  void subscribe(std::vector<TopicId> topics);
  /// Partitions, in Kafka's order of iteration.
  void assign_from_user(const std::vector<TopicPartition>& ordered);
  /// The same for what the group gave. What it had before keeps its position.
  void assign_from_subscribed(const std::vector<TopicPartition>& ordered);

  /// Kafka: hasAutoAssignedPartitions.
  [[nodiscard]] bool auto_assigned() const { return auto_assigned_; }
  [[nodiscard]] const std::vector<TopicId>& subscription() const { return subscription_; }
  [[nodiscard]] bool subscribed(TopicId topic) const;
  [[nodiscard]] std::vector<TopicPartition> assigned() const;
  [[nodiscard]] bool owns(TopicPartition tp) const { return find(tp) != nullptr; }

  /// A drained partition goes to the end, so that none starves.
  void move_to_end(TopicPartition tp);
  [[nodiscard]] Partition* find(TopicPartition tp);
  [[nodiscard]] const Partition* find(TopicPartition tp) const;
  [[nodiscard]] std::vector<Partition>& partitions() { return partitions_; }
  [[nodiscard]] const std::vector<Partition>& partitions() const { return partitions_; }

  [[nodiscard]] bool has_all_fetch_positions() const;
  [[nodiscard]] std::vector<TopicPartition> initializing() const;
  [[nodiscard]] OffsetResetStrategy reset_policy() const { return reset_policy_; }
  /// What a commit without arguments covers.
  [[nodiscard]] std::vector<PartitionOffset> all_consumed() const;
  /// Nothing more is fetched or returned of what is owned now. Kafka: markPendingRevocation.
  void mark_pending_revocation();

 private:
  OffsetResetStrategy reset_policy_;
  bool auto_assigned_ = false;
  std::vector<TopicId> subscription_;
  std::vector<Partition> partitions_;
};

}  // namespace kafka
