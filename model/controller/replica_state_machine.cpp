#include "model/controller/replica_state_machine.h"

#include <map>
#include <utility>

#include "model/controller/election.h"

namespace kafka {

using State = ReplicaMachineState;

void ReplicaStateMachine::startup(Next done) {
  Replicas online;
  Replicas offline;
  for (const PartitionAndReplica& replica : context_.replicas_of(context_.all_partitions())) {
    const bool alive = context_.is_online(replica.replica, replica.tp);
    // One that is not might be of a topic to be deleted: to be on the safe side.
    context_.set_replica_state(replica, alive ? State::Online : State::DeletionIneligible);
    (alive ? online : offline).push_back(replica);
  }
  move(online, State::Online);
  to_offline(offline, std::move(done));
}

ReplicaStateMachine::Replicas ReplicaStateMachine::legal(const Replicas& replicas, State target) const {
  Replicas valid;
  for (const PartitionAndReplica& replica : replicas)
    if (is_legal(context_.replica_state(replica), target)) valid.push_back(replica);
  return valid;
}

// ---- all states but Offline

void ReplicaStateMachine::move(const Replicas& replicas, State target) {
  SIM_CHECK(target != State::Offline, "to_offline() does that");
  if (replicas.empty()) return;
  batch_.new_batch();
  for (const PartitionAndReplica& replica : legal(replicas, target)) move_one(replica, target);
  batch_.send_to_brokers();
}

void ReplicaStateMachine::move_one(const PartitionAndReplica& replica, State target) {
  switch (target) {
    case State::New:
      return to_new(replica);
    case State::Online:
      return to_online(replica);
    case State::DeletionStarted:
      context_.set_replica_state(replica, target);
      return batch_.add_stop_replica(replica.replica, replica.tp, true);
    case State::NonExistent:
      context_.set_assignment(replica.tp, context_.assignment(replica.tp).without(replica.replica));
      return context_.remove_replica_state(replica);
    default:
      return context_.set_replica_state(replica, target);
  }
}

/// A leader cannot be new: that is refused.
void ReplicaStateMachine::to_new(const PartitionAndReplica& replica) {
  const PartitionState* leadership = context_.leadership(replica.tp);
  if (leadership && leadership->leader == replica.replica) return;
  if (leadership) tell({replica.replica}, replica.tp, true);
  context_.set_replica_state(replica, State::New);
}

/// A new replica was told already when its partition got a leader.
void ReplicaStateMachine::to_online(const PartitionAndReplica& replica) {
  if (context_.replica_state(replica) == State::New) {
    ReplicaAssignment assignment = context_.assignment(replica.tp);
    if (!contains(assignment.replicas, replica.replica)) {
      assignment.replicas.push_back(replica.replica);
      context_.set_assignment(replica.tp, std::move(assignment));
    }
  } else if (context_.leadership(replica.tp)) {
    tell({replica.replica}, replica.tp, false);
  }
  context_.set_replica_state(replica, State::Online);
}

void ReplicaStateMachine::tell(const std::vector<BrokerId>& brokers, TopicPartition tp, bool is_new) {
  batch_.add_leader_and_isr(brokers, tp, *context_.leadership(tp), context_.assignment(tp), is_new);
}

// ---- Offline

void ReplicaStateMachine::to_offline(const Replicas& replicas, Next done) {
  if (replicas.empty()) return done();
  batch_.new_batch();
  std::map<BrokerId, Replicas> by_broker;
  for (const PartitionAndReplica& replica : replicas) by_broker[replica.replica].push_back(replica);
  for_each_in_turn(
      std::vector<std::pair<BrokerId, Replicas>>(by_broker.begin(), by_broker.end()),
      [this](const std::pair<BrokerId, Replicas>& of, Next next) { offline_on(of.first, of.second, std::move(next)); },
      [this, done = std::move(done)] {
        batch_.send_to_brokers();
        done();
      });
}

void ReplicaStateMachine::offline_on(BrokerId broker, const Replicas& replicas, Next done) {
  std::vector<TopicPartition> led;
  std::vector<TopicPartition> never_led;
  for (const PartitionAndReplica& replica : legal(replicas, State::Offline)) {
    batch_.add_stop_replica(broker, replica.tp, false);
    (context_.leadership(replica.tp) ? led : never_led).push_back(replica.tp);
  }
  remove_from_isr(broker, led, [this, broker, never_led = std::move(never_led), done = std::move(done)] {
    for (const TopicPartition tp : never_led) {
      batch_.add_update_metadata(context_.live_or_shutting_down_ids(), {tp});
      context_.set_replica_state({.tp = tp, .replica = broker}, State::Offline);
    }
    done();
  });
}

/// Source: doRemoveReplicasFromIsr. The last member stays in the ISR, without being leader.
void ReplicaStateMachine::remove_from_isr(BrokerId broker, const std::vector<TopicPartition>& partitions, Next done) {
  if (partitions.empty()) return done();
  zk_.read_states(partitions, [this, broker, done = std::move(done)](const LeadershipStates& stored) {
    LeadershipStates wanted;
    for (const auto& [tp, state] : stored) {
      if (state.controller_epoch > context_.epoch) continue;  // written by a later controller: hands off
      if (!contains(state.isr, broker)) {
        became_offline(broker, tp, state);
        continue;
      }
      PartitionState next = without_replica(state, broker);
      if (services_.behaviour.mutated(Mutation::empty_isr)) next.isr = difference(state.isr, {broker});
      next.controller_epoch = context_.epoch;
      wanted.emplace(tp, std::move(next));
    }
    if (wanted.empty()) return done();
    zk_.update_states(wanted, [this, broker, done](const UpdatedStates& updated) {
      for (const auto& [tp, state] : updated.written) became_offline(broker, tp, state);
      remove_from_isr(broker, updated.again, done);
    });
  });
}

void ReplicaStateMachine::became_offline(BrokerId broker, TopicPartition tp, const PartitionState& state) {
  context_.set_leadership(tp, state);
  if (!context_.is_queued_for_deletion(tp.topic)) tell(difference(context_.replicas(tp), {broker}), tp, false);
  context_.set_replica_state({.tp = tp, .replica = broker}, State::Offline);
}

}  // namespace kafka
