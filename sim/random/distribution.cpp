#include "sim/random/distribution.h"

#include <cmath>

#include "sim/random/elementary.h"

namespace sim {

namespace {

double standard_normal(Rng& rng) {
  for (;;) {
    const double x = 2 * rng.unit() - 1;
    const double y = 2 * rng.unit() - 1;
    const double r = x * x + y * y;
    if (r < 1 && r > 0) return x * std::sqrt(-2 * natural_log(r) / r);
  }
}

}  // namespace

double Exponential::sample(Rng& rng) const { return -average * natural_log(1 - rng.unit()); }

double Normal::sample(Rng& rng) const { return average + deviation * standard_normal(rng); }

double LogNormal::sample(Rng& rng) const { return median * exponential(sigma * standard_normal(rng)); }

double LogNormal::mean() const { return median * exponential(sigma * sigma / 2); }

double sample(const Distribution& distribution, Rng& rng) {
  return std::visit([&rng](const auto& d) { return d.sample(rng); }, distribution);
}

double mean(const Distribution& distribution) {
  return std::visit([](const auto& d) { return d.mean(); }, distribution);
}

Duration non_negative_seconds(double seconds) {
  constexpr double kMost = 4.6e18;
  const double nanoseconds = seconds * 1e9 + 0.5;
  if (!(nanoseconds > 0)) return Duration{0};
  return Duration(static_cast<std::int64_t>(nanoseconds < kMost ? nanoseconds : kMost));
}

}  // namespace sim
