#pragma once
/// A quantity over simulated time in equal steps, for charts: records per step, lag at the end of each step.

#include <cstddef>
#include <vector>

#include "sim/core/time.h"

namespace sim {

/// Memory is bounded: a series that outgrows its capacity joins its points in pairs and doubles its step, so a run of
/// any length ends with between half the capacity and the capacity of points. Calls come in order of time.
class Series {
 public:
  /// kSum: a point is the sum of what was added in its step, 0 if nothing was.
  /// kLast: a point is the last value set up to the end of its step; before the first, 0.
  enum class Kind { kSum, kLast };

  /// step > 0; capacity >= 2 and even.
  Series(Kind kind, SimTime start, Duration step, std::size_t capacity);

  /// Adds to (kSum) or sets (kLast) the point of the step [start + i step, start + (i + 1) step) that holds `now`.
  void record(SimTime now, double value);
  /// Gives every step that begins before `now` its point, also those in which nothing was recorded.
  void extend_to(SimTime now);

  [[nodiscard]] Duration step() const { return step_; }
  [[nodiscard]] std::size_t size() const { return points_.size(); }
  [[nodiscard]] double value(std::size_t i) const { return points_[i]; }
  [[nodiscard]] SimTime begin_of(std::size_t i) const { return start_ + step_ * static_cast<std::int64_t>(i); }

 private:
  void reach(std::size_t points) { points_.resize(points, kind_ == Kind::kSum ? 0 : last_); }
  std::int64_t make_room(SimTime now);
  void halve();

  Kind kind_;
  SimTime start_;
  Duration step_;
  std::size_t capacity_;
  double last_ = 0;
  std::vector<double> points_;
};

}  // namespace sim
