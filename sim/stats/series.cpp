#include "sim/stats/series.h"

#include "sim/core/check.h"

namespace sim {

Series::Series(Kind kind, SimTime start, Duration step, std::size_t capacity)
    : kind_(kind), start_(start), step_(step), capacity_(capacity) {
  SIM_CHECK(step > Duration{0} && capacity >= 2 && capacity % 2 == 0, "shape of a series");
}

void Series::record(SimTime now, double value) {
  const auto at = static_cast<std::size_t>(make_room(now));
  SIM_CHECK(at + 1 >= points_.size(), "a series recorded in the past");
  if (at >= points_.size()) reach(at + 1);
  if (kind_ == Kind::kSum)
    points_[at] += value;
  else
    points_[at] = last_ = value;
}

void Series::extend_to(SimTime now) {
  if (now <= start_) return;
  const auto end = static_cast<std::size_t>(make_room(now - Duration{1})) + 1;
  if (end > points_.size()) reach(end);
}

/// The step number of `now` once the step is wide enough for it.
std::int64_t Series::make_room(SimTime now) {
  SIM_CHECK(now >= start_, "a series recorded before its start");
  while ((now - start_) / step_ >= static_cast<std::int64_t>(capacity_)) halve();
  return (now - start_) / step_;
}

void Series::halve() {
  if (points_.size() % 2 != 0) reach(points_.size() + 1);
  for (std::size_t i = 0; 2 * i < points_.size(); ++i) {
    const double second = points_[2 * i + 1];
    points_[i] = kind_ == Kind::kSum ? points_[2 * i] + second : second;
  }
  points_.resize(points_.size() / 2);
  step_ *= 2;
}

}  // namespace sim
