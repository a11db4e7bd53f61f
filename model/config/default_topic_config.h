#pragma once
/// What a topic has that sets nothing itself: the brokers' defaults.

#include <map>
#include <string>

#include "model/config/broker_config.h"
#include "model/config/topic_config.h"

namespace kafka {

/// Kafka: KafkaConfig.extractLogConfigMap, ServerTopicConfigSynonyms. Of log.retention.ms, .minutes and .hours the
/// first that is set counts, of log.roll.ms and .hours likewise, and of the roll's jitter.
TopicConfig default_topic_config(const BrokerConfig& broker);

/// The defaults with a topic's own settings, by Kafka's names; one that Kafka would refuse is left out. Kafka:
/// LogConfig.fromProps.
TopicConfig with_overrides(TopicConfig defaults, const std::map<std::string, std::string>& overrides);

}  // namespace kafka
