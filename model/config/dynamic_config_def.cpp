#include "model/config/dynamic_config_def.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "model/config/config_def.h"
#include "model/config/known_settings.h"

namespace kafka {

namespace {

/// Kafka: DynamicLogConfig, LogCleaner, DynamicProducerStateManagerConfig, SocketServer.
constexpr std::array kDynamic = std::to_array<std::string_view>({
    "compression.gzip.level",
    "compression.lz4.level",
    "compression.type",
    "compression.zstd.level",
    "log.cleaner.backoff.ms",
    "log.cleaner.dedupe.buffer.size",
    "log.cleaner.delete.retention.ms",
    "log.cleaner.io.buffer.load.factor",
    "log.cleaner.io.buffer.size",
    "log.cleaner.io.max.bytes.per.second",
    "log.cleaner.max.compaction.lag.ms",
    "log.cleaner.min.cleanable.ratio",
    "log.cleaner.min.compaction.lag.ms",
    "log.cleaner.threads",
    "log.cleanup.policy",
    "log.flush.interval.messages",
    "log.flush.interval.ms",
    "log.index.interval.bytes",
    "log.index.size.max.bytes",
    "log.local.retention.bytes",
    "log.local.retention.ms",
    "log.message.downconversion.enable",
    "log.message.timestamp.after.max.ms",
    "log.message.timestamp.before.max.ms",
    "log.message.timestamp.difference.max.ms",
    "log.message.timestamp.type",
    "log.preallocate",
    "log.retention.bytes",
    "log.retention.ms",
    "log.roll.jitter.ms",
    "log.roll.ms",
    "log.segment.bytes",
    "log.segment.delete.delay.ms",
    "max.connection.creation.rate",
    "max.connections",
    "max.connections.per.ip",
    "max.connections.per.ip.overrides",
    "message.max.bytes",
    "metric.reporters",
    "min.insync.replicas",
    "producer.id.expiration.ms",
    "remote.log.index.file.cache.total.size.bytes",
    "remote.log.manager.copy.max.bytes.per.second",
    "remote.log.manager.fetch.max.bytes.per.second",
    "transaction.partition.verification.enable",
    "unclean.leader.election.enable",
});

/// Kafka: DynamicThreadPool, and of DynamicListenerConfig the one that is no broker's alone.
constexpr std::array kThreads = std::to_array<std::string_view>({
    "background.threads",
    "num.io.threads",
    "num.network.threads",
    "num.recovery.threads.per.data.dir",
    "num.replica.fetchers",
});

/// Kafka: DynamicListenerConfig.
constexpr std::array kPerBroker = std::to_array<std::string_view>({
    "advertised.listeners",
    "listener.security.protocol.map",
    "listeners",
    "principal.builder.class",
    "sasl.enabled.mechanisms",
    "sasl.jaas.config",
    "sasl.mechanism.inter.broker.protocol",
});

/// Kafka: SslConfigs.RECONFIGURABLE_CONFIGS.
constexpr std::array kSecurity = std::to_array<std::string_view>({
    "ssl.key.password",
    "ssl.keystore.certificate.chain",
    "ssl.keystore.key",
    "ssl.keystore.location",
    "ssl.keystore.password",
    "ssl.keystore.type",
    "ssl.truststore.certificates",
    "ssl.truststore.location",
    "ssl.truststore.password",
    "ssl.truststore.type",
});

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_rate(std::string_view name) {
  return name == kLeaderReplicationThrottledRate || name == kFollowerReplicationThrottledRate ||
         name == kAlterLogDirsRate;
}

/// Names nobody knows may be a plugin's.
bool is_kafkas_own(std::string_view name) {
  return find_field<BrokerConfig>(name) != nullptr || find_known_setting(config_class<BrokerConfig>(), name) != nullptr;
}

/// "" or the message with the names, as Scala prints a Set.
std::string any_of(const DynamicSettings& settings, const std::function<bool(std::string_view)>& wrong,
                   const std::string& message) {
  std::string names;
  for (const auto& [name, value] : settings)
    if (wrong(name)) names += (names.empty() ? "" : ", ") + name;
  return names.empty() ? "" : message + ": Set(" + names + ")";
}

std::optional<std::int64_t> parse_long(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Kafka: DynamicConfig.Broker.validate.
std::string wrong_value(const DynamicSettings& settings) {
  BrokerConfig scratch;
  for (const auto& [name, value] : settings) {
    const std::string invalid = "Invalid value " + value + " for configuration " + name + ": ";
    if (is_rate(name)) {
      const std::optional<std::int64_t> rate = parse_long(value);
      if (!rate) return invalid + "Not a number of type LONG";
      if (*rate < 0) return invalid + "Value must be at least 0";
    } else if (find_field<BrokerConfig>(name) != nullptr) {
      if (const SetResult result = set(scratch, name, value); !result.ok()) return result.message;
    }
  }
  return "";
}

/// Kafka: DynamicThreadPool.validateReconfiguration, within DynamicBrokerConfig.processReconfiguration.
std::string wrong_threads(const DynamicSettings& settings, const BrokerConfig& current) {
  for (const auto& [name, text] : settings) {
    const auto now = get(current, name);
    if (!contains(kThreads, name) || !now) continue;
    const std::int64_t before = parse_long(*now).value_or(1);
    const std::int64_t after = parse_long(text).value_or(before);
    std::string why;
    if (after < before / 2) why = "value should be at least half the current value " + *now;
    if (after > before * 2) why = "value should not be greater than double the current value " + *now;
    if (!why.empty())
      return "Invalid value org.apache.kafka.common.config.ConfigException: Dynamic thread count update validation "
             "failed for " +
             name + "=" + text + ", " + why + " for configuration Invalid dynamic configuration";
  }
  return "";
}

}  // namespace

bool is_dynamic_broker_setting(std::string_view name) {
  return contains(kDynamic, name) || contains(kThreads, name) || contains(kPerBroker, name) ||
         contains(kSecurity, name);
}

bool changes_running_broker(std::string_view name) {
  return contains(kDynamic, name) && find_field<BrokerConfig>(name) != nullptr;
}

std::string refused_dynamic_settings(const DynamicSettings& settings, bool per_broker, const BrokerConfig& current) {
  const auto is_static = [](std::string_view name) {
    return is_kafkas_own(name) && !is_rate(name) && !is_dynamic_broker_setting(name);
  };
  const auto is_security = [](std::string_view name) { return contains(kSecurity, name); };
  const auto is_one_brokers = [&](std::string_view name) { return contains(kPerBroker, name); };
  std::string why = any_of(settings, is_static, "Cannot update these configs dynamically");
  if (why.empty())
    why = any_of(settings, is_security,
                 "These security configs can be dynamically updated only per-listener using the listener prefix");
  if (why.empty()) why = wrong_value(settings);
  if (why.empty() && !per_broker)
    why = any_of(settings, is_one_brokers,
                 "Cannot update these configs at default cluster level, broker id must be specified");
  return why.empty() ? wrong_threads(settings, current) : why;
}

void apply_dynamic_settings(BrokerConfig& config, const DynamicSettings& settings) {
  for (const auto& [name, value] : settings)
    if (changes_running_broker(name)) set(config, name, value);
}

std::int64_t rate_of(const DynamicSettings& settings, std::string_view name) {
  const auto it = settings.find(std::string(name));
  const std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
  return it == settings.end() ? unlimited : parse_long(it->second).value_or(unlimited);
}

}  // namespace kafka
