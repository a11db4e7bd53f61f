#include "model/config/default_topic_config.h"

#include "model/config/config_def.h"

namespace kafka {

TopicConfig default_topic_config(const BrokerConfig& broker) {
  TopicConfig topic;
  topic.min_insync_replicas = broker.min_insync_replicas;
  topic.max_message_bytes = broker.message_max_bytes;
  topic.segment_bytes = broker.log_segment_bytes;
  topic.segment_ms = broker.log_roll_ms.value_or(broker.log_roll_hours);
  topic.segment_jitter_ms = broker.log_roll_jitter_ms.value_or(broker.log_roll_jitter_hours);
  topic.retention_ms =
      broker.log_retention_ms.value_or(broker.log_retention_minutes.value_or(broker.log_retention_hours));
  topic.retention_bytes = broker.log_retention_bytes;
  topic.index_interval_bytes = broker.log_index_interval_bytes;
  topic.unclean_leader_election_enable = broker.unclean_leader_election_enable;
  topic.cleanup_policy = broker.log_cleanup_policy;
  topic.min_cleanable_dirty_ratio = broker.log_cleaner_min_cleanable_ratio;
  topic.delete_retention_ms = broker.log_cleaner_delete_retention_ms;
  return topic;
}

TopicConfig with_overrides(TopicConfig defaults, const std::map<std::string, std::string>& overrides) {
  for (const auto& [name, value] : overrides) set(defaults, name, value);
  return defaults;
}

}  // namespace kafka
