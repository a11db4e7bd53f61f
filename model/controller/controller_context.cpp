#include "model/controller/controller_context.h"

#include <algorithm>
#include <utility>

namespace kafka {

void ControllerContext::reset() { *this = ControllerContext{}; }

// ---- brokers

std::vector<BrokerId> ControllerContext::live_or_shutting_down_ids() const {
  std::vector<BrokerId> ids;
  for (const auto& [id, broker] : live_) ids.push_back(id);
  return ids;
}

BrokerEpoch ControllerContext::broker_epoch(BrokerId id) const {
  const auto found = live_.find(id);
  return found == live_.end() ? kNoBrokerEpoch : found->second.epoch;
}

// ---- topics and assignments

void ControllerContext::set_assignment(TopicPartition tp, ReplicaAssignment assignment) {
  assignments_[tp] = std::move(assignment);
}

const ReplicaAssignment& ControllerContext::assignment(TopicPartition tp) const {
  static const ReplicaAssignment kNone;
  const auto found = assignments_.find(tp);
  return found == assignments_.end() ? kNone : found->second;
}

std::vector<TopicPartition> ControllerContext::all_partitions() const {
  std::vector<TopicPartition> all;
  for (const auto& [tp, assignment] : assignments_) all.push_back(tp);
  return all;
}

std::vector<TopicPartition> ControllerContext::partitions_of(TopicId topic) const {
  std::vector<TopicPartition> found;
  for (auto it = assignments_.lower_bound({topic, PartitionId(0)});
       it != assignments_.end() && it->first.topic == topic; ++it)
    found.push_back(it->first);
  return found;
}

std::vector<TopicPartition> ControllerContext::partitions_on(BrokerId broker) const {
  std::vector<TopicPartition> found;
  for (const auto& [tp, assignment] : assignments_)
    if (contains(assignment.replicas, broker)) found.push_back(tp);
  return found;
}

std::vector<PartitionAndReplica> ControllerContext::replicas_on(const std::vector<BrokerId>& brokers) const {
  std::vector<PartitionAndReplica> found;
  for (const BrokerId broker : brokers)
    for (const TopicPartition tp : partitions_on(broker)) found.push_back({.tp = tp, .replica = broker});
  return found;
}

std::vector<PartitionAndReplica> ControllerContext::replicas_of(TopicId topic) const {
  return replicas_of(partitions_of(topic));
}

std::vector<PartitionAndReplica> ControllerContext::replicas_of(const std::vector<TopicPartition>& partitions) const {
  std::vector<PartitionAndReplica> found;
  for (const TopicPartition tp : partitions)
    for (const BrokerId replica : replicas(tp)) found.push_back({.tp = tp, .replica = replica});
  return found;
}

void ControllerContext::remove_topic(TopicId topic) {
  // Kafka forgets the leaderships of the partitions it still has an assignment for, which by then are all.
  for (const TopicPartition tp : partitions_of(topic)) {
    leadership_.erase(tp);
    assignments_.erase(tp);
  }
  to_be_deleted.erase(topic);
  deletion_started.erase(topic);
  topics.erase(topic);
}

// ---- leadership

const PartitionState* ControllerContext::leadership(TopicPartition tp) const {
  const auto found = leadership_.find(tp);
  return found == leadership_.end() ? nullptr : &found->second;
}

std::vector<TopicPartition> ControllerContext::partitions_with_leadership() const {
  std::vector<TopicPartition> found;
  for (const auto& [tp, state] : leadership_)
    if (!is_queued_for_deletion(tp.topic)) found.push_back(tp);
  return found;
}

std::vector<TopicPartition> ControllerContext::partitions_with_offline_leader() const {
  std::vector<TopicPartition> found;
  for (const auto& [tp, state] : leadership_)
    if (!is_online(state.leader, tp) && !is_queued_for_deletion(tp.topic)) found.push_back(tp);
  return found;
}

std::vector<TopicPartition> ControllerContext::led_by(BrokerId broker) const {
  std::vector<TopicPartition> found;
  for (const auto& [tp, state] : leadership_)
    if (state.leader == broker && !is_queued_for_deletion(tp.topic) && replicas(tp).size() > 1) found.push_back(tp);
  return found;
}

LeaderEpoch ControllerContext::leader_epoch(TopicPartition tp) const {
  if (is_queued_for_deletion(tp.topic)) return kEpochDuringDelete;
  const PartitionState* state = leadership(tp);
  return state ? state->leader_epoch : kNoEpoch;
}

PartitionState ControllerContext::full_state(TopicPartition tp) const {
  PartitionState full;
  if (const PartitionState* state = leadership(tp)) full = *state;
  const ReplicaAssignment& a = assignment(tp);
  full.replicas = a.replicas;
  full.adding = a.adding;
  full.removing = a.removing;
  return full;
}

// ---- replicas that can serve

bool ControllerContext::is_online(BrokerId replica, TopicPartition tp, bool include_shutting_down) const {
  if (include_shutting_down ? !is_live_or_shutting_down(replica) : !is_live(replica)) return false;
  const auto dirs = offline_dirs.find(replica);
  return dirs == offline_dirs.end() || !dirs->second.contains(tp);
}

std::set<BrokerId> ControllerContext::online_brokers(TopicPartition tp) const {
  std::set<BrokerId> online;
  for (const auto& [id, broker] : live_)
    if (is_online(id, tp)) online.insert(id);
  return online;
}

std::vector<BrokerId> ControllerContext::online_replicas(TopicPartition tp) const {
  std::vector<BrokerId> online;
  for (const BrokerId replica : replicas(tp))
    if (is_online(replica, tp)) online.push_back(replica);
  return online;
}

// ---- states

PartitionMachineState ControllerContext::partition_state(TopicPartition tp) const {
  const auto found = partition_states_.find(tp);
  return found == partition_states_.end() ? PartitionMachineState::NonExistent : found->second;
}

void ControllerContext::set_replica_state(const PartitionAndReplica& replica, ReplicaMachineState state) {
  replica_states_[replica] = state;
}

ReplicaMachineState ControllerContext::replica_state(const PartitionAndReplica& replica) const {
  const auto found = replica_states_.find(replica);
  return found == replica_states_.end() ? ReplicaMachineState::NonExistent : found->second;
}

std::vector<PartitionAndReplica> ControllerContext::replicas_in(TopicId topic, ReplicaMachineState state) const {
  std::vector<PartitionAndReplica> found;
  for (const PartitionAndReplica& replica : replicas_of(topic))
    if (replica_state(replica) == state) found.push_back(replica);
  return found;
}

bool ControllerContext::all_replicas_in(TopicId topic, ReplicaMachineState state) const {
  const std::vector<PartitionAndReplica> all = replicas_of(topic);
  return std::all_of(all.begin(), all.end(), [&](const PartitionAndReplica& r) { return replica_state(r) == state; });
}

bool ControllerContext::any_replica_in(TopicId topic, ReplicaMachineState state) const {
  return !replicas_in(topic, state).empty();
}

// ---- counts

std::int32_t ControllerContext::offline_partition_count() const {
  std::int32_t count = 0;
  for (const auto& [tp, state] : partition_states_)
    if (state == PartitionMachineState::Offline && !deletion_started.contains(tp.topic)) ++count;
  return count;
}

std::int32_t ControllerContext::preferred_replica_imbalance_count() const {
  std::int32_t count = 0;
  for (const auto& [tp, state] : leadership_) {
    const ReplicaAssignment& a = assignment(tp);
    if (is_queued_for_deletion(tp.topic) || a.replicas.empty()) continue;
    const BrokerId preferred = a.replicas.front();
    // While the preferred replica is being added, Kafka calls nobody's lead wrong until it is in sync, then anybody's.
    const bool fine = contains(a.adding, preferred) ? !contains(state.isr, preferred) : state.leader == preferred;
    if (!fine) ++count;
  }
  return count;
}

}  // namespace kafka
