#pragma once
/// Simulated time: std::chrono types on a clock that has no now().
///
/// 64-bit nanoseconds reach 292 years. There is deliberately no SimClock::now(): the only source of the
/// present instant is Scheduler::now(), so the wall clock cannot leak into a run, and mixing the two
/// does not compile.

#include <chrono>
#include <cstdint>

namespace sim {

struct SimClock {
  using rep = std::int64_t;
  using period = std::nano;
  using duration = std::chrono::duration<rep, period>;
  using time_point = std::chrono::time_point<SimClock>;
  static constexpr bool is_steady = true;
};

using Duration = SimClock::duration;
using SimTime = SimClock::time_point;

/// The instant at which every run begins.
inline constexpr SimTime kTimeZero{};
/// Stands for "no limit" in settings; never added to an instant.
inline constexpr Duration kForever = Duration::max();

using namespace std::chrono_literals;

constexpr double to_seconds(Duration d) { return static_cast<double>(d.count()) * 1e-9; }
constexpr double to_seconds(SimTime t) { return to_seconds(t.time_since_epoch()); }
constexpr double to_millis(Duration d) { return static_cast<double>(d.count()) * 1e-6; }
constexpr double to_millis(SimTime t) { return to_millis(t.time_since_epoch()); }

}  // namespace sim
