#include "sim/random/arrivals.h"

#include "sim/core/check.h"
#include "sim/random/elementary.h"

namespace sim {

PoissonArrivals::PoissonArrivals(double rate) : rate_(rate) { SIM_CHECK(rate > 0, "a rate of nothing"); }

Duration PoissonArrivals::next_gap(Rng& rng) {
  constexpr double kMost = 4.6e18;  // 146 years
  const double gap = -natural_log(1 - rng.unit()) * 1e9 / rate_ + left_over_;
  if (gap >= kMost) return Duration(static_cast<std::int64_t>(kMost));
  const auto whole = static_cast<std::int64_t>(gap);
  left_over_ = gap - static_cast<double>(whole);
  return Duration(whole);
}

}  // namespace sim
