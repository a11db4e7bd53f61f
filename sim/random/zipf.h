#pragma once
/// Zipf's law: few keys are popular, most are rare.

#include <cstdint>

#include "sim/random/rng.h"

namespace sim {

/// k in 1..n with probability proportional to k^-s, s >= 0 (0 is uniform, 1 the classical law).
/// Rejection-inversion after Hoermann and Derflinger (ACM TOMACS 6(3), 1996): O(1) time and memory for any n, about
/// one pair of logarithm and exponential a draw, at most 1.3 draws on average.
class Zipf {
 public:
  Zipf(std::uint64_t n, double s);

  std::uint64_t sample(Rng& rng) const;
  [[nodiscard]] std::uint64_t n() const { return n_; }
  [[nodiscard]] double s() const { return s_; }

 private:
  [[nodiscard]] double h(double x) const;     // x^-s
  [[nodiscard]] double area(double x) const;  // integral of h from 1 to x
  [[nodiscard]] double area_inverse(double a) const;

  std::uint64_t n_;
  double s_;
  double area_begin_;
  double area_end_;
  double always_;  // a k this close above its x needs no test
};

}  // namespace sim
