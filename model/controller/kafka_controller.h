#pragma once
/// The controller module of a broker: every broker has one, and one of them is active. It elects itself, loads what is
/// stored, and from then on turns each change into new states of partitions. Kafka: KafkaController.

#include <functional>
#include <string_view>
#include <vector>

#include "model/controller/admin_operations.h"
#include "model/controller/broker_changes.h"
#include "model/controller/controller_channel_manager.h"
#include "model/controller/controller_event_manager.h"
#include "model/controller/isr_changes.h"
#include "model/controller/partition_reassignment.h"
#include "model/controller/preferred_elections.h"
#include "model/controller/topic_changes.h"
#include "model/zk/controller_registration.h"
#include "sim/core/timer.h"

namespace kafka {

///   durable    /controller (ephemeral), /controller_epoch; the rest: see the parts
///   volatile   who is controller, and all parts
///   sends      LeaderAndIsr, UpdateMetadata, StopReplica
///   receives   ControlledShutdown, AlterPartition, ElectLeaders and its like; changes of znodes; answers of brokers
///   timers     auto_rebalance_   5 s after taking office, then every leader.imbalance.check.interval.seconds
class KafkaController final : private ControlResponseListener {
 public:
  using ShutdownAnswer = std::function<void(ControlledShutdownResponse)>;
  using AlterPartitionAnswer = std::function<void(AlterPartitionResponse)>;

  explicit KafkaController(const ControllerServices& services);
  ~KafkaController() override;

  /// Watches /controller and tries to become it. Requires: the broker is registered.
  void startup();
  /// Resigns as soon as the event that runs has ended; no other is processed any more.
  void shutdown();

  /// ControlledShutdown of a broker. `answer` is called once, later: STALE_BROKER_EPOCH, BROKER_NOT_AVAILABLE,
  /// STALE_CONTROLLER_EPOCH (not active), UNKNOWN_SERVER_ERROR, or the partitions that the broker leads still.
  void controlled_shutdown(const ControlledShutdownRequest& request, ShutdownAnswer answer);
  /// KIP-497. `answer` is called later; never, as in Kafka, if the session expires while the request waits for its
  /// turn. Source: alterPartitions.
  void alter_partition(const AlterPartitionRequest& request, AlterPartitionAnswer answer);
  // ---- administrators. Each is answered once, later. See AdminOperations.
  void elect_leaders(bool unclean, const std::vector<TopicPartition>& partitions, AdminOperations::Elected answer);
  void alter_partition_reassignments(const AlterPartitionReassignmentsRequest& request,
                                     AdminOperations::Altered answer);
  void list_partition_reassignments(const ListPartitionReassignmentsRequest& request,
                                    std::function<void(ListPartitionReassignmentsResponse)> answer);
  /// unclean.leader.election.enable was turned on for a topic. Ignored unless active.
  void enable_topic_unclean_leader_election(TopicId topic);
  /// The same for all topics that do not say otherwise.
  void enable_default_unclean_leader_election();

  /// Kafka: isActive, ActiveControllerCount.
  [[nodiscard]] bool is_active() const { return active_id_ == services_.id; }
  /// As /controller was last read; kNoBroker: none.
  [[nodiscard]] BrokerId active_controller() const { return active_id_; }
  [[nodiscard]] const ControllerContext& context() const { return context_; }
  [[nodiscard]] ControllerEventManager& events() { return events_; }
  [[nodiscard]] const ControllerEventManager& events() const { return events_; }

 private:
  [[nodiscard]] ControllerParts parts();
  void put_if_active(std::string_view name, Step process);
  void on_lost(ControllerZk::Lost why);

  // ---- office
  void watch_controller(Next done);
  void elect(Next done);
  void maybe_resign(Next done);
  void register_broker_and_reelect(Next done);
  void take_office(const ControllerRegistration& registration, Next done);
  void watch_cluster();
  void load_context(Next done);
  void load_topics(Next done);
  void load_deletions(Next done);
  void go_to_work(Next done);
  void resign();

  // ControlResponseListener
  void on_control_response(BrokerId from, const RequestBody& request, const ResponseBody& answer) override;
  void on_stop_replica_answer(BrokerId from, const StopReplicaRequest& asked, const StopReplicaResponse& answer);

  ControllerServices services_;
  ControllerContext context_;
  ControllerEventManager events_;
  ControllerZk zk_;
  ControllerReads reads_;
  ControllerChannelManager channels_;
  ControllerBrokerRequestBatch batch_;
  PartitionStateMachine partitions_;
  ReplicaStateMachine replicas_;
  TopicDeletionManager deletion_;
  PartitionReassignment reassignment_;
  BrokerChanges brokers_;
  TopicChanges topics_;
  PreferredElections preferred_;
  AdminOperations admin_;
  IsrChanges isr_changes_;
  BrokerId active_id_ = kNoBroker;
  bool in_office_ = false;
  sim::SimTime elected_at_;
  /// Answers for the event that runs now, should it end early.
  std::function<void(ControllerZk::Lost)> if_lost_;
  sim::Timer auto_rebalance_;
};

}  // namespace kafka
