#include "model/invariant/stored_states.h"

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kEpochsGrow =
    "The leader epoch of a partition never decreases and increases at every change of leader";
constexpr std::string_view kMembers =
    "The stored leader is in the stored ISR or is -1; the ISR is never empty and within the replicas";
constexpr std::string_view kConditional = "Every write of a state is a compare-and-set on its version";
constexpr std::string_view kClean = "A cleanly elected leader was in the ISR of the state that the election replaced";

}  // namespace

void StoredStates::check(const PartitionStateChanged& e) {
  const StoredShadow& before = partition(e.tp).stored;
  if (before.exists()) check_epochs(e, before);
  check_members(e);
  const bool other = before.exists() && e.leader != kNoBroker && e.leader_epoch > before.leader_epoch &&
                     !contains(before.isr, e.leader);
  if (!before.exists()) memory_.at(e.tp) = {};
  if (other) memory_.at(e.tp).suspect = e.leader_epoch;
}

void StoredStates::check_epochs(const PartitionStateChanged& e, const StoredShadow& before) {
  const bool went_back = e.leader_epoch < before.leader_epoch;
  const bool stood_still = e.leader != before.leader && e.leader_epoch == before.leader_epoch;
  if (went_back || stood_still)
    found({.name = "C4", .statement = kEpochsGrow, .tp = e.tp, .epoch = e.leader_epoch.value(), .excuse = {}}, [&] {
      return name(e.tp) + ": leader " + num(before.leader) + " in epoch " + num(before.leader_epoch) +
             ", then leader " + num(e.leader) + " in epoch " + num(e.leader_epoch);
    });
  // Its replicas are stored elsewhere: a new assignment alone is no write of the state.
  const bool same = e.partition_epoch == before.partition_epoch && e.leader == before.leader &&
                    e.leader_epoch == before.leader_epoch && e.isr == before.isr;
  if (same || e.partition_epoch == before.partition_epoch + 1) return;
  found({.name = "C6", .statement = kConditional, .tp = e.tp, .epoch = e.partition_epoch.value(), .excuse = {}}, [&] {
    return name(e.tp) + ": version " + num(e.partition_epoch) + " follows version " + num(before.partition_epoch);
  });
}

void StoredStates::check_members(const PartitionStateChanged& e) {
  const bool in_sync = e.leader == kNoBroker || contains(e.isr, e.leader);
  const bool assigned = includes(e.replicas, e.isr);
  if (in_sync && assigned && !e.isr.empty()) return;
  found({.name = "C5", .statement = kMembers, .tp = e.tp, .epoch = e.partition_epoch.value(), .excuse = {}}, [&] {
    return name(e.tp) + ": leader " + num(e.leader) + ", ISR " + list(e.isr) + ", replicas " + list(e.replicas);
  });
}

void StoredStates::check(const LeaderElected& e) {
  Memory& known = memory_.at(e.tp);
  if (e.controller == known.controller && e.leader_epoch <= known.elected && e.strategy != "new")
    found({.name = "C4", .statement = kEpochsGrow, .tp = e.tp, .epoch = e.leader_epoch.value(), .excuse = {}}, [&] {
      return name(e.tp) + ": " + name_of(e.leader) + " is elected in epoch " + num(e.leader_epoch) +
             " after an election in epoch " + num(known.elected);
    });
  known.controller = e.controller;
  known.elected = e.leader_epoch;
}

void StoredStates::check(const BecameLeader& e) {
  Memory& known = memory_.at(e.tp);
  if (known.suspect != e.leader_epoch) return;
  known.suspect = kNoEpoch;
  const PartitionShadow& p = partition(e.tp);
  if (p.unclean_epoch == e.leader_epoch) return;
  found({.name = "C7", .statement = kClean, .tp = e.tp, .epoch = e.leader_epoch.value(), .excuse = {}}, [&] {
    return name(e.tp) + ": " + name_of(e.broker) + " leads in epoch " + num(e.leader_epoch) + "; the ISR was " +
           list(p.before.isr);
  });
}

}  // namespace kafka
