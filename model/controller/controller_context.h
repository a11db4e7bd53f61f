#pragma once
/// What the controller knows of the cluster. Kafka: ControllerContext. All containers are ordered: Kafka's own order
/// over partitions, replicas and brokers is that of hash sets and promises nothing; here it is by topic id (order of
/// creation), partition and broker id.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/controller/controller_states.h"
#include "model/protocol/partition_state.h"
#include "model/protocol/replica_assignment.h"

namespace kafka {

/// A broker as it is registered.
struct LiveBroker {
  BrokerEpoch epoch = kNoBrokerEpoch;
  std::string rack;
};

/// Leadership states kept here (PartitionState) leave `replicas`, `adding` and `removing` empty: these are in the
/// assignment.
class ControllerContext {
 public:
  ControllerEpoch epoch{0};
  std::int32_t epoch_zk_version = 0;  ///< of /controller_epoch: guards this controller's writes

  /// Forgets everything: the broker is no longer controller.
  void reset();

  // ---- brokers
  std::set<BrokerId> shutting_down;
  void set_live_brokers(std::map<BrokerId, LiveBroker> brokers) { live_ = std::move(brokers); }
  void add_live_broker(BrokerId id, LiveBroker broker) { live_[id] = std::move(broker); }
  void remove_live_broker(BrokerId id) { live_.erase(id); }
  [[nodiscard]] const std::map<BrokerId, LiveBroker>& live_or_shutting_down() const { return live_; }
  [[nodiscard]] std::vector<BrokerId> live_or_shutting_down_ids() const;
  [[nodiscard]] bool is_live_or_shutting_down(BrokerId id) const { return live_.contains(id); }
  [[nodiscard]] bool is_live(BrokerId id) const { return live_.contains(id) && !shutting_down.contains(id); }
  /// kNoBrokerEpoch if it is not registered.
  [[nodiscard]] BrokerEpoch broker_epoch(BrokerId id) const;

  // ---- topics and assignments
  std::set<TopicId> topics;
  std::set<TopicPartition> being_reassigned;
  void set_assignment(TopicPartition tp, ReplicaAssignment assignment);
  /// Empty if the partition is not known.
  [[nodiscard]] const ReplicaAssignment& assignment(TopicPartition tp) const;
  [[nodiscard]] const std::vector<BrokerId>& replicas(TopicPartition tp) const { return assignment(tp).replicas; }
  [[nodiscard]] const std::map<TopicPartition, ReplicaAssignment>& assignments() const { return assignments_; }
  [[nodiscard]] std::vector<TopicPartition> all_partitions() const;
  [[nodiscard]] std::vector<TopicPartition> partitions_of(TopicId topic) const;
  [[nodiscard]] std::vector<TopicPartition> partitions_on(BrokerId broker) const;
  [[nodiscard]] std::vector<PartitionAndReplica> replicas_on(const std::vector<BrokerId>& brokers) const;
  [[nodiscard]] std::vector<PartitionAndReplica> replicas_of(TopicId topic) const;
  [[nodiscard]] std::vector<PartitionAndReplica> replicas_of(const std::vector<TopicPartition>& partitions) const;
  void remove_topic(TopicId topic);

  // ---- leadership
  void set_leadership(TopicPartition tp, const PartitionState& state) { leadership_[tp] = state; }
  /// nullptr if it has none yet.
  [[nodiscard]] const PartitionState* leadership(TopicPartition tp) const;
  [[nodiscard]] const std::map<TopicPartition, PartitionState>& leaderships() const { return leadership_; }
  void clear_leaderships() { leadership_.clear(); }
  [[nodiscard]] std::vector<TopicPartition> partitions_with_leadership() const;  ///< without topics to be deleted
  [[nodiscard]] std::vector<TopicPartition> partitions_with_offline_leader() const;
  /// Led by `broker`, with more than one replica, not to be deleted.
  [[nodiscard]] std::vector<TopicPartition> led_by(BrokerId broker) const;
  /// What StopReplica says: kEpochDuringDelete for a topic to be deleted, kNoEpoch without leadership.
  [[nodiscard]] LeaderEpoch leader_epoch(TopicPartition tp) const;
  /// The state as brokers are told: leadership and assignment together.
  [[nodiscard]] PartitionState full_state(TopicPartition tp) const;

  // ---- replicas that can serve
  std::map<BrokerId, std::set<TopicPartition>> offline_dirs;  ///< replicas whose log directory failed
  [[nodiscard]] bool is_online(BrokerId replica, TopicPartition tp, bool include_shutting_down = false) const;
  [[nodiscard]] std::set<BrokerId> online_brokers(TopicPartition tp) const;
  [[nodiscard]] std::vector<BrokerId> online_replicas(TopicPartition tp) const;  ///< in assignment order

  // ---- deletion of topics
  std::set<TopicId> to_be_deleted;
  std::set<TopicId> deletion_started;
  std::set<TopicId> ineligible_for_deletion;
  [[nodiscard]] bool is_queued_for_deletion(TopicId topic) const { return to_be_deleted.contains(topic); }

  // ---- states
  void set_partition_state(TopicPartition tp, PartitionMachineState state) { partition_states_[tp] = state; }
  [[nodiscard]] PartitionMachineState partition_state(TopicPartition tp) const;
  [[nodiscard]] const std::map<TopicPartition, PartitionMachineState>& partition_states() const {
    return partition_states_;
  }
  void set_replica_state(const PartitionAndReplica& replica, ReplicaMachineState state);
  void remove_replica_state(const PartitionAndReplica& replica) { replica_states_.erase(replica); }
  [[nodiscard]] ReplicaMachineState replica_state(const PartitionAndReplica& replica) const;
  [[nodiscard]] std::vector<PartitionAndReplica> replicas_in(TopicId topic, ReplicaMachineState state) const;
  [[nodiscard]] bool all_replicas_in(TopicId topic, ReplicaMachineState state) const;
  [[nodiscard]] bool any_replica_in(TopicId topic, ReplicaMachineState state) const;

  // ---- counts for metrics
  /// Topics whose deletion has started are not counted.
  [[nodiscard]] std::int32_t offline_partition_count() const;
  /// Partitions with a leadership whose leader is not the preferred one; topics to be deleted are not counted.
  [[nodiscard]] std::int32_t preferred_replica_imbalance_count() const;

 private:
  std::map<BrokerId, LiveBroker> live_;
  std::map<TopicPartition, ReplicaAssignment> assignments_;
  std::map<TopicPartition, PartitionState> leadership_;
  std::map<TopicPartition, PartitionMachineState> partition_states_;
  std::map<PartitionAndReplica, ReplicaMachineState> replica_states_;
};

}  // namespace kafka
