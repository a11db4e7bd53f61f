#pragma once
/// Moves replicas from state to state, and out of the ISR when they go. Kafka: ZkReplicaStateMachine.

#include <vector>

#include "model/controller/controller_broker_request_batch.h"
#include "model/controller/controller_zk.h"
#include "model/controller/steps.h"

namespace kafka {

///   durable    .../partitions/<p>/state
///   sends      LeaderAndIsr, StopReplica, UpdateMetadata
///
/// A replica whose state may not be left for the target stays as it is (Kafka logs it).
class ReplicaStateMachine {
 public:
  using Replicas = std::vector<PartitionAndReplica>;

  ReplicaStateMachine(const ControllerServices& services, ControllerContext& context, ControllerZk& zk,
                      ControlRequestSender& sender)
      : services_(services), context_(context), zk_(zk), batch_(services.id, context, services.behaviour, sender) {}

  /// The event that was processed ends early: what it had to say to brokers is forgotten.
  void give_up() { batch_.clear(); }

  /// Live replicas become Online, which tells their brokers of them; the others Offline.
  void startup(Next done);

  /// To any state but Offline. Source: handleStateChanges.
  void move(const Replicas& replicas, ReplicaMachineState target);
  /// Stops them and takes them out of the ISRs, broker by broker: k replicas that leave one ISR cost it k epochs.
  void to_offline(const Replicas& replicas, Next done);

 private:
  [[nodiscard]] Replicas legal(const Replicas& replicas, ReplicaMachineState target) const;
  void move_one(const PartitionAndReplica& replica, ReplicaMachineState target);
  void to_new(const PartitionAndReplica& replica);
  void to_online(const PartitionAndReplica& replica);
  void offline_on(BrokerId broker, const Replicas& replicas, Next done);
  /// Repeats for those whose state changed meanwhile.
  void remove_from_isr(BrokerId broker, const std::vector<TopicPartition>& partitions, Next done);
  void became_offline(BrokerId broker, TopicPartition tp, const PartitionState& state);
  void tell(const std::vector<BrokerId>& brokers, TopicPartition tp, bool is_new);

  const ControllerServices& services_;
  ControllerContext& context_;
  ControllerZk& zk_;
  ControllerBrokerRequestBatch batch_;
};

}  // namespace kafka
