#include "scenarios/engine/report/time_bins.h"

#include <algorithm>

namespace report {
namespace {

constexpr std::int64_t kMostBins = 400;

/// 1, 2 or 5 times a power of ten nanoseconds.
sim::Duration step_for(sim::Duration all) {
  std::int64_t step = 1;
  for (int i = 0; all.count() / step >= kMostBins; ++i) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  return sim::Duration(step);
}

}  // namespace

TimeBins::TimeBins(sim::SimTime end) : end_(end), step_(step_for(end - sim::kTimeZero)) {}

double TimeBins::length(std::size_t bin) const {
  const sim::SimTime from = sim::kTimeZero + step_ * static_cast<std::int64_t>(bin);
  return sim::to_seconds(std::max<sim::Duration>(std::min(step_, end_ - from), sim::Duration(0)));
}

std::vector<double> TimeBins::middles(std::size_t bins) const {
  std::vector<double> all;
  for (std::size_t i = 0; i < bins; ++i) all.push_back(step() * (static_cast<double>(i) + 0.5));
  return all;
}

}  // namespace report
