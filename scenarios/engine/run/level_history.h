#pragma once
/// A whole number that changes now and then, remembered with all its changes, so that any window of the run can be
/// asked for afterwards.

#include <cstdint>
#include <vector>

#include "sim/core/time.h"

namespace scenario {

/// Levels that last no time leave no trace. Cost: 16 bytes a change; questions are linear in the changes.
class LevelHistory {
 public:
  explicit LevelHistory(std::int64_t level = 0) : first_(level) {}

  /// The level from `now` on. Calls come in order of time.
  void set(sim::SimTime now, std::int64_t level);
  void add(sim::SimTime now, std::int64_t difference) { set(now, last() + difference); }

  [[nodiscard]] std::int64_t last() const { return changes_.empty() ? first_ : changes_.back().level; }
  /// What it was after everything that happened at this moment.
  [[nodiscard]] std::int64_t at(sim::SimTime moment) const;
  // In [from, until), from < until:
  [[nodiscard]] std::int64_t most(sim::SimTime from, sim::SimTime until) const;
  [[nodiscard]] std::int64_t least(sim::SimTime from, sim::SimTime until) const;
  [[nodiscard]] sim::Duration above_zero(sim::SimTime from, sim::SimTime until) const;
  [[nodiscard]] sim::Duration longest_above_zero(sim::SimTime from, sim::SimTime until) const;

 private:
  struct Change {
    sim::SimTime time;
    std::int64_t level;
  };
  template <class See>
  void walk(sim::SimTime from, sim::SimTime until, See see) const;

  std::int64_t first_;
  std::vector<Change> changes_;
};

}  // namespace scenario
