#pragma once
/// Leaders go back to the first assigned replica. Kafka: KafkaController.processReplicaLeaderElection,
/// onReplicaElection, checkAndTriggerAutoLeaderRebalance.

#include <vector>

#include "model/controller/controller_parts.h"
#include "model/controller/controller_reads.h"

namespace kafka {

///   durable    removes /admin/preferred_replica_election
///   sends      LeaderAndIsr, UpdateMetadata
///   receives   /admin/preferred_replica_election appears
class PreferredElections {
 public:
  PreferredElections(const ControllerParts& parts, ControllerReads& reads) : parts_(parts), reads_(reads) {}

  /// The tool's node, if there is one.
  void process_wish(Next done);
  /// The event ReplicaLeaderElection, triggered by ZooKeeper.
  void put_process_wish();
  /// What a new controller finds. Source: fetchPendingPreferredReplicaElections.
  void process_pending(Next done);
  /// Brokers that lead too few of the partitions they are preferred for. Source: checkAndTriggerAutoLeaderRebalance.
  void rebalance(Next done);

 private:
  void elect(const std::vector<TopicPartition>& partitions, Next done);
  void elect_and_remove_wish(const std::vector<TopicPartition>& partitions, Next done);
  [[nodiscard]] std::vector<TopicPartition> electable(const std::vector<TopicPartition>& partitions) const;

  ControllerParts parts_;
  ControllerReads& reads_;
};

}  // namespace kafka
