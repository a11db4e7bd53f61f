#include "scenarios/engine/run/arrival_schedule.h"

#include <gtest/gtest.h>

namespace scenario {
namespace {

using namespace std::chrono_literals;

std::vector<std::int64_t> ns(ArrivalSchedule schedule, int n) {
  std::vector<std::int64_t> result;
  for (int i = 0; i < n; ++i)
    if (const auto t = schedule.next()) result.push_back(t->time_since_epoch().count());
  return result;
}

ArrivalSchedule even(double rate, std::vector<RatePhase> phases = {}, sim::Duration start = 0s) {
  return ArrivalSchedule(Arrivals::even, rate, phases, sim::kTimeZero + start, sim::Rng(1));
}

TEST(ArrivalSchedule, EvenArrivalsDoNotDrift) {
  ArrivalSchedule thirds = even(3);
  sim::SimTime last;
  for (int i = 0; i <= 3'000'000; ++i) last = *thirds.next();
  EXPECT_EQ(last.time_since_epoch(), 1'000'000s);  // arrival 3,000,000 after the first: exactly 10^6 s
}

TEST(ArrivalSchedule, BeginsAtItsStart) {
  EXPECT_EQ(ns(even(1000, {}, 2s), 3), (std::vector<std::int64_t>{2'000'000'000, 2'001'000'000, 2'002'000'000}));
}

TEST(ArrivalSchedule, PhasesTakeTurns) {
  // 1 s at 2/s, 1 s of silence, and again: 0, 0.5, 2, 2.5, 4, ...
  EXPECT_EQ(ns(even(0, {{1s, 2}, {1s, 0}}), 5),
            (std::vector<std::int64_t>{0, 500'000'000, 2'000'000'000, 2'500'000'000, 4'000'000'000}));
}

TEST(ArrivalSchedule, ShortPhasesNeitherGainNorLoseRecords) {
  // 0.1 s at 3/s and 0.1 s at 1/s: 0.4 records in each turn of 0.2 s, so 400 in 200 s.
  ArrivalSchedule schedule = even(0, {{100ms, 3}, {100ms, 1}});
  int n = 0;
  while (*schedule.next() < sim::kTimeZero + 200s) ++n;
  EXPECT_NEAR(n, 400, 1);
}

TEST(ArrivalSchedule, AFractionIsCarriedIntoTheNextPhase) {
  // Half a record is missing after 1.5 s at 1/s (arrivals at 0 and 1); at 2/s the other half takes 0.25 s.
  EXPECT_EQ(ns(even(0, {{1500ms, 1}, {10s, 2}}), 4),
            (std::vector<std::int64_t>{0, 1'000'000'000, 1'750'000'000, 2'250'000'000}));
}

TEST(ArrivalSchedule, NothingEverComesAtRateZero) {
  EXPECT_TRUE(ns(even(0), 1).empty());
  EXPECT_TRUE(ns(even(0, {{1s, 0}}), 1).empty());
}

TEST(ArrivalSchedule, PoissonHasTheRightMeanAndSpread) {
  ArrivalSchedule schedule(Arrivals::poisson, 1000, {}, sim::kTimeZero, sim::Rng(3));
  std::vector<int> per_second(100, 0);
  for (;;) {
    const auto s = static_cast<std::size_t>(sim::to_seconds(*schedule.next()));
    if (s >= per_second.size()) break;
    ++per_second[s];
  }
  double sum = 0, squares = 0;
  for (const int n : per_second) sum += n;
  const double mean = sum / 100;
  for (const int n : per_second) squares += (n - mean) * (n - mean);
  EXPECT_NEAR(mean, 1000, 16);           // 5 deviations of sqrt(1000 / 100)
  EXPECT_NEAR(squares / 99, 1000, 550);  // variance = mean; its own deviation is about 1000 sqrt(2/99) = 142
}

TEST(ArrivalSchedule, PoissonKeepsToItsPhases) {
  ArrivalSchedule schedule(Arrivals::poisson, 0, {{1s, 100}, {9s, 0}}, sim::kTimeZero, sim::Rng(3));
  for (int i = 0; i < 1000; ++i) {
    const auto in_turn = schedule.next()->time_since_epoch() % 10s;
    ASSERT_LT(in_turn, 1s);
  }
}

}  // namespace
}  // namespace scenario
