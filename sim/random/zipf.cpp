#include "sim/random/zipf.h"

#include "sim/core/check.h"
#include "sim/random/elementary.h"

namespace sim {

Zipf::Zipf(std::uint64_t n, double s) : n_(n), s_(s) {
  SIM_CHECK(n >= 1 && n <= (std::uint64_t{1} << 52), "n of a Zipf distribution");
  SIM_CHECK(s >= 0, "exponent of a Zipf distribution");
  area_begin_ = area(1.5) - 1;
  area_end_ = area(static_cast<double>(n) + 0.5);
  always_ = 2 - area_inverse(area(2.5) - h(2));
}

double Zipf::h(double x) const { return power(x, -s_); }

// (x^(1-s) - 1) / (1 - s), written so that s = 1 (where it is log x) and its neighbourhood are exact.
double Zipf::area(double x) const {
  const double log_x = natural_log(x);
  return log_x * exp_minus_one_over((1 - s_) * log_x);
}

double Zipf::area_inverse(double a) const {
  double t = a * (1 - s_);
  if (t < -1 + 1e-15) t = -1 + 1e-15;  // only by rounding
  return exponential(a * log_one_plus_over(t));
}

// Draw a point under the curve h by inverting its area; k is the integer nearest to its x. The slice of k is as wide
// as the curve's area around it, a little more than h(k), which the test below cuts off.
std::uint64_t Zipf::sample(Rng& rng) const {
  for (;;) {
    const double a = area_end_ + rng.unit() * (area_begin_ - area_end_);
    const double x = area_inverse(a);
    double k = static_cast<double>(static_cast<std::uint64_t>(x < 1 ? 1 : x + 0.5));
    if (k > static_cast<double>(n_)) k = static_cast<double>(n_);
    if (k - x <= always_ || a >= area(k + 0.5) - h(k)) return static_cast<std::uint64_t>(k);
  }
}

}  // namespace sim
