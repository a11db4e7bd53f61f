#include "sim/stats/time_weighted.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

// 2 for 1 s, 5 for 3 s, 0 for 1 s: (2 + 15 + 0) / 5 = 3.4.
TEST(TimeWeighted, AveragesOverTime) {
  TimeWeighted level(kTimeZero, 2);
  level.set(kTimeZero + 1s, 5);
  level.add(kTimeZero + 4s, -5);
  EXPECT_DOUBLE_EQ(level.average(kTimeZero + 5s), 3.4);
  EXPECT_EQ(level.level(), 0);
  EXPECT_EQ(level.min(), 0);
  EXPECT_EQ(level.max(), 5);
}

TEST(TimeWeighted, NoTimeNoWeight) {
  TimeWeighted level;
  level.set(kTimeZero, 1000);
  level.set(kTimeZero, 3);
  EXPECT_EQ(level.average(kTimeZero), 3);
  EXPECT_EQ(level.average(kTimeZero + 1s), 3);
  EXPECT_EQ(level.max(), 1000);
}

TEST(TimeWeighted, RestartForgetsTheWarmUp) {
  TimeWeighted level;
  level.set(kTimeZero, 1000);
  level.set(kTimeZero + 1s, 4);
  level.restart(kTimeZero + 10s);
  level.set(kTimeZero + 12s, 8);
  EXPECT_EQ(level.average(kTimeZero + 14s), 6);
  EXPECT_EQ(level.min(), 4);
  EXPECT_EQ(level.max(), 8);
}

// A century at a level of 10^12: the area, 3.15e30, is beyond 64 bits.
TEST(TimeWeighted, LongRunsOfHighLevelsAreExact) {
  TimeWeighted level(kTimeZero, 1'000'000'000'000);
  level.set(kTimeZero + 24h * 36500, 1'000'000'000'000);
  EXPECT_EQ(level.average(kTimeZero + 24h * 73000), 1e12);
}

TEST(TimeWeighted, ThePastIsABug) {
  TimeWeighted level;
  level.set(kTimeZero + 1s, 1);
  EXPECT_DEATH(level.set(kTimeZero, 2), "past");
}

}  // namespace
}  // namespace sim
