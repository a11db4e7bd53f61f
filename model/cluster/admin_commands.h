#pragma once
/// What an administrator can tell a running cluster to do: kafka-topics, kafka-reassign-partitions,
/// kafka-leader-election, kafka-configs, and a new machine in the rack.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/config/cluster_spec.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// Each command is carried out the way Kafka's tools do it in the profile's release (through the controller or through
/// ZooKeeper) and takes its time. `done` is called once, as an event of the world, when the tool would return: "" for
/// success, else Kafka's exception, such as "TopicExistsException". Success means accepted and stored, not that the
/// controller has carried it through (a deletion or a reassignment goes on).
class AdminCommands {
 public:
  using Done = std::function<void(const std::string& exception)>;

  virtual ~AdminCommands() = default;

  /// kafka-topics --create. `topic.config` is complete: what the scenario did not set comes from the brokers' defaults.
  virtual void create_topic(const TopicSpec& topic, Done done) = 0;
  /// kafka-topics --delete. A later topic of the same name is another topic.
  virtual void delete_topic(const std::string& topic, Done done) = 0;
  /// kafka-topics --alter --partitions. `assignment`: replicas of the added ones, or empty for Kafka's rule.
  virtual void add_partitions(const std::string& topic, std::int32_t total,
                              const std::vector<std::vector<BrokerId>>& assignment, Done done) = 0;
  /// kafka-reassign-partitions --execute.
  virtual void reassign(const std::string& topic, const std::map<std::int32_t, std::vector<BrokerId>>& replicas,
                        Done done) = 0;
  /// kafka-leader-election --election-type preferred; no topic: --all-topic-partitions, no partition: all of the topic.
  virtual void elect_preferred_leaders(const std::optional<std::string>& topic,
                                       const std::vector<std::int32_t>& partitions, Done done) = 0;
  /// kafka-configs --alter --entity-type topics: Kafka's names and values; the value "" removes the override.
  virtual void change_topic_config(const std::string& topic, const std::map<std::string, std::string>& settings,
                                   Done done) = 0;
  /// A machine more; its broker starts at once. `done` when it is registered.
  virtual void add_broker(const BrokerSpec& broker, Done done) = 0;
};

}  // namespace kafka
