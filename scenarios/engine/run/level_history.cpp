#include "scenarios/engine/run/level_history.h"

#include <algorithm>

#include "sim/core/check.h"

namespace scenario {

void LevelHistory::set(sim::SimTime now, std::int64_t level) {
  SIM_CHECK(changes_.empty() || now >= changes_.back().time, "a change in the past");
  if (!changes_.empty() && changes_.back().time == now) changes_.pop_back();
  if (level != last()) changes_.push_back({now, level});
}

std::int64_t LevelHistory::at(sim::SimTime moment) const {
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), moment,
                                      [](sim::SimTime t, const Change& c) { return t < c.time; });
  return after == changes_.begin() ? first_ : std::prev(after)->level;
}

/// see(level, begin, end) for each stretch of one level.
template <class See>
void LevelHistory::walk(sim::SimTime from, sim::SimTime until, See see) const {
  sim::SimTime begin = from;
  std::int64_t level = at(from);
  for (const Change& c : changes_) {
    if (c.time <= from) continue;
    if (c.time >= until) break;
    see(level, begin, c.time);
    begin = c.time;
    level = c.level;
  }
  if (begin < until) see(level, begin, until);
}

std::int64_t LevelHistory::most(sim::SimTime from, sim::SimTime until) const {
  std::int64_t result = at(from);
  walk(from, until, [&](std::int64_t level, sim::SimTime, sim::SimTime) { result = std::max(result, level); });
  return result;
}

std::int64_t LevelHistory::least(sim::SimTime from, sim::SimTime until) const {
  std::int64_t result = at(from);
  walk(from, until, [&](std::int64_t level, sim::SimTime, sim::SimTime) { result = std::min(result, level); });
  return result;
}

sim::Duration LevelHistory::above_zero(sim::SimTime from, sim::SimTime until) const {
  sim::Duration sum{0};
  walk(from, until, [&](std::int64_t level, sim::SimTime begin, sim::SimTime end) {
    if (level > 0) sum += end - begin;
  });
  return sum;
}

sim::Duration LevelHistory::longest_above_zero(sim::SimTime from, sim::SimTime until) const {
  sim::Duration longest{0};
  sim::Duration present{0};
  walk(from, until, [&](std::int64_t level, sim::SimTime begin, sim::SimTime end) {
    present = level > 0 ? present + (end - begin) : sim::Duration{0};
    longest = std::max(longest, present);
  });
  return longest;
}

}  // namespace scenario
