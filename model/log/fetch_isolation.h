#pragma once
/// Up to where a reader may see.

#include <cstdint>

#include "model/types/ids.h"
#include "model/types/isolation_level.h"

namespace kafka {

/// Kafka: FetchIsolation.
enum class FetchIsolation : std::uint8_t {
  LOG_END,         ///< followers
  HIGH_WATERMARK,  ///< consumers
  TXN_COMMITTED,   ///< consumers with isolation.level=read_committed: the last stable offset
};

/// `replica`: the follower that asks; kNoBroker for a consumer.
constexpr FetchIsolation fetch_isolation(BrokerId replica, IsolationLevel level) {
  if (replica != kNoBroker) return FetchIsolation::LOG_END;
  return level == IsolationLevel::READ_COMMITTED ? FetchIsolation::TXN_COMMITTED : FetchIsolation::HIGH_WATERMARK;
}

}  // namespace kafka
