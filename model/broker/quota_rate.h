#pragma once
/// A rate over a sliding window of samples, and how long a client must rest to get below its quota. Kafka:
/// org.apache.kafka.common.metrics.stats Rate, WindowedSum, SampledStat; kafka.utils.QuotaUtils.

#include <cstdint>
#include <vector>

#include "sim/core/time.h"

namespace kafka {

/// quota.window.num samples of quota.window.size.seconds, and one more that overlaps the window's beginning. Times in
/// whole milliseconds, as Kafka takes them.
class QuotaRate {
 public:
  QuotaRate(std::int32_t samples, sim::Duration sample_window);

  void record(double value, sim::SimTime now);
  /// Per second.
  [[nodiscard]] double measure(sim::SimTime now);
  /// What measure() divides by: since the oldest live sample began, at least all full windows but one.
  [[nodiscard]] std::int64_t window_ms(sim::SimTime now);

 private:
  struct Sample {
    std::int64_t start;
    std::int64_t last_event;
    double value;
  };

  void purge(std::int64_t now);
  [[nodiscard]] std::int64_t oldest_start(std::int64_t now);

  std::int64_t samples_;
  std::int64_t sample_window_;  // ms
  std::size_t current_ = 0;
  std::vector<Sample> kept_;
};

/// Kafka: QuotaUtils.throttleTime; negative below the quota.
std::int64_t throttle_time_ms(double rate, double quota, double window_ms);

}  // namespace kafka
