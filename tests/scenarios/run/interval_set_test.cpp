#include "scenarios/engine/run/interval_set.h"

#include <set>

#include <gtest/gtest.h>

#include "sim/random/rng.h"

namespace scenario {
namespace {

IntervalSet set_of(std::initializer_list<Interval> intervals) {
  IntervalSet s;
  for (const Interval& i : intervals) s.add(i.begin, i.end);
  return s;
}

std::vector<Interval> list(std::initializer_list<Interval> intervals) { return intervals; }

TEST(IntervalSet, StaysOneIntervalWhileIdsComeInOrder) {
  IntervalSet s;
  for (std::int64_t i = 0; i < 1000; ++i) EXPECT_EQ(s.add(i * 7, i * 7 + 7), 7);
  EXPECT_EQ(s.intervals(), list({{0, 7000}}));
  EXPECT_EQ(s.count(), 7000);
}

TEST(IntervalSet, CountsOnlyNewMembers) {
  IntervalSet s = set_of({{10, 20}, {30, 40}});
  EXPECT_EQ(s.add(15, 35), 10);  // 20..29
  EXPECT_EQ(s.intervals(), list({{10, 40}}));
  EXPECT_EQ(s.add(12, 18), 0);
  EXPECT_EQ(s.add(5, 5), 0);
  EXPECT_EQ(s.end(), 40);
}

TEST(IntervalSet, JoinsNeighboursThatTouch) {
  IntervalSet s = set_of({{0, 5}, {10, 15}});
  EXPECT_EQ(s.add(5, 10), 5);
  EXPECT_EQ(s.intervals(), list({{0, 15}}));
}

TEST(IntervalSet, SubtractsAndIntersects) {
  const IntervalSet a = set_of({{0, 10}, {20, 30}, {40, 50}});
  const IntervalSet b = set_of({{5, 25}, {28, 29}, {45, 100}});
  EXPECT_EQ(IntervalSet::minus(a, b).intervals(), list({{0, 5}, {25, 28}, {29, 30}, {40, 45}}));
  EXPECT_EQ(IntervalSet::both(a, b).intervals(), list({{5, 10}, {20, 25}, {28, 29}, {45, 50}}));
  EXPECT_EQ(IntervalSet::minus(a, IntervalSet{}).intervals(), a.intervals());
  EXPECT_TRUE(IntervalSet::minus(a, a).empty());
}

TEST(IntervalSet, AgreesWithASetOfNumbers) {
  sim::Rng rng(7);
  for (int round = 0; round < 200; ++round) {
    IntervalSet sets[2];
    std::set<std::int64_t> plain[2];
    for (int n = 0; n < 30; ++n) {
      const auto which = static_cast<std::size_t>(rng.below(2));
      const std::int64_t begin = rng.between(0, 100);
      const std::int64_t end = begin + rng.between(0, 12);
      const std::size_t before = plain[which].size();
      for (std::int64_t i = begin; i < end; ++i) plain[which].insert(i);
      EXPECT_EQ(sets[which].add(begin, end), static_cast<std::int64_t>(plain[which].size() - before));
      ASSERT_EQ(sets[which].count(), static_cast<std::int64_t>(plain[which].size()));
    }
    const IntervalSet minus = IntervalSet::minus(sets[0], sets[1]);
    const IntervalSet both = IntervalSet::both(sets[0], sets[1]);
    for (std::int64_t i = 0; i < 120; ++i) {
      ASSERT_EQ(minus.count_in(i, i + 1) == 1, plain[0].count(i) == 1 && plain[1].count(i) == 0) << i;
      ASSERT_EQ(both.count_in(i, i + 1) == 1, plain[0].count(i) == 1 && plain[1].count(i) == 1) << i;
    }
  }
}

}  // namespace
}  // namespace scenario
