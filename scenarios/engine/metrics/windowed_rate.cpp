#include "scenarios/engine/metrics/windowed_rate.h"

#include <algorithm>

namespace scenario {

void WindowedRate::record(sim::SimTime now, double value) {
  total_ += value;
  if (!samples_[current_].used) samples_[current_] = {.start = now, .sum = 0, .used = true};
  if (now - samples_[current_].start >= kWindow) {
    current_ = 1 - current_;
    samples_[current_] = {.start = now, .sum = 0, .used = true};
  }
  samples_[current_].sum += value;
}

/// Source: Rate.windowSize, SampledStat.purgeObsoleteSamples.
double WindowedRate::rate(sim::SimTime now) const {
  double sum = 0;
  sim::SimTime oldest = now;
  std::int64_t full = 0;
  for (const Sample& sample : samples_) {
    if (!sample.used || now - sample.start >= 2 * kWindow) continue;
    sum += sample.sum;
    oldest = std::min(oldest, sample.start);
  }
  full = (now - oldest) / kWindow;
  sim::Duration elapsed = now - oldest;
  if (full < 1) elapsed += kWindow * (1 - full);
  return sum / std::chrono::duration<double>(elapsed).count();
}

}  // namespace scenario
