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
  const TopicConfig& get(TopicId topic) { return topics_.try_emplace(topic, defaults_).first->second; }
  /// The defaults with these overrides; one that Kafka would refuse is left out.
  void set(TopicId topic, const std::map<std::string, std::string>& overrides) {
    topics_.insert_or_assign(topic, with_overrides(defaults_, overrides));
  }
  [[nodiscard]] const TopicConfig& defaults() const { return defaults_; }

 private:
  TopicConfig defaults_;
  std::map<TopicId, TopicConfig> topics_;  // nodes stay where they are
};

}  // namespace kafka
