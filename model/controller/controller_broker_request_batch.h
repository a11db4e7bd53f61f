#pragma once
/// Collects what brokers are to be told during one state change and sends it: per broker LeaderAndIsr, then
/// UpdateMetadata, then StopReplica. Kafka: ControllerBrokerRequestBatch.

#include <map>
#include <set>
#include <vector>

#include "model/config/behaviour.h"
#include "model/controller/control_request_sender.h"
#include "model/controller/controller_context.h"

namespace kafka {

///   volatile   what was added since the last sending
///   sends      LeaderAndIsr, UpdateMetadata, StopReplica; what is for a broker that is not live is dropped
class ControllerBrokerRequestBatch {
 public:
  ControllerBrokerRequestBatch(BrokerId controller, const ControllerContext& context, const Behaviour& behaviour,
                               ControlRequestSender& sender)
      : controller_(controller), context_(context), behaviour_(behaviour), sender_(sender) {}

  /// Requires: the last batch was sent or cleared.
  void new_batch();
  void clear();

  /// Also adds UpdateMetadata of the partition for all live brokers. Brokers below 0 are left out.
  void add_leader_and_isr(const std::vector<BrokerId>& brokers, TopicPartition tp, const PartitionState& leadership,
                          const ReplicaAssignment& assignment, bool is_new);
  void add_stop_replica(BrokerId broker, TopicPartition tp, bool delete_partition);
  /// Partitions without a leadership are left out; with no partition at all the brokers learn who is live.
  void add_update_metadata(const std::vector<BrokerId>& brokers, const std::vector<TopicPartition>& partitions);

  void send_to_brokers();

 private:
  [[nodiscard]] ControlHeader header(BrokerId to) const;
  void send_leader_and_isr();
  void send_update_metadata();
  void send_stop_replica();

  BrokerId controller_;
  const ControllerContext& context_;
  const Behaviour& behaviour_;
  ControlRequestSender& sender_;
  std::map<BrokerId, std::map<TopicPartition, LeaderAndIsrRequest::Partition>> leader_and_isr_;
  std::map<BrokerId, std::map<TopicPartition, StopReplicaRequest::Partition>> stop_replica_;
  std::set<BrokerId> update_metadata_brokers_;
  std::map<TopicPartition, PartitionState> update_metadata_partitions_;
};

}  // namespace kafka
