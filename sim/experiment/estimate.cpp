#include "sim/experiment/estimate.h"

#include <cmath>
#include <limits>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "sim/core/check.h"

namespace sim {

namespace {

void check_confidence(double confidence) {
  SIM_CHECK(confidence > 0 && confidence < 1, "a confidence between 0 and 1");
}

}  // namespace

Estimate estimate_share(std::int64_t hits, std::int64_t trials, double confidence) {
  check_confidence(confidence);
  SIM_CHECK(trials > 0 && hits >= 0 && hits <= trials);
  const double tail = (1 - confidence) / 2;
  const auto k = static_cast<double>(hits);
  const auto n = static_cast<double>(trials);
  Estimate e{.value = k / n, .low = 0, .high = 1};
  // At an end there is only one side to be wrong on.
  if (hits == 0) {
    e.high = 1 - std::pow(1 - confidence, 1 / n);
  } else if (hits == trials) {
    e.low = std::pow(1 - confidence, 1 / n);
  } else {
    e.low = boost::math::quantile(boost::math::beta_distribution<>(k, n - k + 1), tail);
    e.high = boost::math::quantile(boost::math::beta_distribution<>(k + 1, n - k), 1 - tail);
  }
  return e;
}

Estimate estimate_mean(std::span<const double> values, double confidence) {
  check_confidence(confidence);
  SIM_CHECK(!values.empty());
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double v : values) mean += v / n;
  if (values.size() == 1) {
    constexpr double kUnlimited = std::numeric_limits<double>::infinity();
    return {.value = mean, .low = -kUnlimited, .high = kUnlimited};
  }
  double squares = 0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  const double error = std::sqrt(squares / (n - 1) / n);
  const double t = boost::math::quantile(boost::math::students_t(n - 1), 1 - (1 - confidence) / 2);
  return {.value = mean, .low = mean - t * error, .high = mean + t * error};
}

}  // namespace sim
