#pragma once
/// Settings of topics and brokers as stored in ZooKeeper: a topic's are read when a log is made, and both when they
/// change. A broker that starts finds the notes of all changes, and with them its own settings. Kafka:
/// ZkConfigRepository, ZkConfigManager, ZkNodeChangeNotificationListener, TopicConfigHandler, BrokerConfigHandler.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/broker/dynamic_broker_config.h"
#include "model/broker/topic_configs.h"
#include "model/types/topic_partition.h"
#include "model/zk/kafka_zk_client.h"

namespace kafka {

///   volatile   the last change that was applied
///   sends      reads of /config/topics/<t>, /config/brokers/<id>, /config/changes and its children
///   receives   changes of the children of /config/changes
class DynamicConfig {
 public:
  /// `on_unclean_leader_election` is told of a change of a topic that has the setting on by itself, not by the broker's
  /// default (Kafka: KafkaController.enableTopicUncleanLeaderElection).
  DynamicConfig(BrokerId id, KafkaZkClient& zk, TopicTable& topics, TopicConfigs& configs, DynamicBrokerConfig& broker,
                std::function<void(TopicId)> on_unclean_leader_election)
      : id_(id),
        zk_(zk),
        topics_(topics),
        configs_(configs),
        broker_(broker),
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
  void apply_topic_change(const std::string& topic);
  void apply_broker_change(const std::string& name);

  BrokerId id_;
  KafkaZkClient& zk_;
  TopicTable& topics_;
  TopicConfigs& configs_;
  DynamicBrokerConfig& broker_;
  std::function<void(TopicId)> on_unclean_leader_election_;
  std::string last_change_;  // names ascend
};

}  // namespace kafka
