#pragma once
/// Settings of a broker (server.properties). A member is Kafka's name with '_' for '.'; the unit is in the type;
/// initial values are Kafka 3.9's. The table of names, profiles and limits is broker_config_def (config_def.h).

#include <cstdint>
#include <optional>
#include <string>

#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

/// Kafka: KafkaConfig, ReplicationConfigs, ServerLogConfigs, SocketServerConfigs, GroupCoordinatorConfig.
struct BrokerConfig {
  // threads and queues
  std::int32_t num_network_threads = 3;
  std::int32_t num_io_threads = 8;
  std::int32_t queued_max_requests = 500;
  sim::Bytes socket_request_max_bytes = sim::MiB(100);
  sim::Bytes fetch_max_bytes = sim::MiB(55);

  // replication
  std::int32_t num_replica_fetchers = 1;
  sim::Duration replica_lag_time_max_ms = std::chrono::milliseconds(30000);
  sim::Duration replica_fetch_wait_max_ms = std::chrono::milliseconds(500);
  sim::Bytes replica_fetch_min_bytes{1};
  sim::Bytes replica_fetch_max_bytes = sim::MiB(1);
  sim::Bytes replica_fetch_response_max_bytes = sim::MiB(10);
  sim::Duration replica_fetch_backoff_ms = std::chrono::milliseconds(1000);
  sim::Duration replica_socket_timeout_ms = std::chrono::milliseconds(30000);
  std::string replica_selector_class;  ///< "" = consumers read from leaders only

  // topics: defaults for topics without an override
  bool auto_create_topics_enable = false;  ///< Kafka: true
  std::int32_t num_partitions = 1;
  std::int32_t default_replication_factor = 1;
  std::int32_t min_insync_replicas = 1;
  sim::Bytes message_max_bytes{1048588};
  sim::Bytes log_segment_bytes = sim::GiB(1);
  std::optional<sim::Duration> log_roll_ms;  ///< the finer unit wins where it is set: see default_topic_config
  sim::Duration log_roll_hours = std::chrono::hours(168);
  std::optional<sim::Duration> log_roll_jitter_ms;
  sim::Duration log_roll_jitter_hours{0};
  std::optional<sim::Duration> log_retention_ms;  ///< kForever = unlimited (-1)
  std::optional<sim::Duration> log_retention_minutes;
  sim::Duration log_retention_hours = std::chrono::hours(168);
  sim::Bytes log_retention_bytes{-1};
  sim::Bytes log_index_interval_bytes{4096};
  sim::Duration log_retention_check_interval_ms = std::chrono::milliseconds(300000);
  sim::Duration log_initial_task_delay_ms = std::chrono::milliseconds(30000);
  std::string log_cleanup_policy = "delete";

  // control plane
  sim::Duration zookeeper_session_timeout_ms = std::chrono::milliseconds(18000);
  std::optional<sim::Duration> zookeeper_connection_timeout_ms;  ///< default: the session timeout
  std::int32_t zookeeper_max_in_flight_requests = 10;
  sim::Duration controller_socket_timeout_ms = std::chrono::milliseconds(30000);
  bool controlled_shutdown_enable = true;
  std::int32_t controlled_shutdown_max_retries = 3;
  sim::Duration controlled_shutdown_retry_backoff_ms = std::chrono::milliseconds(5000);
  bool auto_leader_rebalance_enable = true;
  sim::Duration leader_imbalance_check_interval_seconds = std::chrono::seconds(300);
  std::int32_t leader_imbalance_per_broker_percentage = 10;
  bool unclean_leader_election_enable = false;
  bool delete_topic_enable = true;

  // what is written when
  sim::Duration replica_high_watermark_checkpoint_interval_ms = std::chrono::milliseconds(5000);
  sim::Duration log_flush_offset_checkpoint_interval_ms = std::chrono::milliseconds(60000);
  std::int32_t num_recovery_threads_per_data_dir = 1;

  // quotas
  std::int32_t quota_window_num = 11;
  sim::Duration quota_window_size_seconds = std::chrono::seconds(1);

  // group coordinator
  std::int32_t offsets_topic_num_partitions = 50;
  std::int32_t offsets_topic_replication_factor = 3;
  sim::Bytes offsets_topic_segment_bytes = sim::MiB(100);
  sim::Duration offsets_commit_timeout_ms = std::chrono::milliseconds(5000);
  sim::Duration offsets_retention_minutes = std::chrono::minutes(10080);
  sim::Duration offsets_retention_check_interval_ms = std::chrono::milliseconds(600000);
  sim::Duration group_initial_rebalance_delay_ms = std::chrono::milliseconds(3000);
  sim::Duration group_min_session_timeout_ms = std::chrono::milliseconds(6000);
  sim::Duration group_max_session_timeout_ms = std::chrono::milliseconds(1800000);
  std::int32_t group_max_size = 2147483647;

  // transaction coordinator, producer ids
  std::int32_t transaction_state_log_num_partitions = 50;
  std::int32_t transaction_state_log_replication_factor = 3;
  std::int32_t transaction_state_log_min_isr = 2;
  sim::Bytes transaction_state_log_segment_bytes = sim::MiB(100);
  sim::Duration transaction_max_timeout_ms = std::chrono::milliseconds(900000);
  sim::Duration transactional_id_expiration_ms = std::chrono::milliseconds(604800000);
  sim::Duration transaction_abort_timed_out_transaction_cleanup_interval_ms = std::chrono::milliseconds(10000);
  sim::Duration transaction_remove_expired_transaction_cleanup_interval_ms = std::chrono::milliseconds(3600000);
  bool transaction_partition_verification_enable = true;
  sim::Duration producer_id_expiration_ms = std::chrono::milliseconds(86400000);
  sim::Duration producer_id_expiration_check_interval_ms = std::chrono::milliseconds(600000);

  // log cleaner
  bool log_cleaner_enable = true;
  sim::Duration log_cleaner_backoff_ms = std::chrono::milliseconds(15000);
  double log_cleaner_min_cleanable_ratio = 0.5;
  sim::Duration log_cleaner_delete_retention_ms = std::chrono::milliseconds(86400000);
};

}  // namespace kafka
