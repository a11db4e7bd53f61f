#pragma once
/// Moves replicas from brokers to brokers. Kafka: KafkaController.onPartitionReassignment and what it calls (KIP-455).

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "model/controller/controller_parts.h"
#include "model/controller/controller_reads.h"

namespace kafka {

/// RS: all replicas while it goes on, ORS: those before, TRS: those wanted, AR = TRS - ORS, RR = ORS - TRS.
///
///   durable    /brokers/topics/<t> holds RS, AR and RR; /admin/reassign_partitions the wishes of the tool
///   volatile   ControllerContext::being_reassigned
///   sends      LeaderAndIsr, UpdateMetadata, StopReplica
class PartitionReassignment {
 public:
  PartitionReassignment(const ControllerParts& parts, ControllerReads& reads) : parts_(parts), reads_(reads) {}

  using Accepted = std::vector<std::pair<TopicPartition, ReplicaAssignment>>;
  /// What somebody asked for without ZooKeeper takes the place of what is wished there.
  /// Source: processApiPartitionReassignment.
  void start(Accepted accepted, Next done);
  /// What the tool wrote, if anything; tells which partitions were taken on. Source: processZkPartitionReassignment.
  void process_wishes(std::function<void(std::set<TopicPartition>)> taken);
  /// The event ZkPartitionReassignment.
  void put_process_wishes();
  /// After a failover: new wishes first, then whatever else is under way. Source: initializePartitionReassignments.
  void initialize(Next done);
  /// Goes on with those under way for which `wanted` is true. Source: maybeResumeReassignments.
  void resume(const std::function<bool(TopicPartition, const ReplicaAssignment&)>& wanted, Next done);
  /// An ISR has changed. Source: maybeCompleteReassignment.
  void maybe_complete(TopicPartition tp, Next done);
  /// Before AlterPartition (2.7) the state nodes of partitions that move are watched; no more.
  void unwatch_all();

 private:
  using Wishes = std::map<TopicPartition, std::vector<BrokerId>>;

  void take_on(const Wishes& wishes, std::function<void(std::set<TopicPartition>)> taken);
  void reassign(TopicPartition tp, const ReplicaAssignment& reassignment, Next done);
  void update_current(TopicPartition tp, const ReplicaAssignment& reassignment, Next done);
  void watch_isr(TopicPartition tp);
  void unwatch_isr(TopicPartition tp);
  void if_complete(TopicPartition tp, const ReplicaAssignment& reassignment, std::function<void(bool complete)> done);
  void begin(TopicPartition tp, const ReplicaAssignment& reassignment, Next done);
  void complete(TopicPartition tp, const ReplicaAssignment& reassignment, Next done);
  void move_leader(TopicPartition tp, const ReplicaAssignment& completed, Next done);
  void bump_leader_epoch(TopicPartition tp, const ReplicaAssignment& assignment, Next done);
  void stop_replicas(TopicPartition tp, const std::vector<BrokerId>& removed, Next done);
  void store(TopicPartition tp, const ReplicaAssignment& assignment, Next done);
  void remove_from_reassigning(TopicPartition tp, const ReplicaAssignment& completed, Next done);
  void remove_wishes(const std::function<bool(TopicPartition, const std::vector<BrokerId>&)>& which, Next done);
  void write_wishes(const Wishes& left, Next done);
  [[nodiscard]] std::string state_path(TopicPartition tp) const;

  ControllerParts parts_;
  ControllerReads& reads_;
};

}  // namespace kafka
