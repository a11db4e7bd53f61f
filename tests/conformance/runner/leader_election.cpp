/// leader_election: a strategy, and what the controller knows -> who leads, and what is stored.
#include <gtest/gtest.h>

#include "model/controller/election.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replicas.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::ElectionStrategy;
using State = std::optional<kafka::PartitionState>;

std::set<BrokerId> broker_set(const std::vector<std::int64_t>& ids) {
  const std::vector<BrokerId> all = brokers(ids);
  return {all.begin(), all.end()};
}

ElectionStrategy read_strategy(Fields& f) {
  const std::string name = f.text("strategy");
  for (const ElectionStrategy strategy :
       {ElectionStrategy::created, ElectionStrategy::offline, ElectionStrategy::reassign, ElectionStrategy::preferred,
        ElectionStrategy::controlled_shutdown})
    if (kafka::name_of(strategy) == name) return strategy;
  unknown(f, "strategy", name);
}

State created(const Fields& f, const kafka::ElectionInput& input) {
  if (!input.stored.isr.empty()) throw f.error("a new partition has no ISR");
  std::vector<BrokerId> live;
  for (const BrokerId replica : input.assignment.replicas)
    if (input.online.contains(replica)) live.push_back(replica);
  return kafka::initial_leadership(live);
}

State held(Fields& f) {
  const ElectionStrategy strategy = read_strategy(f);
  kafka::ElectionInput input;
  input.assignment.replicas = brokers(f.integers("assignment"));
  input.stored.isr = brokers(f.integers("isr"));
  input.online = broker_set(f.integers("live"));
  if (f.has("shutting_down"))
    for (const BrokerId leaving : broker_set(f.integers("shutting_down")))
      if (input.online.erase(leaving) > 0) input.shutting_down.insert(leaving);
  if (strategy == ElectionStrategy::created) return created(f, input);
  input.stored.leader_epoch = kafka::LeaderEpoch(f.int32("leader_epoch"));
  input.unclean_enabled = f.flag_or("unclean_enabled", false);
  if (strategy == ElectionStrategy::reassign)
    input.assignment = input.assignment.reassign_to(brokers(f.integers("target_replicas")));
  return elect_leader(strategy, input).state;
}

kafka::LeaderRecoveryState read_recovery(Fields& f) {
  const std::string name = f.text_or("recovery", "RECOVERED");
  if (name == "RECOVERED") return kafka::LeaderRecoveryState::RECOVERED;
  if (name == "RECOVERING") return kafka::LeaderRecoveryState::RECOVERING;
  unknown(f, "recovery", name);
}

void expect_state(Fields& f, const State& state) {
  const bool written = !is_none(f.node("leader"));
  if (f.flag_or("state_written", written) != written) throw f.error("must write a state if there is a leader");
  ASSERT_EQ(state.has_value(), written);
  if (!written) return;
  EXPECT_EQ(state->leader.value(), f.integer("leader"));
  EXPECT_EQ(numbers(state->isr), f.integers("isr"));
  EXPECT_EQ(state->leader_epoch.value(), f.integer("leader_epoch"));
  EXPECT_EQ(state->recovery, read_recovery(f));
}

}  // namespace

void run_leader_election(Fields& fields) {
  read_origin(fields);
  const State state = held(fields);
  expect_state(fields.map("expected"), state);
}

}  // namespace conformance
