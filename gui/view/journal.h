#pragma once
/// What was done to a run by hand, and when: with the scenario and the seed it makes the run again.

#include <cstdint>
#include <optional>
#include <string>
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
  scenario::FaultSpec fault;  ///< `at` is when it was made
  std::string words;          ///< "kill broker-102 for 10s"
};

class Journal {
 public:
  void add(JournalEntry entry) { entries_.push_back(std::move(entry)); }
  void remove_last() { entries_.pop_back(); }
  /// Forgets what was done after `time`: another branch begins there.
  void cut_after(sim::Duration time) {
    std::erase_if(entries_, [&](const JournalEntry& e) { return e.fault.at > time; });
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
