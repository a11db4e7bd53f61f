#pragma once
/// What the parts of a trace share: where they draw, what things are called, and how much may be drawn.

#include <algorithm>
#include <cstdint>

#include "scenarios/engine/export/trace_rows.h"
#include "scenarios/engine/run/json_line.h"

namespace scenario {

/// How much goes into a trace. What happens all the time (requests and their phases, batches, polls, commits, arrows,
/// lag) is drawn within the window until there are so many of it; turning points (elections, ISR changes, rebalances,
/// faults, processes ...) always, until there are so many of these.
struct TraceLimits {
  sim::SimTime from = sim::kTimeZero;
  sim::SimTime until = sim::SimTime::max();
  std::int64_t routine = 1'000'000;  ///< some 150 MB, which ui.perfetto.dev still opens
  std::int64_t turning_points = 100'000;
};

class TraceBudget {
 public:
  explicit TraceBudget(TraceLimits limits) : limits_(limits) {}

  [[nodiscard]] bool routine(sim::SimTime now) {
    if (now < limits_.from || now >= limits_.until) return outside_window_++, false;
    return spend(routine_, limits_.routine);
  }
  [[nodiscard]] bool turning_point(sim::SimTime now) {
    return now >= sim::kTimeZero && spend(turning_points_, limits_.turning_points);
  }

  [[nodiscard]] const TraceLimits& limits() const { return limits_; }
  [[nodiscard]] std::int64_t outside_window() const { return outside_window_; }
  [[nodiscard]] std::int64_t over_limit() const {
    return std::max<std::int64_t>(routine_ - limits_.routine, 0) +
           std::max<std::int64_t>(turning_points_ - limits_.turning_points, 0);
  }

 private:
  static bool spend(std::int64_t& spent, std::int64_t limit) { return spent++ < limit; }

  TraceLimits limits_;
  std::int64_t routine_ = 0;
  std::int64_t turning_points_ = 0;
  std::int64_t outside_window_ = 0;
};

struct TraceCanvas {
  const Names& names;
  TraceWriter& writer;
  TraceRows& rows;
  TraceBudget& budget;

  /// A trace begins at time zero: what began before is drawn from there on.
  [[nodiscard]] static sim::SimTime shown(sim::SimTime at) { return std::max(at, sim::kTimeZero); }
  /// All fields of an event, as in events.jsonl.
  template <class E>
  [[nodiscard]] std::string fields(sim::SimTime now, const E& event) const {
    JsonLine line(names, now, kafka::kNoHost);
    describe(event, line);
    return line.take();
  }
};

}  // namespace scenario
