#include "scenarios/engine/run/outage.h"

#include <algorithm>

namespace scenario {

std::string_view name_of(OutagePhase phase) {
  constexpr std::array<std::string_view, kOutagePhases> kNames{
      "before",       "detection", "zookeeper",      "controller_election", "controller_loading", "controller_reaction",
      "no_candidate", "election",  "leader_and_isr", "discovery",           "acknowledgement"};
  return kNames[static_cast<std::size_t>(phase)];
}

sim::Duration OutagePhases::total() const {
  sim::Duration sum{0};
  for (const sim::Duration d : spans_) sum += d;
  return sum;
}

OutagePhases& OutagePhases::operator+=(const OutagePhases& other) {
  for (std::size_t i = 0; i < kOutagePhases; ++i) spans_[i] += other.spans_[i];
  return *this;
}

bool OutageMarks::reach(OutagePhase phase, sim::SimTime at) {
  if (phase <= latest_) return false;
  latest_ = phase;
  ends_[static_cast<std::size_t>(phase)] = at;
  return true;
}

OutageMarks OutageMarks::without_clients() const {
  OutageMarks marks(began_);
  for (std::size_t i = 1; i < static_cast<std::size_t>(OutagePhase::discovery); ++i)
    if (ends_[i]) marks.reach(static_cast<OutagePhase>(i), *ends_[i]);
  return marks;
}

OutagePhases OutageMarks::within(sim::SimTime from, sim::SimTime to, OutagePhase rest) const {
  OutagePhases phases;
  sim::SimTime at = from;
  const auto until = [&](OutagePhase phase, sim::SimTime end) {
    const sim::SimTime cut = std::clamp(end, at, to);
    phases[phase] += cut - at;
    at = cut;
  };
  until(OutagePhase::before, began_);
  for (std::size_t i = 1; i < kOutagePhases; ++i)
    if (ends_[i]) until(static_cast<OutagePhase>(i), *ends_[i]);
  until(rest, to);
  return phases;
}

}  // namespace scenario
