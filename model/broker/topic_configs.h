#pragma once
/// The settings of topics as one broker knows them. Kafka: LogConfig of each UnifiedLog.

#include <map>
#include <string>

#include "model/config/default_topic_config.h"
#include "model/types/ids.h"

namespace kafka {

/// Kept by the broker's machine: logs on its disk point into it.
class TopicConfigs {
 public:
  explicit TopicConfigs(const BrokerConfig& broker) : defaults_(default_topic_config(broker)) {}
  TopicConfigs(const TopicConfigs&) = delete;
  TopicConfigs& operator=(const TopicConfigs&) = delete;

  /// The broker's defaults until set(). Stays where it is.
  const TopicConfig& get(TopicId topic) { return of(topic).config; }
  /// The defaults with these overrides; one that Kafka would refuse is left out.
  void set(TopicId topic, const std::map<std::string, std::string>& overrides) {
    of(topic) = {overrides, with_overrides(defaults_, overrides)};
  }
  /// For every topic that does not say otherwise. Kafka: DynamicLogConfig.updateLogsConfig.
  void set_defaults(const BrokerConfig& broker) {
    defaults_ = default_topic_config(broker);
    for (auto& [topic, known] : topics_) known.config = with_overrides(defaults_, known.overrides);
  }
  [[nodiscard]] const TopicConfig& defaults() const { return defaults_; }

 private:
  struct Known {
    std::map<std::string, std::string> overrides;
    TopicConfig config;
  };
  Known& of(TopicId topic) { return topics_.try_emplace(topic, Known{{}, defaults_}).first->second; }

  TopicConfig defaults_;
  std::map<TopicId, Known> topics_;  // nodes stay where they are
};

}  // namespace kafka
