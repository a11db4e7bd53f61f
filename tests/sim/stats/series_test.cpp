#include "sim/stats/series.h"

#include <vector>

#include <gtest/gtest.h>

namespace sim {
namespace {

std::vector<double> values(const Series& series) {
  std::vector<double> result;
  for (std::size_t i = 0; i < series.size(); ++i) result.push_back(series.value(i));
  return result;
}
SimTime at(Duration d) { return kTimeZero + d; }

TEST(Series, SumsPerStep) {
  Series s(Series::Kind::kSum, kTimeZero, 1s, 10);
  s.record(at(0s), 1);
  s.record(at(999ms), 2);
  s.record(at(1s), 4);
  s.record(at(3500ms), 8);
  EXPECT_EQ(values(s), (std::vector<double>{3, 4, 0, 8}));
  EXPECT_EQ(s.begin_of(3), at(3s));
}

TEST(Series, LastsHoldTheirValue) {
  Series s(Series::Kind::kLast, kTimeZero, 1s, 10);
  s.record(at(1200ms), 5);
  s.record(at(1800ms), 6);
  s.record(at(4s), 7);
  EXPECT_EQ(values(s), (std::vector<double>{0, 6, 6, 6, 7}));
}

// Steps that begin before the end have a point; one that begins at the end has not.
TEST(Series, ExtendsToTheEnd) {
  Series s(Series::Kind::kLast, at(1s), 1s, 10);
  s.record(at(1s), 5);
  s.extend_to(at(4s));
  EXPECT_EQ(values(s), (std::vector<double>{5, 5, 5}));
  s.extend_to(at(4s) + 1ns);
  EXPECT_EQ(s.size(), 4u);
  s.extend_to(at(2s));
  EXPECT_EQ(s.size(), 4u);
}

// Capacity 4: the fifth second doubles the step to 2 s, the ninth to 4 s.
TEST(Series, DoublesItsStepWhenFull) {
  Series sums(Series::Kind::kSum, kTimeZero, 1s, 4);
  Series lasts(Series::Kind::kLast, kTimeZero, 1s, 4);
  for (int i = 0; i < 4; ++i) sums.record(at(1s * i), i), lasts.record(at(1s * i), i);
  EXPECT_EQ(sums.step(), 1s);
  sums.record(at(4s), 4), lasts.record(at(4s), 4);
  EXPECT_EQ(sums.step(), 2s);
  EXPECT_EQ(values(sums), (std::vector<double>{0 + 1, 2 + 3, 4}));
  EXPECT_EQ(values(lasts), (std::vector<double>{1, 3, 4}));
  sums.record(at(9s), 9), lasts.record(at(9s), 9);
  EXPECT_EQ(sums.step(), 4s);
  EXPECT_EQ(values(sums), (std::vector<double>{0 + 1 + 2 + 3, 4, 9}));
  EXPECT_EQ(values(lasts), (std::vector<double>{3, 4, 9}));
}

// A year by the second in 1000 points: 31,536,000 s / 1000 needs steps of at least 31,536 s, the next power of two is
// 32,768 s, which gives ceil(31536000 / 32768) = 963 points; the sum stays whole.
TEST(Series, MemoryIsBounded) {
  Series s(Series::Kind::kSum, kTimeZero, 1s, 1000);
  const int kDays = 365;
  for (int hour = 0; hour < 24 * kDays; ++hour) s.record(at(1h * hour), 1);
  s.extend_to(at(24h * kDays));
  EXPECT_EQ(s.step(), 32768s);
  EXPECT_EQ(s.size(), 963u);
  double sum = 0;
  for (const double v : values(s)) sum += v;
  EXPECT_EQ(sum, 24 * kDays);
}

TEST(Series, ThePastIsABug) {
  Series s(Series::Kind::kSum, at(1s), 1s, 4);
  EXPECT_DEATH(s.record(at(0s), 1), "before its start");
  s.record(at(3s), 1);
  EXPECT_DEATH(s.record(at(1s), 1), "past");
}

}  // namespace
}  // namespace sim
