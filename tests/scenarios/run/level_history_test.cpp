#include "scenarios/engine/run/level_history.h"

#include <gtest/gtest.h>

#include "tests/scenarios/run/feed.h"


namespace scenario {
namespace {

using namespace std::chrono_literals;

/// 0 until 10 s, 2 until 15 s, 1 until 20 s, 0 until 30 s, 3 from there.
LevelHistory history() {
  LevelHistory h;
  h.set(at_s(10), 2);
  h.add(at_s(15), -1);
  h.set(at_s(20), 0);
  h.set(at_s(30), 3);
  return h;
}

TEST(LevelHistory, KnowsTheLevelAtAnyMoment) {
  const LevelHistory h = history();
  EXPECT_EQ(h.at(at_s(-5)), 0);
  EXPECT_EQ(h.at(at_s(9)), 0);
  EXPECT_EQ(h.at(at_s(10)), 2);
  EXPECT_EQ(h.at(at_s(17)), 1);
  EXPECT_EQ(h.at(at_s(100)), 3);
  EXPECT_EQ(h.last(), 3);
  EXPECT_EQ(LevelHistory(7).at(at_s(0)), 7);
}

TEST(LevelHistory, KnowsTheExtremesOfAWindow) {
  const LevelHistory h = history();
  EXPECT_EQ(h.most(at_s(0), at_s(10)), 0);
  EXPECT_EQ(h.most(at_s(0), at_s(11)), 2);
  EXPECT_EQ(h.most(at_s(16), at_s(30)), 1);
  EXPECT_EQ(h.least(at_s(12), at_s(20)), 1);
  EXPECT_EQ(h.least(at_s(12), at_s(21)), 0);
}

TEST(LevelHistory, KnowsHowLongItWasAboveZero) {
  const LevelHistory h = history();
  EXPECT_EQ(h.above_zero(at_s(0), at_s(40)), 20s);
  EXPECT_EQ(h.longest_above_zero(at_s(0), at_s(40)), 10s);
  EXPECT_EQ(h.longest_above_zero(at_s(0), at_s(45)), 15s);
  EXPECT_EQ(h.above_zero(at_s(12), at_s(18)), 6s);
  EXPECT_EQ(h.longest_above_zero(at_s(12), at_s(32)), 8s);
  EXPECT_EQ(h.above_zero(at_s(21), at_s(29)), 0s);
}

TEST(LevelHistory, ALevelThatLastsNoTimeLeavesNoTrace) {
  LevelHistory h;
  h.set(at_s(10), 5);
  h.set(at_s(10), 0);
  h.set(at_s(20), 4);
  h.set(at_s(20), 1);
  EXPECT_EQ(h.most(at_s(0), at_s(30)), 1);
  EXPECT_EQ(h.at(at_s(10)), 0);
}

}  // namespace
}  // namespace scenario
