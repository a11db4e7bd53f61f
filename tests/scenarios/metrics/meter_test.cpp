#include "scenarios/engine/metrics/meter.h"

#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/engine/metrics/windowed_rate.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;

sim::SimTime at(sim::Duration d) { return sim::kTimeZero + d; }

TEST(Meter, ShowsNoRateBeforeTheFirstFiveSecondsAreOver) {
  Meter meter(at(0s));
  meter.mark(at(1s), 100);
  meter.move_on(at(4s));
  EXPECT_EQ(meter.count(), 100);
  EXPECT_EQ(meter.one_minute_rate(), 0);
  EXPECT_DOUBLE_EQ(meter.mean_rate(at(4s)), 25);
}

TEST(Meter, BeginsAtTheRateOfItsFirstFiveSeconds) {
  Meter meter(at(0s));
  meter.mark(at(1s), 100);
  meter.move_on(at(5s));
  EXPECT_DOUBLE_EQ(meter.one_minute_rate(), 20);
  EXPECT_DOUBLE_EQ(meter.fifteen_minute_rate(), 20);
}

TEST(Meter, FadesByItsOwnNumberOfMinutes) {
  Meter meter(at(0s));
  meter.mark(at(1s), 100);
  meter.move_on(at(65s));  // twelve empty intervals: a minute
  EXPECT_NEAR(meter.one_minute_rate(), 20 * std::exp(-1.0), 1e-9);
  EXPECT_NEAR(meter.five_minute_rate(), 20 * std::exp(-1.0 / 5), 1e-9);
  EXPECT_NEAR(meter.fifteen_minute_rate(), 20 * std::exp(-1.0 / 15), 1e-9);
}

TEST(WindowedRate, CountsItsFirstWindowAsAWholeOne) {
  WindowedRate rate;
  rate.record(at(0s), 60);
  // Half a window has passed; one whole window is added, as if it had been empty.
  EXPECT_DOUBLE_EQ(rate.rate(at(15s)), 60.0 / 45);
}

TEST(WindowedRate, ForgetsWhatIsOlderThanTwoWindows) {
  WindowedRate rate;
  rate.record(at(0s), 60);
  EXPECT_DOUBLE_EQ(rate.rate(at(40s)), 60.0 / 40);
  EXPECT_DOUBLE_EQ(rate.rate(at(60s)), 0);
  EXPECT_DOUBLE_EQ(rate.total(), 60);
}

}  // namespace
}  // namespace scenario
