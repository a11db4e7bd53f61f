#include "model/broker/auto_topic_creation_manager.h"

#include "model/types/topic_name.h"
#include "model/zk/replica_assignment.h"

namespace kafka {

void AutoTopicCreationManager::create_topic(const std::string& name) {
  if (inflight_.contains(name) || !invalid_topic_name(name).empty()) return;
  const CreatableTopic topic = creatable(name);
  const Replicas replicas = place(name, topic);
  if (replicas.empty()) return;
  inflight_.insert(name);
  admin_.create_topic(name, replicas, topic.config, [this, name](const AdminResult&) { inflight_.erase(name); });
}

/// Source: GroupCoordinator.offsetsTopicConfigs, TransactionStateManager.transactionTopicConfigs.
AutoTopicCreationManager::CreatableTopic AutoTopicCreationManager::creatable(const std::string& name) const {
  const BrokerConfig& c = context_.config;
  if (name == kGroupMetadataTopicName)
    return {.partitions = c.offsets_topic_num_partitions,
            .replication_factor = c.offsets_topic_replication_factor,
            .config = {{"cleanup.policy", "compact"},
                       {"compression.type", "producer"},
                       {"segment.bytes", std::to_string(c.offsets_topic_segment_bytes.count())}}};
  if (name != kTransactionStateTopicName)
    return {.partitions = c.num_partitions, .replication_factor = c.default_replication_factor, .config = {}};
  return {.partitions = c.transaction_state_log_num_partitions,
          .replication_factor = c.transaction_state_log_replication_factor,
          .config = {{"cleanup.policy", "compact"},
                     {"compression.type", "uncompressed"},
                     {"min.insync.replicas", std::to_string(c.transaction_state_log_min_isr)},
                     {"segment.bytes", std::to_string(c.transaction_state_log_segment_bytes.count())},
                     {"unclean.leader.election.enable", "false"}}};
}

/// Source: KafkaApis.getTopicMetadata; 2.3: KafkaApis.createTopic.
ErrorCode AutoTopicCreationManager::error_of_new_topics() const {
  return context_.behaviour.registered_features ? ErrorCode::UNKNOWN_TOPIC_OR_PARTITION
                                                : ErrorCode::LEADER_NOT_AVAILABLE;
}

/// The same whichever broker does it; empty: it cannot be done. Source: ZkAdminManager.createTopics.
Replicas AutoTopicCreationManager::place(const std::string& name, const CreatableTopic& topic) const {
  std::vector<BrokerSpec> brokers;
  for (const BrokerId id : metadata_.alive()) brokers.push_back({id, metadata_.rack(id)});
  if (brokers.empty()) return {};
  sim::Rng rng = streams_.stream("placement/" + name);
  const PlacementStart start{.index = static_cast<std::int32_t>(rng.below(brokers.size())),
                             .shift = static_cast<std::int32_t>(rng.below(brokers.size()))};
  const ReplicaPlacement placement = assign_replicas(brokers,
                                                     {.partitions = topic.partitions,
                                                      .replication_factor = topic.replication_factor,
                                                      .start = start,
                                                      .start_partition = 0},
                                                     RackAwareMode::safe);
  return placement.error == PlacementError::none ? placement.replicas : Replicas{};
}

}  // namespace kafka
