#include "sim/random/elementary.h"

#include <bit>
#include <cstdint>
#include <limits>

namespace sim {

namespace {

// log 2 in two parts: multiples of the first by an exponent are exact.
constexpr double kLn2High = 0x1.62e42fefa0000p-1;
constexpr double kLn2Low = 0x1.cf79abc9e3b3ap-40;

/// 2^k for -1022 <= k <= 1023.
double power_of_two(int k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52); }

}  // namespace

double natural_log(double x) {
  int shift = 0;
  if (x < std::numeric_limits<double>::min()) {  // subnormal
    x *= 0x1p54;
    shift = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  int exponent = static_cast<int>(bits >> 52) - 1023 + shift;
  double m = std::bit_cast<double>((bits & 0x000fffffffffffffu) | 0x3ff0000000000000u);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  // log m = 2 atanh(s) = 2 (s + s^3/3 + s^5/5 + ...); s^2 < 0.0295, so eleven terms are below half a bit.
  const double s = (m - 1) / (m + 1);
  const double z = s * s;
  double sum = 0;
  for (int k = 23; k >= 3; k -= 2) sum = (sum + 1.0 / k) * z;
  return exponent * kLn2High + (2 * s + (2 * s * sum + exponent * kLn2Low));
}

double exponential(double x) {
  if (x > 709.78) return std::numeric_limits<double>::infinity();
  if (x < -745) return 0;
  const int k = static_cast<int>(x * 1.4426950408889634 + (x < 0 ? -0.5 : 0.5));
  const double r = (x - k * kLn2High) - k * kLn2Low;  // |r| <= log(2) / 2
  double sum = 1;
  for (int n = 14; n >= 2; --n) sum = 1 + sum * r / n;
  sum = 1 + sum * r;
  return sum * power_of_two(k / 2) * power_of_two(k - k / 2);
}

double power(double x, double y) { return exponential(y * natural_log(x)); }

double exp_minus_one_over(double x) {
  if (x > 0.02 || x < -0.02) return (exponential(x) - 1) / x;
  double sum = 1;
  for (int n = 8; n >= 2; --n) sum = 1 + sum * x / n;
  return sum;
}

double log_one_plus_over(double x) {
  if (x > 0.02 || x < -0.02) return natural_log(1 + x) / x;
  double sum = 0;
  for (int n = 9; n >= 1; --n) sum = 1.0 / n - sum * x;
  return sum;
}

}  // namespace sim
