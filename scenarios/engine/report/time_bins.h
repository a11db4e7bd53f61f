#pragma once
/// The run's time in equal steps, some 200 to 400 of them.

#include <cstdint>
#include <vector>

#include "sim/core/time.h"

namespace report {

class TimeBins {
 public:
  /// `end` is after the beginning.
  explicit TimeBins(sim::SimTime end);

  [[nodiscard]] double step() const { return sim::to_seconds(step_); }
  /// How many are over, or have begun, at `now`.
  [[nodiscard]] std::size_t begun(sim::SimTime now) const {
    return static_cast<std::size_t>((now - sim::kTimeZero) / step_) + 1;
  }
  /// How much of the bin there is; the last one may be cut short by the end. In seconds.
  [[nodiscard]] double length(std::size_t bin) const;
  /// The middle of each of the first `bins`.
  [[nodiscard]] std::vector<double> middles(std::size_t bins) const;

 private:
  sim::SimTime end_;
  sim::Duration step_;
};

}  // namespace report
