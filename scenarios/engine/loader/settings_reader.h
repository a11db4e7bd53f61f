#pragma once
/// `config:` maps: settings by Kafka's exact names, checked against the model's table. A bare number has the unit Kafka
/// gives the setting; units may be written (`retention.ms: 7d`, `segment.bytes: 1MiB`).

#include <string>

#include "model/config/broker_config.h"
#include "model/config/consumer_config.h"
#include "model/config/producer_config.h"
#include "model/config/topic_config.h"
#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"

namespace scenario {

kafka::BrokerConfig broker_defaults(kafka::Profile profile);
kafka::ProducerConfig producer_defaults(kafka::Profile profile);
kafka::ConsumerConfig consumer_defaults(kafka::Profile profile);
/// What a topic has that sets nothing itself.
kafka::TopicConfig topic_defaults(const kafka::BrokerConfig& broker);

/// Applies a `config:` map (nullptr: nothing) to `config`, then checks the settings against each other.
void read_settings(Context& context, const Node* node, const std::string& path, kafka::BrokerConfig& config);
void read_settings(Context& context, const Node* node, const std::string& path, kafka::TopicConfig& config);
void read_settings(Context& context, const Node* node, const std::string& path, kafka::ProducerConfig& config);
void read_settings(Context& context, const Node* node, const std::string& path, kafka::ConsumerConfig& config);

}  // namespace scenario
