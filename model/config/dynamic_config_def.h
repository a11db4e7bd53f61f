#pragma once
/// Which settings of a broker may change while it runs, and which changes are refused. Kafka: DynamicConfig.Broker,
/// DynamicBrokerConfig.validateConfigs, DynamicThreadPool, QuotaConfigs.brokerQuotaConfigs.

#include <map>
#include <string>
#include <string_view>

#include "model/config/broker_config.h"

namespace kafka {

/// Known only as settings that change: how fast replicas may be copied.
inline constexpr std::string_view kLeaderReplicationThrottledRate = "leader.replication.throttled.rate";
inline constexpr std::string_view kFollowerReplicationThrottledRate = "follower.replication.throttled.rate";
inline constexpr std::string_view kAlterLogDirsRate = "replica.alter.log.dirs.io.max.bytes.per.second";

/// Settings of a broker while it runs, by Kafka's names.
using DynamicSettings = std::map<std::string, std::string>;

/// Kafka: DynamicBrokerConfig.AllDynamicConfigs, without the rates above.
bool is_dynamic_broker_setting(std::string_view name);
/// Does a running broker of this model obey it? Threads are as many as when it started.
bool changes_running_broker(std::string_view name);

/// Why Kafka refuses these settings as the whole of a broker's own (`per_broker`) or of all brokers' common ones: its
/// ConfigException's message; "" = they are fine. `current`: as the broker runs.
std::string refused_dynamic_settings(const DynamicSettings& settings, bool per_broker, const BrokerConfig& current);

/// `config` with those of the settings that a running broker obeys.
void apply_dynamic_settings(BrokerConfig& config, const DynamicSettings& settings);

/// A rate as set there, or without limit. Kafka: QuotaConfigs.QUOTA_BYTES_PER_SECOND_DEFAULT.
std::int64_t rate_of(const DynamicSettings& settings, std::string_view name);

}  // namespace kafka
