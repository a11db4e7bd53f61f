#include "model/broker/quota_rate.h"

#include <algorithm>
#include <cmath>

namespace kafka {

namespace {

std::int64_t millis(sim::SimTime time) {
  return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

}  // namespace

QuotaRate::QuotaRate(std::int32_t samples, sim::Duration sample_window)
    : samples_(samples), sample_window_(std::chrono::floor<std::chrono::milliseconds>(sample_window).count()) {}

/// Source: SampledStat.record, advance.
void QuotaRate::record(double value, sim::SimTime now) {
  const std::int64_t ms = millis(now);
  if (kept_.empty()) kept_.push_back({ms, ms, 0});
  if (ms - kept_[current_].start >= sample_window_) {
    current_ = (current_ + 1) % static_cast<std::size_t>(samples_ + 1);
    if (current_ == kept_.size()) kept_.push_back({});
    kept_[current_] = {ms, ms, 0};
  }
  kept_[current_].value += value;
  kept_[current_].last_event = ms;
}

/// A sample dies a whole window after its last event. Source: SampledStat.purgeObsoleteSamples.
void QuotaRate::purge(std::int64_t now) {
  for (Sample& sample : kept_)
    if (now - sample.last_event >= samples_ * sample_window_) sample = {now, now, 0};
}

std::int64_t QuotaRate::oldest_start(std::int64_t now) {
  if (kept_.empty()) kept_.push_back({now, now, 0});
  return std::min_element(kept_.begin(), kept_.end(),
                          [](const Sample& a, const Sample& b) { return a.start < b.start; })
      ->start;
}

/// Source: Rate.windowSize.
std::int64_t QuotaRate::window_ms(sim::SimTime now) {
  const std::int64_t ms = millis(now);
  purge(ms);
  std::int64_t elapsed = ms - oldest_start(ms);
  const std::int64_t full_windows = elapsed / sample_window_;
  if (full_windows < samples_ - 1) elapsed += (samples_ - 1 - full_windows) * sample_window_;
  return std::max<std::int64_t>(elapsed, 1);
}

double QuotaRate::measure(sim::SimTime now) {
  const std::int64_t window = window_ms(now);
  double sum = 0;
  for (const Sample& sample : kept_) sum += sample.value;
  return sum / (static_cast<double>(window) / 1000.0);
}

std::int64_t throttle_time_ms(double rate, double quota, double window_ms) {
  return static_cast<std::int64_t>(std::floor((rate - quota) / quota * window_ms + 0.5));
}

}  // namespace kafka
