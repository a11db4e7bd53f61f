#pragma once
/// The percentiles of a latency in every step of the run.

#include <array>
#include <limits>
#include <string_view>
#include <vector>

#include "sim/core/time.h"
#include "sim/stats/histogram.h"

namespace report {

inline constexpr std::array<std::string_view, 4> kQuantileNames{"p50", "p95", "p99", "max"};
inline constexpr std::array<double, 4> kQuantiles{0.5, 0.95, 0.99, 1};

class LatencySeries {
 public:
  /// A batch's records: made evenly from `first` to `last`, all done `now`.
  void add(sim::SimTime now, sim::SimTime first, sim::SimTime last, std::int32_t count) {
    step_.record_linear((now - last).count(), (now - first).count(), count);
  }
  void close_step() {
    for (std::size_t q = 0; q < kQuantiles.size(); ++q)
      values_[q].push_back(step_.empty() ? std::numeric_limits<double>::quiet_NaN()
                                         : static_cast<double>(step_.value_at_quantile(kQuantiles[q])) * 1e-9);
    step_ = {};
  }
  /// In seconds, by kQuantiles.
  [[nodiscard]] const std::vector<double>& values(std::size_t quantile) const { return values_[quantile]; }

 private:
  sim::Histogram step_;
  std::array<std::vector<double>, kQuantiles.size()> values_;
};

}  // namespace report
