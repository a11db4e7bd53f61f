#pragma once
/// Continuous distributions as small values: how long, how big, how far apart.
///
/// Each draws from the Rng it is given and keeps no state. std:: distributions are not used anywhere: their algorithms
/// differ between standard libraries. Formulas after Devroye, "Non-Uniform Random Variate Generation" (Springer 1986).

#include <variant>

#include "sim/core/time.h"
#include "sim/random/rng.h"

namespace sim {

struct Constant {
  double value = 0;
  double sample(Rng&) const { return value; }
  [[nodiscard]] double mean() const { return value; }
};

/// low + (high - low) U: in [low, high).
struct Uniform {
  double low = 0;
  double high = 1;
  double sample(Rng& rng) const { return low + (high - low) * rng.unit(); }
  [[nodiscard]] double mean() const { return (low + high) / 2; }
};

/// -average log(1 - U): density e^(-x / average) / average.
struct Exponential {
  double average = 1;
  double sample(Rng& rng) const;
  [[nodiscard]] double mean() const { return average; }
};

/// Bell curve by the polar method of Marsaglia and Bray (SIAM Review 6(3), 1964).
struct Normal {
  double average = 0;
  double deviation = 1;
  double sample(Rng& rng) const;
  [[nodiscard]] double mean() const { return average; }
};

/// median * e^(sigma N): half of the values lie below the median; sigma is the deviation of the logarithm.
struct LogNormal {
  double median = 1;
  double sigma = 1;
  double sample(Rng& rng) const;
  [[nodiscard]] double mean() const;
};

/// Any of them.
using Distribution = std::variant<Constant, Uniform, Exponential, Normal, LogNormal>;

double sample(const Distribution& distribution, Rng& rng);
double mean(const Distribution& distribution);

/// Seconds as a Duration, rounded to the nearest nanosecond; never below 0, at most 146 years (so that an instant plus
/// it does not overflow).
Duration non_negative_seconds(double seconds);

}  // namespace sim
