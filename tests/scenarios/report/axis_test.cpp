#include <gtest/gtest.h>

#include "scenarios/engine/report/time_axis.h"
#include "scenarios/engine/report/time_bins.h"
#include "scenarios/engine/report/value_axis.h"

namespace report {
namespace {

using Values = std::vector<double>;

sim::SimTime at(double seconds) { return sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9)); }

TEST(TimeAxis, HasRoundTicks) {
  EXPECT_EQ(TimeAxis(at(240), 0, 100).ticks(), (Values{0, 30, 60, 90, 120, 150, 180, 210, 240}));
  EXPECT_EQ(TimeAxis(at(10), 0, 100).step(), 1);
  EXPECT_EQ(TimeAxis(at(3660), 0, 100).step(), 600);
  EXPECT_EQ(TimeAxis(at(0.05), 0, 100).step(), 0.005);
  EXPECT_EQ(TimeAxis(at(86400.0 * 30), 0, 100).step(), 432000);
  EXPECT_EQ(TimeAxis(at(100), 50, 150).x(30.0), 80);
}

TEST(TimeAxis, WritesTimesAsAClockDoes) {
  EXPECT_EQ(clock_text(0, 30), "0:00");
  EXPECT_EQ(clock_text(66, 30), "1:06");
  EXPECT_EQ(clock_text(3725, 60), "1:02:05");
  EXPECT_EQ(clock_text(0.05, 0.01), "50 ms");
  EXPECT_EQ(moment_text(at(66.2)), "66.200 s");
  EXPECT_EQ(moment_text(at(125.5)), "125.500 s");
  EXPECT_EQ(moment_text(at(1205.5)), "20:05.500");
  EXPECT_EQ(moment_text(at(3725.25)), "1:02:05.250");
}

TEST(ValueAxis, CountsInWholeSteps) {
  EXPECT_EQ(ValueAxis::linear(Quantity::count, 3).ticks(), (Values{0, 1, 2, 3}));
  EXPECT_EQ(ValueAxis::linear(Quantity::count, 0).ticks(), (Values{0, 1}));
  EXPECT_EQ(ValueAxis::linear(Quantity::count, 9300).ticks(), (Values{0, 5000, 10000}));
  EXPECT_EQ(ValueAxis::linear(Quantity::rate, 110).ticks(), (Values{0, 50, 100, 150}));
}

TEST(ValueAxis, PowersOfTenAreEquallyFarApart) {
  const ValueAxis axis = ValueAxis::logarithmic(Quantity::seconds, 0.0006, 6.5);
  const PlotArea area{0, 0, 100, 100};
  ASSERT_EQ(axis.ticks().size(), 6u);
  EXPECT_NEAR(axis.low(), 1e-4, 1e-12);
  EXPECT_NEAR(axis.y(1e-4, area), 100, 1e-6);
  EXPECT_NEAR(axis.y(1e-3, area), 80, 1e-6);
  EXPECT_NEAR(axis.y(10, area), 0, 1e-6);
  EXPECT_EQ(axis.y(0, area), 100) << "what is below the axis stands on it";
}

TEST(ValueAxis, ValuesHaveUnits) {
  EXPECT_EQ(value_text(Quantity::seconds, 0.00402), "4.02 ms");
  EXPECT_EQ(value_text(Quantity::rate, 1234), "1,234/s");
  EXPECT_EQ(value_text(Quantity::count, 18000), "18,000");
  EXPECT_EQ(value_text(Quantity::metres, 385), "385 m");
  EXPECT_EQ(value_text(Quantity::metres, 4830), "4.83 km");
}

TEST(TimeBins, AreRoundAndSomeHundred) {
  const TimeBins bins(at(240));
  EXPECT_EQ(bins.step(), 1);
  EXPECT_EQ(bins.begun(at(0)), 1u);
  EXPECT_EQ(bins.begun(at(0.999)), 1u);
  EXPECT_EQ(bins.begun(at(1)), 2u);
  EXPECT_EQ(bins.length(239), 1);
  EXPECT_EQ(bins.length(240), 0);
  EXPECT_EQ(TimeBins(at(3660)).step(), 10);
  EXPECT_NEAR(TimeBins(at(3.75)).length(187), 0.01, 1e-9) << "the end cuts the last one short";
  EXPECT_EQ(bins.middles(2), (Values{0.5, 1.5}));
}

}  // namespace
}  // namespace report
