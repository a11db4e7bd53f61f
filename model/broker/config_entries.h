#pragma once
/// Settings with where each value comes from, as a broker tells them. Kafka: ConfigHelper.createTopicConfigEntry,
/// createBrokerConfigEntry, configSynonyms; DynamicBrokerConfig.brokerConfigSynonyms.

#include <vector>

#include "model/broker/dynamic_broker_config.h"
#include "model/config/profile.h"
#include "model/protocol/admin_messages.h"

namespace kafka {

using ConfigEntries = std::vector<DescribeConfigsResponse::Entry>;

/// What the broker's properties set differs from the release's default here: a value that repeats it is not told apart.
/// Settings that this simulator does not honour are named only where somebody set them.
ConfigEntries topic_config_entries(const DynamicSettings& overrides, const DynamicBrokerConfig& broker,
                                   Profile release);
ConfigEntries broker_config_entries(const DynamicBrokerConfig& broker, Profile release);
/// Those of all brokers.
ConfigEntries default_config_entries(const DynamicBrokerConfig& broker);

}  // namespace kafka
