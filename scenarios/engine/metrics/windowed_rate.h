#pragma once
/// A rate as Kafka's clients keep it. Kafka: org.apache.kafka.common.metrics.stats.Rate, SampledStat.

#include <array>
#include <cstdint>

#include "sim/core/time.h"

namespace scenario {

/// metrics.num.samples (2) windows of metrics.sample.window.ms (30 s): what they hold, divided by the time since the
/// older one began, which counts as at least one whole window. A window that begins too long ago counts as empty.
class WindowedRate {
 public:
  static constexpr sim::Duration kWindow = std::chrono::seconds(30);

  void record(sim::SimTime now, double value);
  /// Per second.
  [[nodiscard]] double rate(sim::SimTime now) const;
  [[nodiscard]] double total() const { return total_; }

 private:
  struct Sample {
    sim::SimTime start{};
    double sum = 0;
    bool used = false;
  };

  std::array<Sample, 2> samples_;
  std::size_t current_ = 0;
  double total_ = 0;
};

}  // namespace scenario
