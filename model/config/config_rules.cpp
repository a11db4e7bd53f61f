#include "model/config/config_rules.h"

#include <algorithm>

#include "model/config/default_topic_config.h"

namespace kafka {

namespace {

/// Kafka's timeouts are 32-bit: their sums end there (KafkaProducer.configureDeliveryTimeout).
constexpr sim::Duration kMaxTimeout = std::chrono::milliseconds(2147483647);

/// Kafka: CommonClientConfigs.postProcessReconnectBackoffConfigs; before 3.7 a retry always waits the same.
template <class C>
void settle_backoffs(C& config, const ConfigOrigin& origin) {
  if (origin.is_given("reconnect.backoff.ms") && !origin.is_given("reconnect.backoff.max.ms"))
    config.reconnect_backoff_max_ms = config.reconnect_backoff_ms;
  if (origin.profile == Profile::v2_3) config.retry_backoff_max_ms = config.retry_backoff_ms;
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

}  // namespace

bool ConfigOrigin::is_given(std::string_view name) const {
  return std::find(given.begin(), given.end(), name) != given.end();
}

std::vector<std::string> validate(ProducerConfig& config, const ConfigOrigin& origin) {
  std::vector<std::string> problems;
  settle_backoffs(config, origin);
  const sim::Duration linger = std::min(config.linger_ms, kMaxTimeout);
  const sim::Duration least = std::min(linger + config.request_timeout_ms, kMaxTimeout);
  if (config.delivery_timeout_ms < least) {
    if (origin.is_given("delivery.timeout.ms"))
      problems.emplace_back("delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms");
    config.delivery_timeout_ms = least;
  }
  if (origin.profile == Profile::v2_3 &&
      ends_with_any(config.partitioner_class, {"RoundRobinPartitioner", "UniformStickyPartitioner"})) {
    problems.push_back("Invalid value " + config.partitioner_class + " for configuration partitioner.class: Class " +
                       config.partitioner_class + " could not be found. Kafka has it since 2.4");
  }
  return problems;
}

std::vector<std::string> validate(ConsumerConfig& config, const ConfigOrigin& origin) {
  std::vector<std::string> problems;
  settle_backoffs(config, origin);
  if (config.heartbeat_interval_ms >= config.session_timeout_ms)
    problems.emplace_back("Heartbeat must be set lower than the session timeout");
  return problems;
}

std::vector<std::string> validate(BrokerConfig& config, const ConfigOrigin&) {
  std::vector<std::string> problems;
  if (default_topic_config(config).retention_ms <= sim::Duration{0})
    problems.emplace_back("log.retention.ms must be unlimited (-1) or, greater than or equal to 1");
  if (config.replica_fetch_wait_max_ms > config.replica_socket_timeout_ms) {
    problems.emplace_back(
        "replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms to prevent unnecessary socket "
        "timeouts");
  }
  if (config.replica_fetch_wait_max_ms > config.replica_lag_time_max_ms) {
    problems.emplace_back(
        "replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms to prevent frequent "
        "changes in ISR");
  }
  return problems;
}

std::vector<std::string> validate(TopicConfig&, const ConfigOrigin&) { return {}; }

}  // namespace kafka
