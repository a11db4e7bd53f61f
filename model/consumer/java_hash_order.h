#pragma once
/// In which order a consumer asks for its partitions: Kafka leaves it to Java's hash maps, so a reader of several
/// partitions from the beginning sees them in an order that looks random and is not.

#include <span>
#include <vector>

#include "model/types/topic_partition.h"

namespace kafka {

/// The consumer's list after an assignment (Kafka: SubscriptionState.assignFromSubscribed, PartitionStates.set):
/// iteration order of a HashMap made for as many entries, grouped by topic of first appearance. Up to 2.x this is
/// also the order of the first fetch. `assigned`: in the order the assignment lists them, each once.
std::vector<TopicPartition> assignment_order(const TopicTable& topics, std::span<const TopicPartition> assigned);

/// The consumer's list after assign(): the map begins with its default size (Kafka: SubscriptionState.assignFromUser).
std::vector<TopicPartition> user_assignment_order(const TopicTable& topics, std::span<const TopicPartition> assigned);

/// The order in which a consumer of 3.x builds its fetches: that of a HashSet copied from the fetchable partitions
/// (Kafka: AbstractFetch.fetchablePartitions). Not grouped by topic.
std::vector<TopicPartition> fetch_order(const TopicTable& topics, std::span<const TopicPartition> fetchable);

}  // namespace kafka
