#include "model/producer/retry_backoff.h"

#include <algorithm>

#include "model/net/network_client.h"

namespace kafka {

sim::Duration RetryBackoff::next(std::int32_t attempts) {
  if (max_ <= initial_) return std::max(std::min(initial_, max_), kLeastBackoff);
  const auto limit = static_cast<double>(max_.count());
  double term = static_cast<double>(initial_.count());
  for (std::int32_t i = 1; i < attempts && term > 0 && term < limit; ++i) term *= 2;
  const double factor = 1 - jitter_ + 2 * jitter_ * rng_.unit();
  const sim::Duration drawn(static_cast<sim::Duration::rep>(std::min(term, limit) * factor));
  return std::max<sim::Duration>(kLeastBackoff,
                                 std::min<sim::Duration>(max_, std::chrono::floor<std::chrono::milliseconds>(drawn)));
}

}  // namespace kafka
