#include "model/consumer/java_hash_order.h"

#include <algorithm>

#include "model/types/java_hash.h"

namespace kafka {

namespace {

std::vector<TopicPartition> in_hash_order(const TopicTable& topics, std::span<const TopicPartition> partitions,
                                          std::int32_t table) {
  std::vector<std::int32_t> hashes;
  hashes.reserve(partitions.size());
  for (const TopicPartition& tp : partitions)
    hashes.push_back(topic_partition_hash(topics.name(tp.topic), tp.partition));
  std::vector<TopicPartition> ordered;
  ordered.reserve(partitions.size());
  for (const std::size_t at : hash_map_order(hashes, table)) ordered.push_back(partitions[at]);
  return ordered;
}

std::int32_t count_of(std::span<const TopicPartition> partitions) {
  return static_cast<std::int32_t>(partitions.size());
}

/// Source: PartitionStates.set.
std::vector<TopicPartition> by_topic_of_first_appearance(std::vector<TopicPartition> ordered) {
  std::vector<TopicId> seen;
  for (const TopicPartition& tp : ordered)
    if (std::find(seen.begin(), seen.end(), tp.topic) == seen.end()) seen.push_back(tp.topic);
  const auto rank = [&](TopicId topic) { return std::find(seen.begin(), seen.end(), topic); };
  std::stable_sort(ordered.begin(), ordered.end(),
                   [&](const TopicPartition& a, const TopicPartition& b) { return rank(a.topic) < rank(b.topic); });
  return ordered;
}

}  // namespace

std::vector<TopicPartition> assignment_order(const TopicTable& topics, std::span<const TopicPartition> assigned) {
  return by_topic_of_first_appearance(in_hash_order(topics, assigned, hash_table_for_capacity(count_of(assigned))));
}

std::vector<TopicPartition> user_assignment_order(const TopicTable& topics, std::span<const TopicPartition> assigned) {
  return by_topic_of_first_appearance(in_hash_order(topics, assigned, kDefaultHashTable));
}

std::vector<TopicPartition> fetch_order(const TopicTable& topics, std::span<const TopicPartition> fetchable) {
  return in_hash_order(topics, fetchable, hash_table_for_copy_of(count_of(fetchable)));
}

}  // namespace kafka
