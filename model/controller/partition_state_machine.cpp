#include "model/controller/partition_state_machine.h"

#include <algorithm>
#include <utility>

#include "model/config/default_topic_config.h"
#include "model/zk/zk_data.h"

namespace kafka {

// ---- states

void PartitionStateMachine::startup(Next done) {
  for (const TopicPartition tp : context_.all_partitions()) {
    const PartitionState* leadership = context_.leadership(tp);
    const bool online = leadership && context_.is_online(leadership->leader, tp);
    context_.set_partition_state(tp, !leadership ? PartitionMachineState::New
                                     : online    ? PartitionMachineState::Online
                                                 : PartitionMachineState::Offline);
  }
  trigger_online([done = std::move(done)](const std::vector<TopicPartition>&) { done(); });
}

std::vector<TopicPartition> PartitionStateMachine::legal(const std::vector<TopicPartition>& partitions,
                                                         PartitionMachineState target) {
  std::vector<TopicPartition> valid;
  for (const TopicPartition tp : partitions)
    if (is_legal(context_.partition_state(tp), target)) valid.push_back(tp);
  return valid;
}

void PartitionStateMachine::move(const std::vector<TopicPartition>& partitions, PartitionMachineState target) {
  SIM_CHECK(target != PartitionMachineState::Online, "to_online() does that");
  for (const TopicPartition tp : legal(partitions, target)) context_.set_partition_state(tp, target);
}

void PartitionStateMachine::trigger_online(Elected done) {
  trigger_online_where([](TopicPartition) { return true; }, std::move(done));
}

void PartitionStateMachine::trigger_online(TopicId topic, Elected done) {
  trigger_online_where([topic](TopicPartition tp) { return tp.topic == topic; }, std::move(done));
}

void PartitionStateMachine::trigger_online_where(const std::function<bool(TopicPartition)>& wanted, Elected done) {
  std::vector<TopicPartition> partitions;
  for (const auto& [tp, state] : context_.partition_states())
    if ((state == PartitionMachineState::New || state == PartitionMachineState::Offline) && wanted(tp) &&
        !context_.is_queued_for_deletion(tp.topic))
      partitions.push_back(tp);
  to_online(partitions, ElectionStrategy::offline, std::move(done));
}

void PartitionStateMachine::to_online(const std::vector<TopicPartition>& partitions, ElectionStrategy strategy,
                                      Elected done) {
  if (partitions.empty()) return done({});
  batch_.new_batch();
  std::vector<TopicPartition> fresh;
  std::vector<TopicPartition> others;
  for (const TopicPartition tp : legal(partitions, PartitionMachineState::Online))
    (context_.partition_state(tp) == PartitionMachineState::New ? fresh : others).push_back(tp);
  initialize(fresh, [this, others = std::move(others), strategy, done = std::move(done)] {
    elect(others, strategy, {}, [this, done](std::vector<TopicPartition> elected) {
      batch_.send_to_brokers();
      done(std::move(elected));
    });
  });
}

// ---- first leaders

/// Source: initializeLeaderAndIsrForPartitions.
void PartitionStateMachine::initialize(const std::vector<TopicPartition>& partitions, Next done) {
  LeadershipStates first;
  for (const TopicPartition tp : partitions) {
    std::optional<PartitionState> state = initial_leadership(context_.online_replicas(tp));
    if (!state) {
      failed(tp, ElectionStrategy::created);
      continue;
    }
    state->controller_epoch = context_.epoch;
    first.emplace(tp, std::move(*state));
  }
  if (first.empty()) return done();
  zk_.create_states(first, [this, done = std::move(done)](const LeadershipStates& created) {
    for (const auto& [tp, state] : created) {
      const ElectionResult first_one{.state = state, .recipients = state.isr, .unclean = false};
      adopt(tp, kNoBroker, state, first_one, ElectionStrategy::created);
    }
    done();
  });
}

// ---- elections

/// Source: electLeaderForPartitions, doElectLeaderForPartitions.
void PartitionStateMachine::elect(std::vector<TopicPartition> partitions, ElectionStrategy strategy,
                                  std::vector<TopicPartition> elected, Elected done) {
  if (partitions.empty()) return done(std::move(elected));
  zk_.read_states(partitions, [this, partitions, strategy, elected = std::move(elected),
                               done = std::move(done)](LeadershipStates stored) {
    for (const TopicPartition tp : partitions) {
      const auto found = stored.find(tp);
      if (found != stored.end() && found->second.controller_epoch <= context_.epoch) continue;
      if (found != stored.end()) stored.erase(found);  // written by a later controller: hands off
      failed(tp, strategy);
    }
    if (stored.empty()) return done(elected);
    read_unclean(stored, strategy, [this, stored, strategy, elected, done](const std::set<TopicId>& unclean) {
      hold_elections(stored, unclean, strategy, elected, done);
    });
  });
}

void PartitionStateMachine::hold_elections(const LeadershipStates& stored, const std::set<TopicId>& unclean,
                                           ElectionStrategy strategy, std::vector<TopicPartition> elected,
                                           Elected done) {
  std::map<TopicPartition, ElectionResult> results;
  LeadershipStates wanted;
  for (const auto& [tp, state] : stored) {
    ElectionResult result = elect_leader(strategy, input_of(tp, state, unclean.contains(tp.topic)));
    if (!result.state) {
      failed(tp, strategy);
      continue;
    }
    result.state->controller_epoch = context_.epoch;
    if (services_.behaviour.mutated(Mutation::same_leader_epoch)) result.state->leader_epoch = state.leader_epoch;
    wanted.emplace(tp, *result.state);
    results.emplace(tp, std::move(result));
  }
  if (wanted.empty()) return done(std::move(elected));
  zk_.update_states(wanted, [this, stored, results = std::move(results), strategy, elected = std::move(elected),
                             done = std::move(done)](const UpdatedStates& updated) mutable {
    for (const auto& [tp, state] : updated.written) {
      adopt(tp, stored.at(tp).leader, state, results.at(tp), strategy);
      elected.push_back(tp);
    }
    for (const TopicPartition tp : updated.failed) failed(tp, strategy);
    elect(updated.again, strategy, std::move(elected), std::move(done));
  });
}

bool PartitionStateMachine::anybody_in_sync(TopicPartition tp, const PartitionState& state) const {
  return std::any_of(state.isr.begin(), state.isr.end(), [&](BrokerId b) { return context_.is_online(b, tp); });
}

/// Source: collectUncleanLeaderElectionState. Settings are read only where they could matter.
void PartitionStateMachine::read_unclean(const LeadershipStates& stored, ElectionStrategy strategy,
                                         std::function<void(std::set<TopicId>)> done) {
  std::set<TopicId> topics;
  for (const auto& [tp, state] : stored)
    if (!anybody_in_sync(tp, state)) topics.insert(tp.topic);
  if (strategy == ElectionStrategy::offline_unclean) return done(std::move(topics));
  if (strategy != ElectionStrategy::offline || topics.empty()) return done({});
  std::vector<zk::Request> reads;
  for (const TopicId topic : topics)
    reads.push_back(zk::GetData{zk_data::topic_config_path(services_.topics.name(topic))});
  zk_.read(std::move(reads), [this, topics, done = std::move(done)](const std::vector<zk::Response>& answers) {
    const TopicConfig defaults = default_topic_config(services_.config);
    std::set<TopicId> unclean;
    std::size_t i = 0;
    for (const TopicId topic : topics) {
      const TopicConfig config = with_overrides(defaults, zk_data::decode_config(answers[i++].data));
      if (config.unclean_leader_election_enable) unclean.insert(topic);
    }
    done(std::move(unclean));
  });
}

ElectionInput PartitionStateMachine::input_of(TopicPartition tp, const PartitionState& stored, bool unclean) const {
  ElectionInput input;
  input.assignment = context_.assignment(tp);
  input.stored = stored;
  if (services_.behaviour.mutated(Mutation::elect_out_of_sync)) input.stored.isr = input.assignment.replicas;
  input.online = context_.online_brokers(tp);
  for (const BrokerId id : context_.shutting_down)
    if (context_.is_online(id, tp, true)) input.shutting_down.insert(id);
  input.unclean_enabled = unclean;
  input.recovery_supported = services_.behaviour.recovering_leader;
  return input;
}

void PartitionStateMachine::adopt(TopicPartition tp, BrokerId before, const PartitionState& written,
                                  const ElectionResult& result, ElectionStrategy strategy) {
  const bool is_new = strategy == ElectionStrategy::created;
  context_.set_leadership(tp, written);
  context_.set_partition_state(tp, PartitionMachineState::Online);
  batch_.add_leader_and_isr(result.recipients, tp, written, context_.assignment(tp), is_new);
  services_.emit([&] {
    return LeaderElected{.tp = tp,
                         .controller = services_.id,
                         .before = before,
                         .leader = written.leader,
                         .leader_epoch = written.leader_epoch,
                         .strategy = name_of(strategy),
                         .unclean = result.unclean};
  });
}

void PartitionStateMachine::failed(TopicPartition tp, ElectionStrategy strategy) {
  services_.emit([&] { return LeaderElectionFailed{tp, services_.id, name_of(strategy)}; });
}

}  // namespace kafka
