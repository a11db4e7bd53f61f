#pragma once
/// Java's hash codes and the iteration order of its hash maps, where Kafka's behaviour follows from them:
/// coordinator partitions, fetch order, ties of assignors.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/types/ids.h"

namespace kafka {

/// java.lang.String.hashCode of a UTF-8 text.
std::int32_t java_string_hash(std::string_view text);

/// org.apache.kafka.common.TopicPartition.hashCode.
std::int32_t topic_partition_hash(std::string_view topic, PartitionId partition);

/// Kafka: Utils.abs: like Math.abs, but 0 for the smallest integer, which has no positive counterpart.
constexpr std::int32_t java_abs(std::int32_t value) { return value == INT32_MIN ? 0 : value < 0 ? -value : value; }

/// Which partition of __consumer_offsets (group id) or __transaction_state (transactional id) is responsible.
/// Kafka: GroupMetadataManager.partitionFor. `partitions` > 0.
PartitionId coordinator_partition(std::string_view id, std::int32_t partitions);

/// `new HashMap<>()`, `new HashMap<>(n)` and `new HashSet<>(collection of n)` start with tables of these sizes.
inline constexpr std::int32_t kDefaultHashTable = 16;
std::int32_t hash_table_for_capacity(std::int32_t n);
std::int32_t hash_table_for_copy_of(std::int32_t n);
/// The size of a table of `table` buckets after these keys were inserted. It never shrinks: a set whose keys come and
/// go keeps its size.
std::int32_t hash_table_after(std::span<const std::int32_t> hashes, std::int32_t table = kDefaultHashTable);

/// The order in which a java.util.HashMap (OpenJDK 8 and later) iterates over keys with these hash codes, all
/// different keys, inserted in this order: indices into `hashes`. `table`: size of the table at the start.
///
/// The table doubles when it is three quarters full, or when a bucket of a table below 64 gets its ninth key; within
/// a bucket keys stay in order of insertion. Not reproduced: from nine keys in one bucket of a table of 64 or more
/// on, Java turns the bucket into a tree and moves the tree's root to its front.
std::vector<std::size_t> hash_map_order(std::span<const std::int32_t> hashes, std::int32_t table = kDefaultHashTable);

}  // namespace kafka
