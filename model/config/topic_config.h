#pragma once
/// Settings of a topic; what a topic does not set comes from the broker's defaults (BrokerConfig).

#include <cstdint>
#include <string>

#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

/// Kafka: LogConfig, TopicConfig. Initial values are Kafka 3.9's.
struct TopicConfig {
  std::int32_t min_insync_replicas = 1;
  sim::Bytes max_message_bytes{1048588};
  sim::Bytes segment_bytes = sim::GiB(1);
  sim::Duration segment_ms = std::chrono::hours(168);
  sim::Duration segment_jitter_ms{0};
  sim::Duration retention_ms = std::chrono::hours(168);  ///< kForever = unlimited (-1)
  sim::Bytes retention_bytes{-1};                        ///< -1 = unlimited
  sim::Bytes index_interval_bytes{4096};
  sim::Bytes segment_index_bytes = sim::MiB(10);
  bool unclean_leader_election_enable = false;
  std::string cleanup_policy = "delete";  ///< delete, compact or both with a comma
  double min_cleanable_dirty_ratio = 0.5;
  sim::Duration delete_retention_ms = std::chrono::milliseconds(86400000);

  [[nodiscard]] bool compact() const { return cleanup_policy.find("compact") != std::string::npos; }
};

}  // namespace kafka
