#include "scenarios/engine/trucks/location_dashboard.h"

#include <vector>

#include <gtest/gtest.h>

#include "tests/scenarios/trucks/truck_fixture.h"

namespace scenario {
namespace {

class LocationDashboardTest : public testing::Test {
 protected:
  LocationDashboardTest() {
    dashboard.set_listener([this](const PositionRow& row) { rows.push_back(row); });
  }

  sim::SimTime made(std::int64_t k) const { return fleet.report_time(1, k); }
  /// Reports k .. k + count - 1 of the truck arrive `delay` after the last of them was made.
  void deliver(std::int64_t k, sim::Duration delay, std::int32_t count = 1) {
    deliver_at(made(k + count - 1) + delay, k, count);
  }
  void deliver_at(sim::SimTime now, std::int64_t k, std::int32_t count = 1) {
    dashboard.on_event(now, kafka::kNoHost, delivered(fleet, 1, k, count));
  }

  const RoadMap map = straight_road();
  const Fleet fleet{map, sim::Streams(1), 2, 20s};
  LocationDashboard dashboard{fleet, kGroup, truck_of};
  std::vector<PositionRow> rows;
};

TEST_F(LocationDashboardTest, ShowsTheLastReportAndItsAge) {
  EXPECT_FALSE(dashboard.shown(1));
  deliver(0, 5ms);
  deliver(1, 7ms);
  ASSERT_TRUE(dashboard.shown(1));
  EXPECT_EQ(dashboard.shown(1)->report.time, made(1));
  EXPECT_EQ(dashboard.shown(1)->since, made(1) + 7ms);
  EXPECT_EQ(dashboard.shown(1)->tp.partition, kafka::PartitionId(7));
  EXPECT_EQ(dashboard.shown(1)->offset, kafka::Offset(1001));
  EXPECT_EQ(dashboard.age(1, made(1) + 9s), 9s);
  EXPECT_FALSE(dashboard.shown(2));

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].report.time, made(1));
  EXPECT_EQ(rows[1].report.longitude, fleet.position(1, made(1)).at.longitude);
  EXPECT_EQ(rows[1].delay(), 7ms);
  EXPECT_EQ(rows[1].effect, ReportEffect::applied);
}

TEST_F(LocationDashboardTest, ErrsByTheWayDrivenSince) {
  // On the road: 80 km in an hour along one degree of the 52nd parallel. In 90 s the truck passes 0.025 degrees.
  const DrivenLeg leg = fleet.driven(1, sim::SimTime(2h), sim::SimTime(6h)).back();
  const std::int64_t k = fleet.reports_before(1, leg.start) + 10;
  deliver(k, 0ms);
  EXPECT_NEAR(dashboard.error_km(1, made(k)), 0, 1e-9);
  EXPECT_NEAR(dashboard.error_km(1, made(k) + 90s), distance_km({52, 5}, {52, 5.025}), 1e-6);
}

TEST_F(LocationDashboardTest, IgnoresADuplicate) {
  deliver(0, 5ms);
  deliver(1, 5ms);
  deliver(1, 9ms);  // the same record again: a consumer that restarted from an older committed offset
  deliver(0, 21s);
  const DashboardSummary& summary = dashboard.summary(made(1) + 1s);
  EXPECT_EQ(summary.applied, 2);
  EXPECT_EQ(summary.duplicate, 2);
  EXPECT_EQ(summary.out_of_order, 0);
  EXPECT_EQ(dashboard.shown(1)->since, made(1) + 5ms);
  EXPECT_EQ(rows[2].effect, ReportEffect::duplicate);
}

TEST_F(LocationDashboardTest, IgnoresAnOlderReportAndSaysSo) {
  deliver(0, 5ms);
  deliver(2, 5ms);
  deliver(1, 25s);  // overtaken by 2
  deliver(1, 26s);  // and once more
  const DashboardSummary& summary = dashboard.summary(made(2) + 10s);
  EXPECT_EQ(summary.applied, 2);
  EXPECT_EQ(summary.out_of_order, 1);
  EXPECT_EQ(summary.duplicate, 1);
  EXPECT_EQ(dashboard.shown(1)->report.time, made(2));
  EXPECT_EQ(rows[2].effect, ReportEffect::out_of_order);
  EXPECT_EQ(rows[3].effect, ReportEffect::duplicate);
}

TEST_F(LocationDashboardTest, TakesARunOfRecordsOneByOne) {
  deliver(0, 5ms, 4);
  EXPECT_EQ(rows.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(rows[i].report.time, made(static_cast<std::int64_t>(i)));
    EXPECT_EQ(rows[i].offset, kafka::Offset(1000 + static_cast<std::int64_t>(i)));
  }
  deliver(2, 25s, 3);  // 2 and 3 again, 4 for the first time
  const DashboardSummary& summary = dashboard.summary(made(5));
  EXPECT_EQ(summary.applied, 5);
  EXPECT_EQ(summary.duplicate, 2);
  EXPECT_EQ(dashboard.shown(1)->report.time, made(4));
}

TEST_F(LocationDashboardTest, ALostReportLetsTheAgeGrowToFortySeconds) {
  deliver(0, 0ms);
  deliver(2, 0ms);  // 1 is lost
  const DashboardSummary& summary = dashboard.summary(made(2));
  // Sampled at whole seconds from made(0) to made(2), 40 s: 40 samples, their ages f, f + 1 s, ... f + 39 s with f the
  // way from made(0) to the next whole second.
  EXPECT_EQ(summary.staleness.count(), 40);
  const std::int64_t second = 1'000'000'000;
  const std::int64_t first = second - made(0).time_since_epoch().count() % second;
  EXPECT_EQ(summary.staleness.min(), first);
  EXPECT_EQ(summary.staleness.max(), first + 39 * second);
  EXPECT_DOUBLE_EQ(summary.staleness.mean(), static_cast<double>(first) + 19.5e9);
}

TEST_F(LocationDashboardTest, SamplesEachInstantOnce) {
  deliver(0, 0ms);
  dashboard.summary(made(0) + 10s);
  dashboard.summary(made(0) + 10s);
  deliver(1, 0ms);
  const DashboardSummary& summary = dashboard.summary(made(1) + 20s);
  EXPECT_EQ(summary.staleness.count(), 40);
  EXPECT_EQ(summary.position_error.count(), 40);
  EXPECT_LT(summary.staleness.max(), 20'000'000'000);
  EXPECT_EQ(summary.delivery_delay.count(), 2);
  EXPECT_EQ(summary.trucks_shown, 1);
  EXPECT_EQ(summary.trucks_never_shown, 1);
}

TEST_F(LocationDashboardTest, SamplesAtWholeSecondsTheLastOneIncluded) {
  deliver_at(sim::SimTime(20s), 0);
  EXPECT_EQ(dashboard.summary(sim::SimTime(20s)).staleness.count(), 1);
  EXPECT_EQ(dashboard.summary(sim::SimTime(22s) - 1ns).staleness.count(), 2);
  EXPECT_EQ(dashboard.summary(sim::SimTime(22s)).staleness.count(), 3);
}

TEST_F(LocationDashboardTest, SamplesTheErrorInMetres) {
  const DrivenLeg leg = fleet.driven(1, sim::SimTime(2h), sim::SimTime(6h)).back();
  const std::int64_t k = fleet.reports_before(1, leg.start) + 10;
  deliver(k, 0ms);
  // 68.46 km an hour on the map: 19.02 m/s. The last sample is less than a second before 20 s have passed.
  const DashboardSummary& summary = dashboard.summary(made(k) + 20s);
  const double speed = distance_km({52, 5}, {52, 6}) / 3.6;
  EXPECT_GE(static_cast<double>(summary.position_error.max()), 19 * speed - 1);
  EXPECT_LE(static_cast<double>(summary.position_error.max()), 20 * speed + 1);
  EXPECT_NEAR(summary.position_error.mean(), summary.staleness.mean() / 1e9 * speed, 0.5);
}

TEST_F(LocationDashboardTest, StateSortsTrucksByAge) {
  const sim::SimTime now = sim::SimTime(1h);
  const std::int64_t k = fleet.reports_before(1, now) - 1;
  deliver(k - 1, 0ms);
  dashboard.on_event(fleet.report_time(2, k), kafka::kNoHost, delivered(fleet, 2, k));
  const sim::SimTime one = made(k - 1);
  const sim::SimTime two = fleet.report_time(2, k);
  ASSERT_GT(two, one);

  const DashboardState fresh = dashboard.state(one + 21s);
  EXPECT_EQ(fresh.trucks_shown, 2);
  EXPECT_EQ(fresh.on_time, 2);
  const DashboardState late = dashboard.state(one + 21s + 1ns);
  EXPECT_EQ(late.on_time, 1);
  EXPECT_EQ(late.late, 1);
  const DashboardState lost = dashboard.state(one + 26s + 1ns);
  EXPECT_EQ(lost.lost, 1);
  EXPECT_EQ(lost.age_max, 26s + 1ns);
  EXPECT_EQ(lost.age_p95, 26s + 1ns);
  // Rank ceil(0.5 * 2) = 1: the smaller age.
  EXPECT_EQ(lost.age_p50, one + 26s + 1ns - two);
  EXPECT_EQ(lost.error_km_max,
            std::max(dashboard.error_km(1, one + 26s + 1ns), dashboard.error_km(2, one + 26s + 1ns)));
  EXPECT_EQ(LocationDashboard(fleet, kGroup, truck_of).state(now).trucks_shown, 0);
}

TEST_F(LocationDashboardTest, HearsItsOwnGroupAndItsOwnTrucksOnly) {
  kafka::RecordsDelivered event = delivered(fleet, 1, 0);
  event.group = kOtherGroup;
  dashboard.on_event(made(0), kafka::kNoHost, event);
  event = delivered(fleet, 1, 0);
  event.producer = kafka::ClientId(2);
  dashboard.on_event(made(0), kafka::kNoHost, event);
  dashboard.on_event(made(0), kafka::kNoHost, kafka::PollProcessed{kGroup, kafka::ClientId(5), 1});
  EXPECT_TRUE(rows.empty());
  EXPECT_EQ(dashboard.summary(made(1)).trucks_never_shown, 2);
}

}  // namespace
}  // namespace scenario
