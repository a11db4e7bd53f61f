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

constexpr std::string_view kTransactionsNeedIdempotence =
    "Cannot set a transactional.id without also enabling idempotence.";
constexpr std::string_view kNeedsRetries = "Must set retries to non-zero when using the idempotent producer.";
constexpr std::string_view kNeedsAcks =
    "Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.";
constexpr std::string_view kNeedsFewInFlight =
    "Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer.";

/// What forbids idempotence; "" = nothing.
std::string_view idempotence_conflict(const ProducerConfig& config) {
  if (config.retries == 0) return kNeedsRetries;
  if (config.acks != Acks::all) return kNeedsAcks;
  return config.max_in_flight_requests_per_connection > 5 ? kNeedsFewInFlight : std::string_view{};
}

/// Source: ProducerConfig.postProcessAndValidateIdempotenceConfigs. A conflict with the default switches it off.
std::string_view settle_idempotence(ProducerConfig& config, const ConfigOrigin& origin) {
  if (config.enable_idempotence) {
    const std::string_view conflict = idempotence_conflict(config);
    if (!conflict.empty() && origin.is_given("enable.idempotence")) return conflict;
    config.enable_idempotence = conflict.empty();
  }
  const bool forbidden = !config.enable_idempotence && !config.transactional_id.empty();
  return forbidden ? kTransactionsNeedIdempotence : std::string_view{};
}

/// Source: 2.3: KafkaProducer.configureTransactionState, configureInflightRequests, configureRetries, configureAcks.
/// Here transactions switch idempotence on, and idempotence changes the defaults of others.
std::string_view settle_idempotence_of_2_3(ProducerConfig& config, const ConfigOrigin& origin) {
  const bool transactional = !config.transactional_id.empty();
  if (transactional && !config.enable_idempotence && origin.is_given("enable.idempotence"))
    return kTransactionsNeedIdempotence;
  if (transactional) config.enable_idempotence = true;
  if (!config.enable_idempotence) return {};
  if (!origin.is_given("retries")) config.retries = 2147483647;
  if (!origin.is_given("acks")) config.acks = Acks::all;
  if (config.max_in_flight_requests_per_connection > 5) return kNeedsFewInFlight;
  return idempotence_conflict(config);
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
  const std::string_view conflict =
      origin.profile == Profile::v2_3 ? settle_idempotence_of_2_3(config, origin) : settle_idempotence(config, origin);
  if (!conflict.empty()) problems.emplace_back(conflict);
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
  if (origin.profile == Profile::v2_3)
    for (const std::string& name : config.partition_assignment_strategy)
      if (ends_with_any(name, {"cooperative-sticky", "CooperativeStickyAssignor"}))
        problems.push_back("Invalid value " + name + " for configuration partition.assignment.strategy: Class " + name +
                           " could not be found. Kafka has it since 2.4");
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
