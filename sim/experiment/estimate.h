#pragma once
/// What a number of independent runs says about the odds: a value and an interval that holds the true one with a chosen
/// confidence.

#include <cstdint>
#include <span>

namespace sim {

struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

/// The probability behind `hits` out of `trials`, with the interval of Clopper and Pearson (Biometrika 26, 1934):
/// exact, never too narrow; one-sided at 0 and at all. Requires 0 <= hits <= trials, trials > 0, 0 < confidence < 1.
Estimate estimate_share(std::int64_t hits, std::int64_t trials, double confidence);

/// The mean behind these values, with Student's t interval (Biometrika 6, 1908): right for many values or normal ones.
/// One value alone says nothing about the spread: the interval is unlimited. Requires at least one value,
/// 0 < confidence < 1.
Estimate estimate_mean(std::span<const double> values, double confidence);

}  // namespace sim
