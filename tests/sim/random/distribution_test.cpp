#include "sim/random/distribution.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/arrivals.h"
#include "sim/random/weighted.h"

namespace sim {
namespace {

struct Moments {
  double mean = 0;
  double variance = 0;
};

constexpr int kSamples = 200'000;

template <class D>
Moments moments(const D& distribution, std::uint64_t seed) {
  Rng rng(seed);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < kSamples; ++i) {
    const double x = distribution.sample(rng);
    sum += x;
    squares += x * x;
  }
  const double mean = sum / kSamples;
  return {mean, squares / kSamples - mean * mean};
}

// Five standard errors: of a mean sqrt(variance / n), of a variance sqrt((kurtosis - 1) / n) * variance.
void expect_moments(const Moments& seen, double mean, double variance, double kurtosis) {
  EXPECT_NEAR(seen.mean, mean, 5 * std::sqrt(variance / kSamples));
  EXPECT_NEAR(seen.variance, variance, 5 * std::sqrt((kurtosis - 1) / kSamples) * variance);
}

TEST(Distribution, ConstantIsConstant) {
  Rng rng(1);
  EXPECT_EQ(Constant{4.5}.sample(rng), 4.5);
}

// Variance (high - low)^2 / 12 = 3, kurtosis 1.8.
TEST(Distribution, UniformHasItsMoments) { expect_moments(moments(Uniform{2, 8}, 2), 5, 3, 1.8); }

// Variance = mean^2, kurtosis 9.
TEST(Distribution, ExponentialHasItsMoments) { expect_moments(moments(Exponential{3}, 3), 3, 9, 9); }

TEST(Distribution, NormalHasItsMoments) { expect_moments(moments(Normal{10, 2}, 4), 10, 4, 3); }

// With sigma 1/2: mean e^(1/8), variance (e^(1/4) - 1) e^(1/4), kurtosis e^1 + 2 e^(3/4) + 3 e^(1/2) - 3 = 8.898.
TEST(Distribution, LogNormalHasItsMoments) {
  const LogNormal d{1, 0.5};
  EXPECT_NEAR(d.mean(), 1.1331484530668263, 1e-14);
  expect_moments(moments(d, 5), 1.1331484530668263, 0.28402541668774150 * 1.2840254166877414, 8.898);
}

// P(X > t) = e^(-t / mean): deviation of a count n p is sqrt(n p (1 - p)).
TEST(Distribution, ExponentialHasItsTail) {
  Rng rng(6);
  int beyond = 0;
  for (int i = 0; i < kSamples; ++i) beyond += Exponential{1}.sample(rng) > 3 ? 1 : 0;
  const double p = 0.049787068367863944;
  EXPECT_NEAR(beyond, kSamples * p, 5 * std::sqrt(kSamples * p * (1 - p)));
}

// 68.27 % of a bell curve lies within one deviation, 95.45 % within two.
TEST(Distribution, NormalHasItsShape) {
  Rng rng(7);
  int within_one = 0;
  int within_two = 0;
  for (int i = 0; i < kSamples; ++i) {
    const double x = std::abs(Normal{0, 1}.sample(rng));
    within_one += x < 1 ? 1 : 0;
    within_two += x < 2 ? 1 : 0;
  }
  EXPECT_NEAR(within_one, kSamples * 0.6826895, 5 * std::sqrt(kSamples * 0.6827 * 0.3173));
  EXPECT_NEAR(within_two, kSamples * 0.9544997, 5 * std::sqrt(kSamples * 0.9545 * 0.0455));
}

TEST(Distribution, AnyOfThemBehindOneType) {
  Rng a(8);
  Rng b(8);
  const Distribution d = Exponential{2};
  EXPECT_EQ(sample(d, a), Exponential{2}.sample(b));
  EXPECT_EQ(mean(d), 2);
  EXPECT_EQ(mean(Distribution{Uniform{1, 2}}), 1.5);
}

TEST(Distribution, SecondsBecomeDurations) {
  EXPECT_EQ(non_negative_seconds(1.5), 1500ms);
  EXPECT_EQ(non_negative_seconds(0.4e-9), 0ns);
  EXPECT_EQ(non_negative_seconds(0.6e-9), 1ns);
  EXPECT_EQ(non_negative_seconds(-3), 0ns);
  EXPECT_EQ(non_negative_seconds(1e30), Duration(4'600'000'000'000'000'000));
}

// 200,000 arrivals at 10^8 per second take 2 ms, give or take sqrt(n) gaps; gaps of 10 ns each rounded on its own
// to whole nanoseconds downwards would end 5 % early.
TEST(PoissonArrivals, KeepTheirRateAtAnyHeight) {
  for (const double rate : {0.5, 1000.0, 1e8}) {
    PoissonArrivals arrivals(rate);
    Rng rng(9);
    Duration total{};
    for (int i = 0; i < kSamples; ++i) total += arrivals.next_gap(rng);
    EXPECT_NEAR(to_seconds(total) * rate / kSamples, 1, 5 / std::sqrt(kSamples)) << rate;
  }
}

// The number of arrivals in a window of mean 4 is Poisson: variance 4 as well, kurtosis 3 + 1/4.
TEST(PoissonArrivals, CountsArePoisson) {
  PoissonArrivals arrivals(4);
  Rng rng(10);
  Duration time{};
  std::vector<int> counts(50'000, 0);
  for (;;) {
    time += arrivals.next_gap(rng);
    const auto window = static_cast<std::size_t>(time / 1s);
    if (window >= counts.size()) break;
    ++counts[window];
  }
  double sum = 0;
  double squares = 0;
  for (const int n : counts) sum += n, squares += n * n;
  const double windows = static_cast<double>(counts.size());
  const double mean = sum / windows;
  EXPECT_NEAR(mean, 4, 5 * std::sqrt(4 / windows));
  EXPECT_NEAR(squares / windows - mean * mean, 4, 5 * 4 * std::sqrt(2.25 / windows));
}

TEST(Weighted, ChoosesInProportion) {
  const std::vector<double> weights{1, 0, 3, 6};
  const Weighted choice(weights);
  Rng rng(11);
  std::vector<int> seen(4, 0);
  for (int i = 0; i < kSamples; ++i) ++seen.at(choice.sample(rng));
  EXPECT_EQ(seen[1], 0);
  for (const std::size_t i : {0u, 2u, 3u}) {
    const double p = weights[i] / 10;
    EXPECT_NEAR(seen[i], kSamples * p, 5 * std::sqrt(kSamples * p * (1 - p)));
  }
}

TEST(Weighted, RefusesWhatIsNoChoice) {
  EXPECT_DEATH(Weighted(std::vector<double>{0, 0}), "all weights are 0");
  EXPECT_DEATH(Weighted(std::vector<double>{1, -1}), "negative");
}

}  // namespace
}  // namespace sim
