#include "model/controller/partition_reassignment.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace kafka {

using State = ReplicaMachineState;

namespace {

std::vector<PartitionAndReplica> replicas_of(TopicPartition tp, const std::vector<BrokerId>& brokers) {
  std::vector<PartitionAndReplica> replicas;
  for (const BrokerId broker : brokers) replicas.push_back({tp, broker});
  return replicas;
}

}  // namespace

// ---- which partitions

void PartitionReassignment::process_wishes(std::function<void(std::set<TopicPartition>)> taken) {
  // Looked for first: a node that does not exist can be watched only so.
  reads_.exists(zk_data::kReassignPartitionsPath, [this, taken = std::move(taken)](bool there) {
    if (!there) return taken({});
    reads_.reassignments([this, taken](const Wishes& wishes) { take_on(wishes, taken); });
  });
}

void PartitionReassignment::put_process_wishes() {
  parts_.put("ZkPartitionReassignment",
             [this](Next next) { process_wishes([next](const std::set<TopicPartition>&) { next(); }); });
}

/// Source: maybeTriggerPartitionReassignment. What cannot be taken on is removed from the wishes.
void PartitionReassignment::take_on(const Wishes& wishes, std::function<void(std::set<TopicPartition>)> taken) {
  std::vector<std::pair<TopicPartition, ReplicaAssignment>> valid;
  std::set<TopicPartition> failed;
  std::set<TopicPartition> good;
  for (const auto& [tp, replicas] : wishes) {
    const ReplicaAssignment& now = parts_.context.assignment(tp);
    if (now.replicas.empty() || parts_.context.is_queued_for_deletion(tp.topic)) {
      failed.insert(tp);
      continue;
    }
    good.insert(tp);
    valid.emplace_back(tp, now.reassign_to(replicas));
  }
  for_each_in_turn(
      std::move(valid), [this](const auto& one, Next next) { reassign(one.first, one.second, std::move(next)); },
      [this, failed, good, taken = std::move(taken)] {
        if (failed.empty()) return taken(good);
        remove_wishes([failed](TopicPartition tp, const std::vector<BrokerId>&) { return failed.contains(tp); },
                      [good, taken] { taken(good); });
      });
}

void PartitionReassignment::start(Accepted accepted, Next done) {
  std::set<TopicPartition> which;
  for (const auto& [tp, assignment] : accepted) which.insert(tp);
  remove_wishes([which](TopicPartition tp, const std::vector<BrokerId>&) { return which.contains(tp); },
                [this, accepted = std::move(accepted), done = std::move(done)] {
                  for_each_in_turn(
                      accepted,
                      [this](const auto& one, Next next) { reassign(one.first, one.second, std::move(next)); }, done);
                });
}

void PartitionReassignment::initialize(Next done) {
  process_wishes([this, done = std::move(done)](const std::set<TopicPartition>& taken) {
    resume([taken](TopicPartition tp, const ReplicaAssignment&) { return !taken.contains(tp); }, done);
  });
}

void PartitionReassignment::resume(const std::function<bool(TopicPartition, const ReplicaAssignment&)>& wanted,
                                   Next done) {
  std::vector<TopicPartition> resumed;
  for (const TopicPartition tp : parts_.context.being_reassigned)
    if (wanted(tp, parts_.context.assignment(tp))) resumed.push_back(tp);
  for_each_in_turn(
      std::move(resumed),
      [this](TopicPartition tp, Next next) {
        const ReplicaAssignment assignment = parts_.context.assignment(tp);
        reassign(tp, assignment, std::move(next));
      },
      std::move(done));
}

void PartitionReassignment::maybe_complete(TopicPartition tp, Next done) {
  if (!parts_.context.being_reassigned.contains(tp)) return done();
  const ReplicaAssignment reassignment = parts_.context.assignment(tp);
  if_complete(tp, reassignment, [this, tp, reassignment, done = std::move(done)](bool complete) {
    if (!complete) return done();
    reassign(tp, reassignment, done);
  });
}

// ---- one partition

/// Source: onPartitionReassignment.
void PartitionReassignment::reassign(TopicPartition tp, const ReplicaAssignment& reassignment, Next done) {
  parts_.deletion.mark_ineligible({tp.topic});
  update_current(tp, reassignment, [this, tp, reassignment, done = std::move(done)] {
    if_complete(tp, reassignment, [this, tp, reassignment, done](bool is_complete) {
      is_complete ? complete(tp, reassignment, done) : begin(tp, reassignment, done);
    });
  });
}

/// Phase U: stored before it is known, so that the next controller can go on. An older reassignment gives way.
void PartitionReassignment::update_current(TopicPartition tp, const ReplicaAssignment& reassignment, Next done) {
  const ReplicaAssignment before = parts_.context.assignment(tp);
  Next known = [this, tp, done = std::move(done)] {
    watch_isr(tp);
    parts_.context.being_reassigned.insert(tp);
    done();
  };
  if (before == reassignment) return known();
  store(tp, reassignment, [this, tp, before, reassignment, known = std::move(known)] {
    parts_.context.set_assignment(tp, reassignment);
    parts_.services.emit([&] {
      return ReassignmentStarted{.tp = tp, .adding = reassignment.adding, .removing = reassignment.removing};
    });
    std::vector<BrokerId> unneeded;
    for (const BrokerId broker : before.replicas)
      if (!contains(reassignment.replicas, broker)) unneeded.push_back(broker);
    if (unneeded.empty()) return known();
    stop_replicas(tp, unneeded, known);
  });
}

/// Source: isReassignmentComplete.
void PartitionReassignment::if_complete(TopicPartition tp, const ReplicaAssignment& reassignment,
                                        std::function<void(bool complete)> done) {
  if (!reassignment.being_reassigned()) return done(true);
  parts_.zk.read_states({tp}, [tp, target = reassignment.target(), done = std::move(done)](const LeadershipStates& s) {
    const auto found = s.find(tp);
    done(found != s.end() &&
         std::all_of(target.begin(), target.end(), [&](BrokerId id) { return contains(found->second.isr, id); }));
  });
}

/// Phase A: all learn the new replicas, and those start to copy.
void PartitionReassignment::begin(TopicPartition tp, const ReplicaAssignment& reassignment, Next done) {
  bump_leader_epoch(tp, reassignment, [this, tp, adding = reassignment.adding, done = std::move(done)] {
    for (const BrokerId id : adding) parts_.replicas.move({{tp, id}}, State::New);
    done();
  });
}

/// Phase B.
void PartitionReassignment::complete(TopicPartition tp, const ReplicaAssignment& reassignment, Next done) {
  ReplicaAssignment completed;
  completed.replicas = reassignment.target();
  parts_.replicas.move(replicas_of(tp, reassignment.adding), State::Online);
  parts_.context.set_assignment(tp, completed);
  run_steps({[=, this](Next next) { move_leader(tp, completed, std::move(next)); },
             [=, this](Next next) { stop_replicas(tp, reassignment.removing, std::move(next)); },
             // Stored last: until then the node is the only place that knows the origin.
             [=, this](Next next) { store(tp, completed, std::move(next)); },
             [=, this](Next next) { remove_from_reassigning(tp, completed, std::move(next)); },
             [=, this](Next next) {
               parts_.services.emit([&] { return ReassignmentCompleted{.tp = tp, .replicas = completed.replicas}; });
               parts_.send_update_metadata_to_all({tp});
               parts_.deletion.resume_for({tp.topic}, std::move(next));
             }},
            std::move(done));
}

/// Source: moveReassignedPartitionLeaderIfRequired.
void PartitionReassignment::move_leader(TopicPartition tp, const ReplicaAssignment& completed, Next done) {
  const PartitionState* leadership = parts_.context.leadership(tp);
  const BrokerId leader = leadership ? leadership->leader : kNoBroker;
  if (contains(completed.replicas, leader) && parts_.context.is_online(leader, tp))
    return bump_leader_epoch(tp, completed, std::move(done));
  parts_.partitions.to_online({tp}, ElectionStrategy::reassign,
                              [done = std::move(done)](const std::vector<TopicPartition>&) { done(); });
}

/// The leader stays and everybody is told again, which makes them look at the new replicas. Source:
/// updateLeaderEpochAndSendRequest, updateLeaderEpoch. Tried again when somebody else wrote meanwhile; a state of a
/// later controller, or none at all, ends the event.
void PartitionReassignment::bump_leader_epoch(TopicPartition tp, const ReplicaAssignment& assignment, Next done) {
  parts_.zk.read_states({tp}, [=, this, done = std::move(done)](const LeadershipStates& stored) {
    const auto found = stored.find(tp);
    if (found == stored.end() || found->second.controller_epoch > parts_.context.epoch) return parts_.events.abandon();
    PartitionState bumped = found->second;
    ++bumped.leader_epoch;
    bumped.controller_epoch = parts_.context.epoch;
    parts_.zk.update_states({{tp, bumped}}, [=, this](const UpdatedStates& updated) {
      if (!updated.again.empty()) return bump_leader_epoch(tp, assignment, done);
      if (!updated.failed.empty()) return parts_.events.abandon();
      const PartitionState& written = updated.written.at(tp);
      parts_.context.set_leadership(tp, written);
      parts_.batch.new_batch();
      parts_.batch.add_leader_and_isr(assignment.origin(), tp, written, assignment, false);
      parts_.batch.add_leader_and_isr(assignment.adding, tp, written, assignment, true);
      parts_.batch.send_to_brokers();
      done();
    });
  });
}

/// Their answers are not waited for. Source: stopRemovedReplicasOfReassignedPartition.
void PartitionReassignment::stop_replicas(TopicPartition tp, const std::vector<BrokerId>& removed, Next done) {
  const auto replicas = replicas_of(tp, removed);
  parts_.replicas.to_offline(replicas, [this, replicas, done = std::move(done)] {
    for (const State state : {State::DeletionStarted, State::DeletionSuccessful, State::NonExistent})
      parts_.replicas.move(replicas, state);
    done();
  });
}

// ---- nodes

/// Source: updateReplicaAssignmentForPartition. A topic without a node ends the event.
void PartitionReassignment::store(TopicPartition tp, const ReplicaAssignment& assignment, Next done) {
  zk_data::Assignment topic;
  for (const TopicPartition other : parts_.context.partitions_of(tp.topic))
    topic[other.partition] = parts_.context.assignment(other);
  topic[tp.partition] = assignment;
  const std::string path = zk_data::topic_path(parts_.services.topics.name(tp.topic));
  parts_.zk.write({zk::SetData{path, zk_data::encode_topic(topic)}},
                  [this, done = std::move(done)](const std::vector<zk::Response>& answers) {
                    answers.front().error == zk::Error::Ok ? done() : parts_.events.abandon();
                  });
}

/// Source: removePartitionFromReassigningPartitions.
void PartitionReassignment::remove_from_reassigning(TopicPartition tp, const ReplicaAssignment& completed, Next done) {
  unwatch_isr(tp);
  remove_wishes(
      [tp, replicas = completed.replicas](TopicPartition wish, const std::vector<BrokerId>& wanted) {
        return wish == tp && wanted == replicas;
      },
      [this, tp, done = std::move(done)] {
        parts_.context.being_reassigned.erase(tp);
        done();
      });
}

/// Source: maybeRemoveFromZkReassignment.
void PartitionReassignment::remove_wishes(
    const std::function<bool(TopicPartition, const std::vector<BrokerId>&)>& which, Next done) {
  reads_.exists(zk_data::kReassignPartitionsPath, [this, which, done = std::move(done)](bool there) {
    if (!there) return done();
    reads_.reassignments([this, which, done](Wishes wishes) {
      std::erase_if(wishes, [&](const auto& wish) { return which(wish.first, wish.second); });
      write_wishes(wishes, done);
    });
  });
}

void PartitionReassignment::write_wishes(const Wishes& left, Next done) {
  zk_data::Reassignments named;
  for (const auto& [tp, replicas] : left) named[{parts_.services.topics.name(tp.topic), tp.partition}] = replicas;
  zk::Op write = zk::SetData{zk_data::kReassignPartitionsPath, zk_data::encode_reassignments(named)};
  if (left.empty()) write = zk::Delete{zk_data::kReassignPartitionsPath};
  parts_.zk.write({std::move(write)}, [this, last = left.empty(), done = std::move(done)](const auto&) {
    // The next wish makes the node anew: look for it.
    if (last) put_process_wishes();
    done();
  });
}

// ---- changes of ISRs, before AlterPartition

std::string PartitionReassignment::state_path(TopicPartition tp) const {
  return zk_data::partition_state_path(parts_.services.topics.name(tp.topic), tp.partition);
}

/// The watch itself is set by the next read of the state.
void PartitionReassignment::watch_isr(TopicPartition tp) {
  if (parts_.services.behaviour.alter_partition) return;
  parts_.services.zk.register_znode_change_handler(state_path(tp), [this, tp](zk::EventType type) {
    if (type != zk::EventType::NodeDataChanged) return;
    parts_.put("PartitionReassignmentIsrChange", [this, tp](Next next) { maybe_complete(tp, std::move(next)); });
  });
}

void PartitionReassignment::unwatch_isr(TopicPartition tp) {
  if (!parts_.services.behaviour.alter_partition) parts_.services.zk.unregister_znode_change_handler(state_path(tp));
}

void PartitionReassignment::unwatch_all() {
  for (const TopicPartition tp : parts_.context.being_reassigned) unwatch_isr(tp);
}

}  // namespace kafka
