#pragma once
/// Settings of topics as stored in ZooKeeper: read when a log is made, and again when they change. Kafka:
/// ZkConfigRepository, ZkConfigManager, ZkNodeChangeNotificationListener, TopicConfigHandler.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/broker/topic_configs.h"
#include "model/types/topic_partition.h"
#include "model/zk/kafka_zk_client.h"

namespace kafka {

///   volatile   the last change that was applied
///   sends      reads of /config/topics/<t>, /config/changes and its children
///   receives   changes of the children of /config/changes
class DynamicConfig {
 public:
  /// `on_unclean_leader_election` is told of a change of a topic that has the setting on by itself, not by the broker's
  /// default (Kafka: KafkaController.enableTopicUncleanLeaderElection).
  DynamicConfig(KafkaZkClient& zk, TopicTable& topics, TopicConfigs& configs,
                std::function<void(TopicId)> on_unclean_leader_election)
      : zk_(zk),
        topics_(topics),
        configs_(configs),
        on_unclean_leader_election_(std::move(on_unclean_leader_election)) {}

  /// Reads the settings of these topics; false if the session expired.
  void fetch(const std::vector<TopicId>& topics, std::function<void(bool ok)> done);
  /// The same for all topics of the cluster.
  void fetch_all(std::function<void(bool ok)> done);
  /// Follows the changes from now on; what is noted already is applied first.
  void start();

 private:
  void read_changes();
  void on_changes(const std::vector<std::string>& names);
  void apply_change(const std::string& entity_path);

  KafkaZkClient& zk_;
  TopicTable& topics_;
  TopicConfigs& configs_;
  std::function<void(TopicId)> on_unclean_leader_election_;
  std::string last_change_;  // names ascend
};

}  // namespace kafka
