#pragma once
/// Brokers come, go, and ask to go. Kafka: KafkaController.processBrokerChange, onBrokerStartup, onBrokerFailure,
/// onReplicasBecomeOffline, doControlledShutdown, processLeaderAndIsrResponseReceived.

#include <functional>
#include <vector>

#include "model/controller/controller_parts.h"
#include "model/controller/controller_reads.h"
#include "model/controller/partition_reassignment.h"

namespace kafka {

///   volatile   live brokers and those shutting down, failed log directories (ControllerContext)
///   sends      LeaderAndIsr, UpdateMetadata, StopReplica
///   receives   changes of the children of /brokers/ids; ControlledShutdown; answers to LeaderAndIsr
class BrokerChanges {
 public:
  BrokerChanges(const ControllerParts& parts, ControllerReads& reads, PartitionReassignment& reassignment)
      : parts_(parts), reads_(reads), reassignment_(reassignment) {}

  /// The event BrokerChange: those who came, those who went and came back in between (by their epochs, since 2.2),
  /// those who went, in this order.
  void process(Next done);
  /// STALE_BROKER_EPOCH, BROKER_NOT_AVAILABLE or the partitions that the broker leads still.
  void shut_down(const ControlledShutdownRequest& request,
                 const std::function<void(ControlledShutdownResponse)>& answer, Next done);
  /// KAFKA_STORAGE_ERROR: the replica's log directory has failed; NONE: it has not.
  void on_leader_and_isr_answer(BrokerId from, const LeaderAndIsrResponse& answer, Next done);

 private:
  using Brokers = std::map<BrokerId, LiveBroker>;
  using Replicas = std::vector<PartitionAndReplica>;

  void apply(const Brokers& registered, Next done);
  void startup(const std::vector<BrokerId>& brokers, Next done);
  void failure(const std::vector<BrokerId>& brokers, Next done);
  void replicas_become_offline(const Replicas& replicas, Next done);
  [[nodiscard]] ErrorCode check(const ControlledShutdownRequest& request) const;
  void move_leaders(BrokerId from, Next done);

  ControllerParts parts_;
  ControllerReads& reads_;
  PartitionReassignment& reassignment_;
};

}  // namespace kafka
