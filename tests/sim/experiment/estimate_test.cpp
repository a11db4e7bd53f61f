/// Intervals against published values.

#include "sim/experiment/estimate.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/rng.h"

namespace sim {
namespace {

/// Clopper and Pearson's interval of 81 out of 263, as in Newcombe, Statistics in Medicine 17 (1998), table I,
/// method 5.
TEST(EstimateShare, AgreesWithNewcombesTable) {
  const Estimate e = estimate_share(81, 263, 0.95);
  EXPECT_NEAR(e.value, 0.3080, 5e-5);
  EXPECT_NEAR(e.low, 0.2527, 5e-5);
  EXPECT_NEAR(e.high, 0.3676, 5e-5);
}

TEST(EstimateShare, IsOneSidedWhereNothingOrEverythingWasHit) {
  // The rule of three: nothing in n trials means at most about 3/n.
  const Estimate none = estimate_share(0, 200, 0.95);
  EXPECT_EQ(none.value, 0);
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 3.0 / 200, 3e-4);
  const Estimate all = estimate_share(200, 200, 0.95);
  EXPECT_NEAR(all.low, 1 - 3.0 / 200, 3e-4);
  EXPECT_EQ(all.high, 1);
}

TEST(EstimateShare, HoldsTheTruthAtLeastAsOftenAsItSays) {
  Rng rng(7);
  int held = 0;
  for (int experiment = 0; experiment < 2000; ++experiment) {
    std::int64_t hits = 0;
    for (int trial = 0; trial < 50; ++trial) hits += rng.unit() < 0.1 ? 1 : 0;
    const Estimate e = estimate_share(hits, 50, 0.9);
    held += e.low <= 0.1 && 0.1 <= e.high ? 1 : 0;
  }
  EXPECT_GE(held, 1800);
}

/// Student's own example: the additional hours of sleep of ten patients (Biometrika 6, 1908): mean 0.75 with
/// laevo-hyoscyamine, whose interval at 95 % is 0.75 -+ 2.262 * 1.789 / sqrt(10).
TEST(EstimateMean, AgreesWithStudentsTable) {
  const std::vector<double> sleep{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const Estimate e = estimate_mean(sleep, 0.95);
  EXPECT_NEAR(e.value, 0.75, 1e-12);
  EXPECT_NEAR(e.high - e.value, 1.280, 5e-4);
  EXPECT_NEAR(e.value - e.low, 1.280, 5e-4);
}

TEST(EstimateMean, SaysNothingAboutTheSpreadOfOneValue) {
  const std::vector<double> one{4};
  EXPECT_EQ(estimate_mean(one, 0.95).value, 4);
  EXPECT_TRUE(std::isinf(estimate_mean(one, 0.95).high));
}

TEST(EstimateMean, HasNoWidthWhereAllValuesAreEqual) {
  const std::vector<double> same(20, 3.0);
  const Estimate e = estimate_mean(same, 0.95);
  EXPECT_NEAR(e.low, 3.0, 1e-12);
  EXPECT_NEAR(e.high, 3.0, 1e-12);
}

}  // namespace
}  // namespace sim
