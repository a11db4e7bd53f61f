#pragma once
/// Settings of a consumer. A member is Kafka's name with '_' for '.'; initial values are Kafka 3.9's.

#include <cstdint>
#include <string>
#include <vector>

#include "model/types/isolation_level.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

/// Kafka: OffsetResetStrategy (`auto.offset.reset`).
enum class OffsetResetStrategy { latest, earliest, none };

/// Kafka: ConsumerConfig.
struct ConsumerConfig {
  OffsetResetStrategy auto_offset_reset = OffsetResetStrategy::latest;
  bool enable_auto_commit = true;
  sim::Duration auto_commit_interval_ms = std::chrono::milliseconds(5000);
  std::int32_t max_poll_records = 500;
  sim::Bytes fetch_min_bytes{1};
  sim::Duration fetch_max_wait_ms = std::chrono::milliseconds(500);
  sim::Bytes fetch_max_bytes{52428800};
  sim::Bytes max_partition_fetch_bytes{1048576};
  std::vector<std::string> partition_assignment_strategy{"range", "cooperative-sticky"};  ///< by preference
  std::string group_instance_id;  ///< "" = dynamic; members of a larger group are ID-1 to ID-N
  sim::Duration session_timeout_ms = std::chrono::milliseconds(45000);
  sim::Duration heartbeat_interval_ms = std::chrono::milliseconds(3000);
  sim::Duration max_poll_interval_ms = std::chrono::milliseconds(300000);
  sim::Duration default_api_timeout_ms = std::chrono::milliseconds(60000);
  IsolationLevel isolation_level = IsolationLevel::READ_UNCOMMITTED;
  bool internal_leave_group_on_close = true;
  sim::Duration request_timeout_ms = std::chrono::milliseconds(30000);
  sim::Duration retry_backoff_ms = std::chrono::milliseconds(100);
  sim::Duration retry_backoff_max_ms = std::chrono::milliseconds(1000);
  sim::Duration reconnect_backoff_ms = std::chrono::milliseconds(50);
  sim::Duration reconnect_backoff_max_ms = std::chrono::milliseconds(1000);
  sim::Duration socket_connection_setup_timeout_ms = std::chrono::milliseconds(10000);
  sim::Duration metadata_max_age_ms = std::chrono::milliseconds(300000);
  std::vector<std::string> bootstrap_servers;  ///< broker ids or host names; empty = all brokers
  std::string client_rack;                     ///< "" = its host's rack, as the scenario gives it
  std::string client_id;                       ///< "" = consumer-GROUP-N (2.3: consumer-N)
};

}  // namespace kafka
