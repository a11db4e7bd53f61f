#pragma once
/// Kafka's key hash: which partition a keyed record goes to (Kafka: Utils.murmur2, Utils.toPositive).

#include <cstdint>
#include <string_view>

namespace kafka {

/// MurmurHash2 of the key's bytes with Kafka's seed, as Java's signed int. About one multiplication per four bytes.
std::int32_t murmur2(std::string_view bytes);

/// Clears the sign bit; not an absolute value.
constexpr std::int32_t to_positive(std::int32_t hash) { return hash & 0x7fffffff; }

/// The partition of a key among `partitions` > 0, available or not (Kafka: BuiltInPartitioner.partitionForKey).
inline std::int32_t partition_for_key(std::string_view key, std::int32_t partitions) {
  return to_positive(murmur2(key)) % partitions;
}

}  // namespace kafka
