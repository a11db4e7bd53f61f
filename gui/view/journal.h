#pragma once
/// What was done to a run by hand, and when: with the scenario and the seed it makes the run again.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/engine/spec/scenario_spec.h"

namespace view {

/// Where a scenario comes from.
struct RunSource {
  std::string path;  ///< "" = none: a text only
  std::string name;
  std::string text;  ///< YAML
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;  ///< "path=value", as on the command line
  std::string variant;
};

/// A fault by hand.
struct JournalEntry {
  scenario::FaultSpec fault;
  std::string words;  ///< "kill broker-102 for 10s"
  /// When it was decided, in simulated time: `fault.at`, or before it if it was planned.
  sim::Duration made{0};
  /// Ended early: its `for` before that.
  std::optional<sim::Duration> unhealed = std::nullopt;
};

class Journal {
 public:
  void add(JournalEntry entry) { entries_.push_back(std::move(entry)); }
  /// Takes back what was done to the last fault: its early end, or else all of it. Returns when that was to happen.
  sim::Duration undo() {
    JournalEntry& last = entries_.back();
    const sim::Duration at = last.unhealed ? last.fault.at + last.fault.duration : last.fault.at;
    if (last.unhealed)
      last.fault.duration = *std::exchange(last.unhealed, std::nullopt);
    else
      entries_.pop_back();
    return at;
  }
  /// Forgets what was decided after `time`: another branch begins there.
  void cut_after(sim::Duration time) {
    std::erase_if(entries_, [&](const JournalEntry& e) { return e.made > time; });
  }
  /// The fault of that place ends at `time`, which is before its own end.
  void heal(std::size_t place, sim::Duration time) {
    JournalEntry& e = entries_[place];
    if (!e.unhealed) e.unhealed = e.fault.duration;
    e.fault.duration = time - e.fault.at;
  }
  [[nodiscard]] const std::vector<JournalEntry>& entries() const { return entries_; }
  /// The scenario with what was done behind its own faults.
  void apply_to(scenario::ScenarioSpec& spec) const {
    for (const JournalEntry& e : entries_) spec.faults.push_back(e.fault);
  }

 private:
  std::vector<JournalEntry> entries_;
};

/// "{at: 61.234567891s, kind: kill, target: broker-102, for: 10s}": what a scenario file would say of it.
std::string yaml_of(const scenario::FaultSpec& fault);

}  // namespace view
