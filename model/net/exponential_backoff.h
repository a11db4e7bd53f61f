#pragma once
/// How long to wait before trying again. Kafka: ExponentialBackoff.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "model/net/network_client.h"

namespace kafka {

/// initial x 2^attempts x u with u in [0.8, 1.2), at most `max` (3.7, KIP-580). With max = initial it is constant, as
/// before.
class ExponentialBackoff {
 public:
  ExponentialBackoff(sim::Duration initial, sim::Duration max, sim::Rng rng)
      : initial_(initial), max_(max), rng_(rng) {}

  /// `attempts`: those that failed before, from 0.
  sim::Duration backoff(std::int32_t attempts) {
    if (max_ <= initial_) return std::max(initial_, kLeastBackoff);
    double delay = static_cast<double>(initial_.count());
    for (std::int32_t i = 0; i < attempts && delay < static_cast<double>(max_.count()); ++i) delay *= 2;
    delay *= 0.8 + 0.4 * rng_.unit();
    return std::max(kLeastBackoff, std::min(max_, sim::Duration(std::llround(delay))));
  }

 private:
  sim::Duration initial_;
  sim::Duration max_;
  sim::Rng rng_;
};

}  // namespace kafka
