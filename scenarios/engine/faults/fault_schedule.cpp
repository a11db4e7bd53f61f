#include "scenarios/engine/faults/fault_schedule.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/core/check.h"

namespace scenario {
namespace {

void remove_all(std::vector<kafka::Machine>& from, const std::vector<kafka::Machine>& machines) {
  const auto is_one = [&](const kafka::Machine& m) {
    return std::any_of(machines.begin(), machines.end(), [&](const kafka::Machine& o) { return o.host == m.host; });
  };
  from.erase(std::remove_if(from.begin(), from.end(), is_one), from.end());
}

}  // namespace

FaultSchedule::FaultSchedule(sim::Scheduler& scheduler, const sim::Streams& streams, const kafka::Emitter& emitter,
                             kafka::ClusterControls& cluster, std::vector<FaultSpec> faults)
    : scheduler_(scheduler), streams_(streams), emitter_(emitter), hosts_(scheduler, cluster) {
  for (FaultSpec& spec : faults) enlist(std::move(spec));
}

void FaultSchedule::enlist(FaultSpec spec) {
  const std::string stream = fmt::format("fault/{}/", entries_.size());
  entries_.push_back(
      std::make_unique<Entry>(Entry{std::move(spec), streams_.stream(stream + "times"),
                                    TargetResolver(hosts_.cluster(), streams_.stream(stream + "targets")), 0}));
}

void FaultSchedule::add(FaultSpec fault) {
  const sim::SimTime when = std::max(scheduler_.now(), sim::kTimeZero + fault.at);
  enlist(std::move(fault));
  schedule(entries_.size() - 1, when);
}

// ---- times

void FaultSchedule::start() {
  for (std::size_t i = 0; i < entries_.size(); ++i) schedule(i, sim::kTimeZero + entries_[i]->spec.at);
}

void FaultSchedule::schedule(std::size_t index, sim::SimTime when) {
  scheduler_.at(when, sim::kWorld, [this, index, when] { due(index, when); });
}

/// `when` is the regular time; jitter comes on top of it and does not add up.
void FaultSchedule::due(std::size_t index, sim::SimTime when) {
  Entry& entry = *entries_[index];
  const FaultSpec& spec = entry.spec;
  ++entry.happened;
  const bool again = spec.every > sim::Duration{0} && (spec.repeat < 0 || entry.happened < spec.repeat);
  if (again) schedule(index, when + spec.every);
  const sim::Duration late(spec.jitter > sim::Duration{0} ? entry.times.between(0, spec.jitter.count()) : 0);
  // With delay 0 too: what ends at this moment ends first.
  scheduler_.after(late, sim::kWorld, [this, index] { begin(index); });
}

// ---- begin and end

void FaultSchedule::begin(std::size_t index) {
  Entry& entry = *entries_[index];
  const OccurrenceId id = next_id_++;
  auto fault = make_fault(entry.spec, id, hosts_, streams_.stream(fmt::format("fault/{}/{}", index, entry.happened)));
  FaultVictims victims;
  if (!find_victims(index, *fault, victims)) return;
  Lasting& lasting = lasting_.emplace(id, Lasting{index, std::move(fault), describe(victims)}).first->second;
  emitter_.emit(scheduler_.now(), kafka::kNoHost, [&] {
    return kafka::FaultBegan{static_cast<std::int32_t>(index), std::string(name_of(entry.spec.kind)), lasting.target};
  });
  if (entry.spec.duration != sim::kForever) {
    scheduler_.after(entry.spec.duration, sim::kWorld, [this, id] { end(id); });
  }
  lasting.fault->begin(victims);
}

void FaultSchedule::end(OccurrenceId id) {
  const auto found = lasting_.find(id);
  SIM_CHECK(found != lasting_.end(), "a fault ends twice");
  Lasting lasting = std::move(found->second);
  lasting_.erase(found);
  emitter_.emit(scheduler_.now(), kafka::kNoHost, [&] {
    return kafka::FaultEnded{static_cast<std::int32_t>(lasting.entry),
                             std::string(name_of(entries_[lasting.entry]->spec.kind)), lasting.target};
  });
  lasting.fault->end();
}

// ---- victims

bool FaultSchedule::find_victims(std::size_t index, const Fault& fault, FaultVictims& victims) {
  Entry& entry = *entries_[index];
  const CanHit can_hit = [&](const kafka::Machine& m) { return fault.obstacle(m); };
  if (!entry.spec.groups.empty()) return find_groups(index, can_hit, victims);
  FoundTargets found = entry.targets.resolve(entry.spec.target, can_hit);
  report(index, found.missing);
  if (found.machines.empty()) return false;
  victims.machines = std::move(found.machines);
  if (entry.spec.peers.empty()) return true;
  FoundTargets peers = entry.targets.resolve(entry.spec.peers, can_hit);
  remove_all(peers.machines, victims.machines);
  report(index, peers.missing);
  victims.peers = std::move(peers.machines);
  if (!victims.peers.empty()) return true;
  if (peers.missing.empty()) report(index, {{entry.spec.peers.front().text, "it is the target itself"}});
  return false;
}

bool FaultSchedule::find_groups(std::size_t index, const CanHit& can_hit, FaultVictims& victims) {
  Entry& entry = *entries_[index];
  std::vector<kafka::Machine> taken;
  for (const Targets& targets : entry.spec.groups) {
    FoundTargets found = entry.targets.resolve(targets, can_hit);
    report(index, found.missing);
    remove_all(found.machines, taken);  // a machine is in the first group that names it
    taken.insert(taken.end(), found.machines.begin(), found.machines.end());
    if (!found.machines.empty()) victims.groups.push_back(std::move(found.machines));
  }
  if (victims.groups.size() >= 2) return true;
  report(index, {{"groups", "there is only one side"}});
  return false;
}

void FaultSchedule::report(std::size_t index, const std::vector<MissingTarget>& missing) const {
  for (const MissingTarget& m : missing) {
    emitter_.emit(scheduler_.now(), kafka::kNoHost, [&] {
      return kafka::FaultFoundNoTarget{static_cast<std::int32_t>(index),
                                       std::string(name_of(entries_[index]->spec.kind)), m.target, m.why};
    });
  }
}

std::string FaultSchedule::describe(const FaultVictims& victims) {
  if (victims.groups.empty()) {
    return labels_of(victims.machines) + (victims.peers.empty() ? "" : " from " + labels_of(victims.peers));
  }
  std::string text;
  for (const auto& group : victims.groups) text += (text.empty() ? "" : " | ") + labels_of(group);
  return text;
}

}  // namespace scenario
