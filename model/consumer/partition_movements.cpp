#include "model/consumer/partition_movements.h"

#include "model/types/java_hash.h"

namespace kafka {

void PartitionMovements::move(std::size_t partition, std::size_t from, std::size_t to) {
  const auto before = pair_of_.find(partition);
  if (before == pair_of_.end()) {
    add(partition, {from, to});
    return;
  }
  const std::size_t origin = before->second.first;
  remove(partition);
  if (origin != to) add(partition, {origin, to});
}

std::size_t PartitionMovements::actual(std::size_t partition, std::size_t from, std::size_t to) const {
  const auto topic = by_topic_.find(group_.topic_of(partition));
  if (topic == by_topic_.end()) return partition;
  const auto before = pair_of_.find(partition);
  const std::size_t origin = before == pair_of_.end() ? from : before->second.first;
  const auto reverse = topic->second.find({to, origin});
  if (reverse == topic->second.end()) return partition;
  const HashedPartitions& back = reverse->second;
  return back.in_order_of_insertion[hash_map_order(hashes(back), back.table).front()];
}

void PartitionMovements::add(std::size_t partition, ConsumerPair pair) {
  pair_of_[partition] = pair;
  HashedPartitions& moved =
      by_topic_[group_.topic_of(partition)].try_emplace(pair, HashedPartitions{{}, kDefaultHashTable}).first->second;
  moved.in_order_of_insertion.push_back(partition);
  moved.table = hash_table_after(hashes(moved), moved.table);
}

void PartitionMovements::remove(std::size_t partition) {
  const auto pair = pair_of_.find(partition);
  const auto topic = by_topic_.find(group_.topic_of(partition));
  const auto moved = topic->second.find(pair->second);
  std::erase(moved->second.in_order_of_insertion, partition);
  if (moved->second.in_order_of_insertion.empty()) topic->second.erase(moved);
  if (topic->second.empty()) by_topic_.erase(topic);
  pair_of_.erase(pair);
}

std::vector<std::int32_t> PartitionMovements::hashes(const HashedPartitions& partitions) const {
  std::vector<std::int32_t> hashes;
  for (const std::size_t p : partitions.in_order_of_insertion) {
    const TopicPartition tp = group_.name(p);
    hashes.push_back(topic_partition_hash(group_.topic_name(tp.topic), tp.partition));
  }
  return hashes;
}

}  // namespace kafka
