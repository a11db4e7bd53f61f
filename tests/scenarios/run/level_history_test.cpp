#include "scenarios/engine/run/level_history.h"

#include <gtest/gtest.h>

namespace scenario {
namespace {

using namespace std::chrono_literals;

sim::SimTime s(std::int64_t seconds) { return sim::kTimeZero + std::chrono::seconds(seconds); }

/// 0 until 10 s, 2 until 15 s, 1 until 20 s, 0 until 30 s, 3 from there.
LevelHistory history() {
  LevelHistory h;
  h.set(s(10), 2);
  h.add(s(15), -1);
  h.set(s(20), 0);
  h.set(s(30), 3);
  return h;
}

TEST(LevelHistory, KnowsTheLevelAtAnyMoment) {
  const LevelHistory h = history();
  EXPECT_EQ(h.at(s(-5)), 0);
  EXPECT_EQ(h.at(s(9)), 0);
  EXPECT_EQ(h.at(s(10)), 2);
  EXPECT_EQ(h.at(s(17)), 1);
  EXPECT_EQ(h.at(s(100)), 3);
  EXPECT_EQ(h.last(), 3);
  EXPECT_EQ(LevelHistory(7).at(s(0)), 7);
}

TEST(LevelHistory, KnowsTheExtremesOfAWindow) {
  const LevelHistory h = history();
  EXPECT_EQ(h.most(s(0), s(10)), 0);
  EXPECT_EQ(h.most(s(0), s(11)), 2);
  EXPECT_EQ(h.most(s(16), s(30)), 1);
  EXPECT_EQ(h.least(s(12), s(20)), 1);
  EXPECT_EQ(h.least(s(12), s(21)), 0);
}

TEST(LevelHistory, KnowsHowLongItWasAboveZero) {
  const LevelHistory h = history();
  EXPECT_EQ(h.above_zero(s(0), s(40)), 20s);
  EXPECT_EQ(h.longest_above_zero(s(0), s(40)), 10s);
  EXPECT_EQ(h.longest_above_zero(s(0), s(45)), 15s);
  EXPECT_EQ(h.above_zero(s(12), s(18)), 6s);
  EXPECT_EQ(h.longest_above_zero(s(12), s(32)), 8s);
  EXPECT_EQ(h.above_zero(s(21), s(29)), 0s);
}

TEST(LevelHistory, ALevelThatLastsNoTimeLeavesNoTrace) {
  LevelHistory h;
  h.set(s(10), 5);
  h.set(s(10), 0);
  h.set(s(20), 4);
  h.set(s(20), 1);
  EXPECT_EQ(h.most(s(0), s(30)), 1);
  EXPECT_EQ(h.at(s(10)), 0);
}

}  // namespace
}  // namespace scenario
