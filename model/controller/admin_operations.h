#pragma once
/// What administrators' programs ask of the controller since 2.4, without ZooKeeper between them. Kafka:
/// KafkaController.processReplicaLeaderElection, processApiPartitionReassignment, processListPartitionReassignments.

#include <functional>
#include <vector>

#include "model/controller/controller_parts.h"
#include "model/controller/partition_reassignment.h"
#include "model/protocol/admin_messages.h"

namespace kafka {

/// One partition's election: its new leader, or why there is none.
struct ElectionOutcome {
  TopicPartition tp;
  AdminError result{};
  BrokerId leader = kNoBroker;
};

///   durable    see PartitionStateMachine and PartitionReassignment
///   sends      LeaderAndIsr, UpdateMetadata
class AdminOperations {
 public:
  using Elected = std::function<void(std::vector<ElectionOutcome>)>;
  using Altered = std::function<void(AlterPartitionReassignmentsResponse)>;

  AdminOperations(const ControllerParts& parts, PartitionReassignment& reassignment)
      : parts_(parts), reassignment_(reassignment) {}

  void elect(bool unclean, const std::vector<TopicPartition>& partitions, Elected elected, Next done);
  void alter(const AlterPartitionReassignmentsRequest& request, Altered altered, Next done);
  [[nodiscard]] ListPartitionReassignmentsResponse list(const ListPartitionReassignmentsRequest& request) const;

 private:
  [[nodiscard]] ErrorCode unelectable(bool unclean, TopicPartition tp, std::string& message) const;
  [[nodiscard]] AdminError invalid(TopicPartition tp, const std::vector<BrokerId>& replicas) const;

  ControllerParts parts_;
  PartitionReassignment& reassignment_;
};

}  // namespace kafka
