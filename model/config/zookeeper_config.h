#pragma once
/// Settings of a ZooKeeper server (zoo.cfg), by their own names.

#include <cstdint>
#include <optional>

#include "model/config/mutation.h"
#include "sim/core/time.h"

namespace kafka {

/// ZooKeeper: QuorumPeerConfig. Initial values are those of zoo_sample.cfg.
struct ZooKeeperConfig {
  sim::Duration tick_time = std::chrono::milliseconds(2000);
  std::int32_t init_limit = 10;                      ///< ticks a server may take to connect to a leader and be in sync
  std::int32_t sync_limit = 5;                       ///< ticks without an answer after which leader and follower part
  std::optional<sim::Duration> min_session_timeout;  ///< default: 2 ticks
  std::optional<sim::Duration> max_session_timeout;  ///< default: 20 ticks
  bool force_sync = true;                            ///< acknowledge only what is on the disk
  Mutation mutation = Mutation::none;                ///< for tests of the invariant checkers only

  [[nodiscard]] sim::Duration least_session_timeout() const { return min_session_timeout.value_or(2 * tick_time); }
  [[nodiscard]] sim::Duration most_session_timeout() const { return max_session_timeout.value_or(20 * tick_time); }
};

}  // namespace kafka
