#pragma once
/// Arrivals at random: a Poisson process, given by its gaps.

#include "sim/core/time.h"
#include "sim/random/rng.h"

namespace sim {

/// Exponential gaps of mean 1 / rate: the arrivals in any interval of length t are Poisson with mean rate * t. What
/// rounding to whole nanoseconds leaves over goes into the next gap, so the rate is exact at any height.
class PoissonArrivals {
 public:
  /// rate > 0 per second.
  explicit PoissonArrivals(double rate);

  /// From one arrival to the next; may be 0.
  Duration next_gap(Rng& rng);
  [[nodiscard]] double rate() const { return rate_; }

 private:
  double rate_;
  double left_over_ = 0;  // nanoseconds, in [0, 1)
};

}  // namespace sim
