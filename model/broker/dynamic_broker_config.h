#pragma once
/// A broker's settings while it runs: its properties, what was set for all brokers since, what was set for it alone.
/// Kafka: DynamicBrokerConfig, BrokerConfigHandler, DynamicLogConfig.

#include <functional>

#include "model/broker/topic_configs.h"
#include "model/config/dynamic_config_def.h"

namespace kafka {

///   volatile   both sets of settings; the properties, which hold again in the next life
class DynamicBrokerConfig {
 public:
  /// `current` is what everybody reads, and as the properties say now. `on_unclean_leader_election` is told when it
  /// becomes the default (Kafka: KafkaController.enableDefaultUncleanLeaderElection).
  DynamicBrokerConfig(BrokerConfig& current, TopicConfigs& topics, std::function<void()> on_unclean_leader_election)
      : current_(current),
        topics_(topics),
        properties_(current),
        on_unclean_leader_election_(std::move(on_unclean_leader_election)) {}

  /// All of /config/brokers/<default> and of /config/brokers/<id>. Those that Kafka would refuse are left out.
  void update_defaults(const DynamicSettings& settings);
  void update_broker(const DynamicSettings& settings);

  [[nodiscard]] const DynamicSettings& of_broker() const { return broker_; }
  [[nodiscard]] const DynamicSettings& defaults() const { return defaults_; }
  [[nodiscard]] const BrokerConfig& properties() const { return properties_; }
  [[nodiscard]] const BrokerConfig& current() const { return current_; }
  /// The broker's own, else that of all brokers.
  [[nodiscard]] std::int64_t rate(std::string_view name) const;
  /// "" or why Kafka refuses them, see refused_dynamic_settings().
  [[nodiscard]] std::string refused(const DynamicSettings& settings, bool per_broker) const {
    return refused_dynamic_settings(settings, per_broker, current_);
  }

 private:
  [[nodiscard]] DynamicSettings valid(const DynamicSettings& settings, bool per_broker) const;
  void update();

  BrokerConfig& current_;
  TopicConfigs& topics_;
  const BrokerConfig properties_;
  std::function<void()> on_unclean_leader_election_;
  DynamicSettings defaults_;
  DynamicSettings broker_;
};

}  // namespace kafka
