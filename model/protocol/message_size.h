#pragma once
/// What the parts of requests and answers weigh on the wire, rounded from the message definitions.

#include <cstddef>
#include <cstdint>

namespace kafka {

inline constexpr std::int64_t kPerPartition = 32;  ///< a topic's id or short name with one partition's fixed fields
inline constexpr std::int64_t kPerState = 64;      ///< a partition with its leader, epochs, replicas and ISR

inline std::int64_t count(std::size_t n) { return static_cast<std::int64_t>(n); }

}  // namespace kafka
