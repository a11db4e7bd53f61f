#pragma once
/// How long a failed batch waits before it is sent again. Kafka: ExponentialBackoff.

#include <cstdint>

#include "sim/core/time.h"
#include "sim/random/rng.h"

namespace kafka {

/// Constant before 3.7 (max <= initial), exponential with jitter since (KIP-580): initial * 2^(n-1), at most max, times
/// a factor drawn from [0.8, 1.2), at most max.
class RetryBackoff {
 public:
  static constexpr double kJitter = 0.2;  ///< Kafka: CommonClientConfigs.RETRY_BACKOFF_JITTER

  RetryBackoff(sim::Duration initial, sim::Duration max, sim::Rng rng, double jitter = kJitter)
      : initial_(initial), max_(max), rng_(rng), jitter_(jitter) {}
  /// Before retry number `attempts` (1 = first). In whole milliseconds, at least one.
  sim::Duration next(std::int32_t attempts);

 private:
  sim::Duration initial_;
  sim::Duration max_;
  sim::Rng rng_;
  double jitter_;
};

}  // namespace kafka
