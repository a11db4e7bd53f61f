#include "sim/random/elementary.h"

#include <cmath>

#include <gtest/gtest.h>

#include "sim/random/rng.h"

namespace sim {
namespace {

// The C library is right to within one unit in the last place (1.1e-16 relative), which the tolerances include.

TEST(Elementary, LogarithmIsCloseToTheLibrary) {
  Rng rng(1);
  for (int i = 0; i < 100'000; ++i) {
    const double x = std::ldexp(0.5 + rng.unit(), static_cast<int>(rng.between(-1000, 1000)));
    ASSERT_NEAR(natural_log(x) / std::log(x), 1, 5e-16) << x;
  }
  for (int i = 0; i < 100'000; ++i) {
    const double x = 1 - rng.unit() * 0.01;  // near its zero
    if (x == 1) continue;
    ASSERT_NEAR(natural_log(x) / std::log(x), 1, 5e-16) << x;
  }
  EXPECT_EQ(natural_log(1), 0);
  EXPECT_NEAR(natural_log(0x1p-1074), -744.44007192138127, 1e-12);
}

TEST(Elementary, ExponentialIsCloseToTheLibrary) {
  Rng rng(2);
  for (int i = 0; i < 100'000; ++i) {
    const double x = 1400 * rng.unit() - 700;
    ASSERT_NEAR(exponential(x) / std::exp(x), 1, 5e-16) << x;
  }
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(exponential(-746), 0);
  EXPECT_TRUE(std::isinf(exponential(710)));
}

TEST(Elementary, PowerIsCloseToTheLibrary) {
  Rng rng(3);
  for (int i = 0; i < 100'000; ++i) {
    const double x = 1 + 1e6 * rng.unit();
    const double y = 4 * rng.unit() - 2;
    const double error = 1e-15 * (1 + std::abs(y * std::log(x)));
    ASSERT_NEAR(power(x, y) / std::pow(x, y), 1, error) << x << " ^ " << y;
  }
}

TEST(Elementary, QuotientsAreContinuousAtZero) {
  EXPECT_EQ(exp_minus_one_over(0), 1);
  EXPECT_EQ(log_one_plus_over(0), 1);
  Rng rng(4);
  for (int i = 0; i < 100'000; ++i) {
    const double x = (rng.unit() - 0.5) * std::ldexp(1.0, static_cast<int>(rng.between(-30, 0)));
    if (x == 0) continue;
    ASSERT_NEAR(exp_minus_one_over(x) * x / std::expm1(x), 1, 1e-13) << x;
    ASSERT_NEAR(log_one_plus_over(x) * x / std::log1p(x), 1, 1e-13) << x;
  }
}

}  // namespace
}  // namespace sim
