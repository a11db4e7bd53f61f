#include "model/controller/election.h"

#include <algorithm>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

std::string_view name_of(ElectionStrategy strategy) {
  switch (strategy) {
    case ElectionStrategy::created:
      return "new";
    case ElectionStrategy::offline:
    case ElectionStrategy::offline_unclean:
      return "offline";
    case ElectionStrategy::reassign:
      return "reassign";
    case ElectionStrategy::preferred:
      return "preferred";
    case ElectionStrategy::controlled_shutdown:
      return "controlled_shutdown";
  }
  return "";
}

namespace {

template <class Predicate>
BrokerId first_of(const std::vector<BrokerId>& brokers, Predicate eligible) {
  const auto found = std::find_if(brokers.begin(), brokers.end(), eligible);
  return found == brokers.end() ? kNoBroker : *found;
}

std::vector<BrokerId> those_in(const std::vector<BrokerId>& brokers, const std::set<BrokerId>& set) {
  std::vector<BrokerId> found;
  for (const BrokerId b : brokers)
    if (set.contains(b)) found.push_back(b);
  return found;
}

PartitionState next_state(const PartitionState& stored, BrokerId leader, std::vector<BrokerId> isr) {
  PartitionState next = stored;
  next.leader = leader;
  next.isr = std::move(isr);
  ++next.leader_epoch;
  return next;
}

ElectionResult elect_offline(const ElectionInput& in) {
  const std::vector<BrokerId> live = those_in(in.assignment.replicas, in.online);
  ElectionResult result{.state = std::nullopt, .recipients = live, .unclean = false};
  const std::vector<BrokerId>& isr = in.stored.isr;
  // Kafka tries it uncleanly only if nobody in sync is live; the algorithm's own order says the same.
  const BrokerId leader = offline_leader(in.assignment.replicas, isr, live, in.unclean_enabled);
  if (leader == kNoBroker) return result;
  result.unclean = !contains(isr, leader);
  std::vector<BrokerId> new_isr{leader};
  if (!result.unclean) new_isr = those_in(isr, in.online);
  result.state = next_state(in.stored, leader, std::move(new_isr));
  if (result.unclean && in.recovery_supported) result.state->recovery = LeaderRecoveryState::RECOVERING;
  return result;
}

ElectionResult elect_reassign(const ElectionInput& in) {
  const std::vector<BrokerId> targets = in.assignment.target();
  ElectionResult result{.state = std::nullopt, .recipients = targets, .unclean = false};
  const BrokerId leader = reassign_leader(targets, in.stored.isr, those_in(targets, in.online));
  if (leader != kNoBroker) result.state = next_state(in.stored, leader, in.stored.isr);
  return result;
}

ElectionResult elect_preferred(const ElectionInput& in) {
  ElectionResult result{.state = std::nullopt, .recipients = in.assignment.replicas, .unclean = false};
  const std::vector<BrokerId> live = those_in(in.assignment.replicas, in.online);
  const BrokerId leader = preferred_leader(in.assignment.replicas, in.stored.isr, live);
  if (leader != kNoBroker) result.state = next_state(in.stored, leader, in.stored.isr);
  return result;
}

ElectionResult elect_controlled_shutdown(const ElectionInput& in) {
  std::set<BrokerId> live_or_shutting = in.online;
  live_or_shutting.insert(in.shutting_down.begin(), in.shutting_down.end());
  const std::vector<BrokerId> live = those_in(in.assignment.replicas, live_or_shutting);
  ElectionResult result{.state = std::nullopt, .recipients = live, .unclean = false};
  const BrokerId leader = controlled_shutdown_leader(in.assignment.replicas, in.stored.isr, live, in.shutting_down);
  if (leader == kNoBroker) return result;
  std::vector<BrokerId> isr;
  for (const BrokerId b : in.stored.isr)
    if (!in.shutting_down.contains(b)) isr.push_back(b);
  result.state = next_state(in.stored, leader, std::move(isr));
  return result;
}

}  // namespace

ElectionResult elect_leader(ElectionStrategy strategy, const ElectionInput& input) {
  switch (strategy) {
    case ElectionStrategy::offline:
    case ElectionStrategy::offline_unclean:
      return elect_offline(input);
    case ElectionStrategy::reassign:
      return elect_reassign(input);
    case ElectionStrategy::preferred:
      return elect_preferred(input);
    case ElectionStrategy::controlled_shutdown:
      return elect_controlled_shutdown(input);
    case ElectionStrategy::created:
      break;
  }
  SIM_CHECK(false, "a new partition has no election");
  return {};
}

std::optional<PartitionState> initial_leadership(const std::vector<BrokerId>& live_replicas) {
  if (live_replicas.empty()) return std::nullopt;
  PartitionState state;
  state.leader = live_replicas.front();
  state.isr = live_replicas;
  return state;
}

PartitionState without_replica(PartitionState state, BrokerId gone) {
  if (state.leader == gone) state.leader = kNoBroker;
  if (state.isr.size() > 1) state.isr = difference(state.isr, {gone});
  ++state.leader_epoch;
  return state;
}

BrokerId offline_leader(const std::vector<BrokerId>& assignment, const std::vector<BrokerId>& isr,
                        const std::vector<BrokerId>& live, bool unclean_enabled) {
  const BrokerId clean = reassign_leader(assignment, isr, live);
  if (clean != kNoBroker || !unclean_enabled) return clean;
  return first_of(assignment, [&](BrokerId b) { return contains(live, b); });
}

BrokerId reassign_leader(const std::vector<BrokerId>& targets, const std::vector<BrokerId>& isr,
                         const std::vector<BrokerId>& live) {
  return first_of(targets, [&](BrokerId b) { return contains(live, b) && contains(isr, b); });
}

BrokerId preferred_leader(const std::vector<BrokerId>& assignment, const std::vector<BrokerId>& isr,
                          const std::vector<BrokerId>& live) {
  if (assignment.empty()) return kNoBroker;
  return reassign_leader({assignment.front()}, isr, live);
}

BrokerId controlled_shutdown_leader(const std::vector<BrokerId>& assignment, const std::vector<BrokerId>& isr,
                                    const std::vector<BrokerId>& live, const std::set<BrokerId>& shutting_down) {
  return first_of(assignment,
                  [&](BrokerId b) { return contains(live, b) && contains(isr, b) && !shutting_down.contains(b); });
}

}  // namespace kafka
