#include "sim/random/zipf.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace sim {
namespace {

struct Case {
  std::uint64_t n;
  double s;
};

class ZipfTest : public testing::TestWithParam<Case> {};

// Pearson's statistic against the exact probabilities k^-s / sum. It has n - 1 degrees of freedom: mean n - 1,
// variance 2 (n - 1); four deviations. Every expected count is above 5 here (smallest: 400000 * 50^-2 / 1.625 = 98).
TEST_P(ZipfTest, MatchesItsExactProbabilities) {
  constexpr int kDraws = 400'000;
  const auto [n, s] = GetParam();
  const Zipf zipf(n, s);
  Rng rng(12);
  std::vector<int> seen(n + 1, 0);
  for (int i = 0; i < kDraws; ++i) {
    const std::uint64_t k = zipf.sample(rng);
    ASSERT_GE(k, 1u);
    ASSERT_LE(k, n);
    ++seen[k];
  }
  double sum = 0;
  for (std::uint64_t k = 1; k <= n; ++k) sum += std::pow(static_cast<double>(k), -s);
  double chi_square = 0;
  for (std::uint64_t k = 1; k <= n; ++k) {
    const double expected = kDraws * std::pow(static_cast<double>(k), -s) / sum;
    chi_square += (seen[k] - expected) * (seen[k] - expected) / expected;
  }
  const double freedom = static_cast<double>(n - 1);
  EXPECT_LT(chi_square, freedom + 4 * std::sqrt(2 * freedom));
}

INSTANTIATE_TEST_SUITE_P(Exponents, ZipfTest,
                         testing::Values(Case{50, 0}, Case{50, 0.5}, Case{50, 0.99}, Case{50, 1}, Case{50, 1 + 1e-9},
                                         Case{50, 1.2}, Case{50, 2}, Case{2, 1}, Case{1000, 1}));

TEST(Zipf, OfOneIsOne) {
  Rng rng(1);
  const Zipf zipf(1, 1);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(zipf.sample(rng), 1u);
}

// With s = 1 and n = 10^9 the sum is ln n + 0.5772 = 21.3005: 1 has p = 0.04695, and half of the logarithmic range
// (k <= 31622, sum 10.939) has p = 0.5136.
TEST(Zipf, NeedsNoTableForABillion) {
  constexpr int kDraws = 100'000;
  Rng rng(13);
  const Zipf zipf(1'000'000'000, 1);
  int ones = 0;
  int lower_half = 0;
  for (int i = 0; i < kDraws; ++i) {
    const std::uint64_t k = zipf.sample(rng);
    ones += k == 1 ? 1 : 0;
    lower_half += k <= 31'622 ? 1 : 0;
  }
  EXPECT_NEAR(ones, kDraws * 0.04695, 5 * std::sqrt(kDraws * 0.04695 * 0.95305));
  EXPECT_NEAR(lower_half, kDraws * 0.5136, 5 * std::sqrt(kDraws * 0.25));
}

}  // namespace
}  // namespace sim
