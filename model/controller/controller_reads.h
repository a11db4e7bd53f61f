#pragma once
/// What the controller reads of the cluster. Paths whose handler is registered are watched by it. Kafka: the methods
/// of KafkaZkClient of the same names.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/controller/controller_zk.h"
#include "model/zk/zk_data.h"

namespace kafka {

///   sends   reads; a session that is lost meanwhile ends the event (ControllerZk)
class ControllerReads {
 public:
  using Assignments = std::map<TopicPartition, ReplicaAssignment>;

  ControllerReads(const ControllerServices& services, ControllerZk& zk) : services_(services), zk_(zk) {}

  /// getAllBrokerAndEpochsInCluster
  void brokers(std::function<void(std::map<BrokerId, LiveBroker>)> done);
  /// getAllTopicsInCluster
  void topics(std::function<void(std::set<TopicId>)> done) { topics_below(zk_data::kTopicsPath, std::move(done)); }
  /// getTopicDeletions
  void topic_deletions(std::function<void(std::set<TopicId>)> done) {
    topics_below(zk_data::kDeleteTopicsPath, std::move(done));
  }
  /// getFullReplicaAssignmentForTopics; a topic that is gone has none
  void assignments(const std::set<TopicId>& topics, std::function<void(Assignments)> done);
  /// getControllerId; kNoBroker: none
  void controller(std::function<void(BrokerId)> done);
  /// getPreferredReplicaElection
  void preferred_election(std::function<void(std::vector<TopicPartition>)> done);
  /// getPartitionReassignment
  void reassignments(std::function<void(std::map<TopicPartition, std::vector<BrokerId>>)> done);

  /// Names of children; none if the node does not exist.
  void children(const char* path, std::function<void(std::vector<std::string>)> done);
  void exists(const std::string& path, std::function<void(bool)> done);

  [[nodiscard]] TopicPartition partition(const zk_data::PartitionName& name) const {
    return {services_.topics.intern(name.topic), name.partition};
  }

 private:
  void topics_below(const char* path, std::function<void(std::set<TopicId>)> done);
  void data(const char* path, std::function<void(std::string)> done);

  const ControllerServices& services_;
  ControllerZk& zk_;
};

}  // namespace kafka
