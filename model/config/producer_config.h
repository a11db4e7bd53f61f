#pragma once
/// Settings of a producer. A member is Kafka's name with '_' for '.'; initial values are Kafka 3.9's.

#include <cstdint>
#include <string>
#include <vector>

#include "model/types/acks.h"
#include "model/types/compression_type.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

/// Kafka: ProducerConfig.
struct ProducerConfig {
  Acks acks = Acks::all;
  bool enable_idempotence = true;
  std::string transactional_id;  ///< "" = no transactions; of several instances ID-1 to ID-N
  sim::Duration transaction_timeout_ms = std::chrono::milliseconds(60000);
  CompressionType compression_type = CompressionType::none;
  std::int32_t retries = 2147483647;
  std::int32_t max_in_flight_requests_per_connection = 5;
  sim::Bytes batch_size{16384};
  sim::Duration linger_ms{0};
  sim::Bytes buffer_memory{33554432};
  sim::Duration max_block_ms = std::chrono::milliseconds(60000);
  sim::Bytes max_request_size{1048576};
  sim::Duration request_timeout_ms = std::chrono::milliseconds(30000);
  sim::Duration delivery_timeout_ms = std::chrono::milliseconds(120000);
  sim::Duration retry_backoff_ms = std::chrono::milliseconds(100);
  sim::Duration retry_backoff_max_ms = std::chrono::milliseconds(1000);  ///< = retry.backoff.ms before 3.7
  sim::Duration reconnect_backoff_ms = std::chrono::milliseconds(50);
  sim::Duration reconnect_backoff_max_ms = std::chrono::milliseconds(1000);
  sim::Duration socket_connection_setup_timeout_ms = std::chrono::milliseconds(10000);
  sim::Duration metadata_max_age_ms = std::chrono::milliseconds(300000);
  std::string partitioner_class;  ///< "" = the profile's default
  bool partitioner_ignore_keys = false;
  bool partitioner_adaptive_partitioning_enable = true;
  sim::Duration partitioner_availability_timeout_ms{0};  ///< 0 = off
  std::vector<std::string> bootstrap_servers;            ///< broker ids or host names; empty = all brokers
  std::string client_id;                                 ///< "" = producer-N
};

}  // namespace kafka
