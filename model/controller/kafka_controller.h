#pragma once
/// The controller module of a broker: every broker has one and one of them is active. It elects itself, loads what is
/// stored, and from then on turns each change into new states of partitions. Kafka: KafkaController.

#include <functional>
#include <memory>
#include <optional>

#include "model/controller/controller_parts.h"
#include "model/protocol/control_messages.h"
#include "sim/core/timer.h"

namespace kafka {

///   durable    /controller (ephemeral), /controller_epoch; the rest: see the parts
///   volatile   who is controller, and all parts
///   sends      LeaderAndIsr, UpdateMetadata, StopReplica
///   receives   ControlledShutdown, AlterPartition; changes of znodes; answers of brokers
///   timers     auto_rebalance_   5 s after taking office, then every leader.imbalance.check.interval.seconds
class KafkaController final : private ControlResponseListener {
 public:
  using ShutdownAnswer = std::function<void(ControlledShutdownResponse)>;
  using AlterPartitionAnswer = std::function<void(AlterPartitionResponse)>;

  explicit KafkaController(const ControllerServices& services);
  ~KafkaController();

  /// Watches /controller and tries to become it. Requires: the broker is registered.
  void startup();
  /// Resigns; no event is processed any more.
  void shutdown();

  /// ControlledShutdown of a broker. `answer` is called once, later: STALE_BROKER_EPOCH, NOT_CONTROLLER, or the
  /// partitions that it still leads.
  void controlled_shutdown(const ControlledShutdownRequest& request, ShutdownAnswer answer);
  /// KIP-497. `answer` is called once, later. Source: KafkaController.alterPartitions.
  void alter_partition(const AlterPartitionRequest& request, AlterPartitionAnswer answer);
  /// unclean.leader.election.enable was turned on for a topic. Ignored unless active.
  void enable_topic_unclean_leader_election(TopicId topic);

  /// Kafka: isActive, ActiveControllerCount.
  [[nodiscard]] bool is_active() const { return active_id_ == services_.id; }
  /// As /controller was last read; kNoBroker: none.
  [[nodiscard]] BrokerId active_controller() const { return active_id_; }
  [[nodiscard]] const ControllerContext& context() const { return context_; }
  [[nodiscard]] ControllerEventManager& events() { return events_; }
  [[nodiscard]] const ControllerEventManager& events() const { return events_; }

 private:
  void resign();
  void on_lost(ControllerZk::Lost why);
  void elect(Next next);
  void maybe_resign(Next next);
  /// Source: onControllerFailover.
  void take_office(Next next);
  void load_context(Next next);
  void resume_work(Next next);
  void watch_all();
  void unwatch_all();
  void put(std::string_view name, Step process);
  void put_if_active(std::string_view name, Step process);
  void on_controller_node(zk::EventType type);
  void rebalance(Next next);

  // ControlResponseListener
  void on_control_response(BrokerId from, const RequestBody& request, const ResponseBody& answer) override;
  void on_leader_and_isr_answer(BrokerId from, const LeaderAndIsrResponse& answer, Next next);
  void on_stop_replica_answer(BrokerId from, const StopReplicaRequest& asked, const StopReplicaResponse& answer,
                              Next next);

  ControllerServices services_;
};

}  // namespace kafka
