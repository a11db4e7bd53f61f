#include "scenarios/engine/trucks/fleet.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "tests/scenarios/trucks/truck_fixture.h"

namespace scenario {
namespace {

bool same(const Position& a, const Position& b) {
  return a.at == b.at && a.speed_kmh == b.speed_kmh && a.heading == b.heading && a.leg == b.leg && a.trip == b.trip;
}

class FleetTest : public testing::Test {
 protected:
  const RoadMap map = RoadMap::netherlands();
  const sim::Streams streams{1};
};

TEST_F(FleetTest, AHundredTrucksMakeAHundredAndEightyReportsEachInAnHour) {
  const Fleet fleet(map, streams, 100, 20s);
  std::set<sim::SimTime> phases;
  for (int truck = 1; truck <= 100; ++truck) {
    EXPECT_EQ(fleet.reports_before(truck, sim::SimTime(1h)), 180);
    const sim::SimTime first = fleet.report_time(truck, 0);
    EXPECT_GE(first, sim::SimTime(0s));
    EXPECT_LT(first, sim::SimTime(20s));
    EXPECT_EQ(fleet.report_time(truck, 179), first + 3580s);
    phases.insert(first);
    // Before an instant, not at it.
    EXPECT_EQ(fleet.reports_before(truck, first), 0);
    EXPECT_EQ(fleet.reports_before(truck, first + sim::Duration(1)), 1);
    EXPECT_EQ(fleet.reports_before(truck, first + 20s), 1);
  }
  EXPECT_EQ(phases.size(), 100u);
  // Uniform in [0, 20 s): the mean of 100 is 10 s with a deviation of 20 / sqrt(12 * 100) = 0.58 s.
  double sum = 0;
  for (const sim::SimTime phase : phases) sum += sim::to_seconds(phase);
  EXPECT_NEAR(sum / 100, 10, 4 * 0.58);
}

TEST_F(FleetTest, PositionsDoNotDependOnTheOrderOfQuestions) {
  const Fleet forward(map, streams, 20, 20s);
  const Fleet jumping(map, streams, 20, 20s);
  const Fleet small(map, streams, 3, 7s);  // other trucks and the report interval do not matter either
  std::vector<Position> seen;
  for (sim::SimTime t{}; t < sim::SimTime(48h); t += 10min)
    for (int truck = 1; truck <= 20; ++truck) seen.push_back(forward.position(truck, t));
  ASSERT_EQ(seen.size(), 288u * 20);
  // 5760 = 2^7 3^2 5: 1009 is prime to it, so every index comes up once.
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const std::size_t at = i * 1009 % seen.size();
    const int truck = static_cast<int>(at % 20) + 1;
    const sim::SimTime t(10min * static_cast<std::int64_t>(at / 20));
    ASSERT_TRUE(same(jumping.position(truck, t), seen[at]));
    if (truck <= 3) {
      ASSERT_TRUE(same(small.position(truck, t), seen[at]));
    }
  }
}

TEST_F(FleetTest, SeedsAndTrucksDiffer) {
  const Fleet one(map, streams, 10, 20s);
  const Fleet other(map, sim::Streams(2), 10, 20s);
  const auto day = [](const Fleet& fleet, int truck) {
    std::vector<double> latitudes;
    for (sim::SimTime t{}; t < sim::SimTime(24h); t += 1h) latitudes.push_back(fleet.position(truck, t).at.latitude);
    return latitudes;
  };
  std::set<std::vector<double>> days;
  for (int truck = 1; truck <= 10; ++truck) {
    days.insert(day(one, truck));
    days.insert(day(other, truck));
  }
  EXPECT_EQ(days.size(), 20u);
}

TEST_F(FleetTest, NobodyJumpsAndNobodySpeeds) {
  const Fleet fleet(map, streams, 5, 20s);
  for (int truck = 1; truck <= 5; ++truck) {
    Position before = fleet.position(truck, sim::SimTime(0s));
    for (sim::SimTime t(1s); t <= sim::SimTime(24h); t += 1s) {
      const Position now = fleet.position(truck, t);
      const double metres = 1000 * distance_km(before.at, now.at);
      ASSERT_LE(metres, 80 / 3.6) << "truck " << truck << " at " << sim::to_seconds(t);
      if (before.leg == now.leg && before.trip == now.trip) {
        // On one road: its speed over its winding, to 1 % for a line that is straight on the map only; resting: none.
        if (now.resting()) {
          ASSERT_EQ(metres, 0);
        } else {
          const Road& road = map.road(now.leg.road);
          const double crow = distance_km(map.city(road.a).at, map.city(road.b).at);
          const double winding = static_cast<double>(road.length_m) / 1000 / crow;
          ASSERT_NEAR(metres, road.speed_kmh / 3.6 / winding, 0.01 * metres);
          ASSERT_EQ(now.speed_kmh, road.speed_kmh);
        }
      }
      before = now;
    }
  }
}

TEST_F(FleetTest, TripsFollowTheFastestRoutesAndRestsLastAQuarterToAnHour) {
  const Fleet fleet(map, streams, 20, 20s);
  int trips = 0;
  for (int truck = 1; truck <= 20; ++truck) {
    const std::vector<DrivenLeg> driven = fleet.driven(truck, sim::SimTime(0s), sim::SimTime(72h));
    std::vector<DrivenLeg> trip;
    for (const DrivenLeg& leg : driven) {
      EXPECT_EQ(leg.end - leg.start, map.road(leg.leg.road).travel_time());
      if (!trip.empty()) {
        ASSERT_EQ(leg.leg.from, trip.back().leg.to);
        const sim::Duration rest = leg.start - trip.back().end;
        if (rest > sim::Duration(0)) {
          EXPECT_GE(rest, 15min);
          EXPECT_LE(rest, 60min);
          if (trip.front().start > sim::SimTime(0s)) {  // the first one is seen from its midst
            const Route route = map.route(trip.front().leg.from, trip.back().leg.to);
            ASSERT_EQ(trip.size(), route.legs.size());
            for (std::size_t i = 0; i < trip.size(); ++i) EXPECT_EQ(trip[i].leg, route.legs[i]);
            ++trips;
          }
          trip.clear();
        }
      }
      trip.push_back(leg);
    }
  }
  // About ten a day each: 20 trucks in 3 days.
  EXPECT_GT(trips, 400);
  EXPECT_LT(trips, 800);
}

TEST_F(FleetTest, PositionsLieOnTheLegsDriven) {
  const Fleet fleet(map, streams, 3, 20s);
  for (int truck = 1; truck <= 3; ++truck) {
    for (const DrivenLeg& driven : fleet.driven(truck, sim::SimTime(2h), sim::SimTime(20h))) {
      const GeoPoint from = map.city(driven.leg.from).at;
      const GeoPoint to = map.city(driven.leg.to).at;
      if (driven.start >= sim::SimTime(2h)) {
        EXPECT_EQ(fleet.position(truck, driven.start).at, from);
      }
      const sim::Duration half = (driven.end - driven.start) / 2;
      const Position middle = fleet.position(truck, driven.end - half);
      EXPECT_NEAR(middle.at.latitude, (from.latitude + to.latitude) / 2, 1e-9);
      EXPECT_NEAR(middle.at.longitude, (from.longitude + to.longitude) / 2, 1e-9);
      EXPECT_EQ(middle.leg, driven.leg);
      EXPECT_EQ(middle.heading, heading_degrees(from, to));
    }
  }
}

TEST_F(FleetTest, TheStartIsInTheMidstOfTrips) {
  const Fleet fleet(map, streams, 1000, 20s);
  int resting = 0;
  std::set<RoadId> roads;
  for (int truck = 1; truck <= 1000; ++truck) {
    const Position position = fleet.position(truck, sim::SimTime(0s));
    EXPECT_EQ(position.trip, 0);
    if (position.resting()) {
      ++resting;
      EXPECT_EQ(position.leg.from, position.leg.to);
      EXPECT_EQ(position.at, map.city(position.leg.to).at);
      EXPECT_EQ(position.speed_kmh, 0);
    } else {
      roads.insert(position.leg.road);
    }
  }
  // A trip drives for some two hours and rests for 37.5 minutes on average.
  EXPECT_GT(resting, 150);
  EXPECT_LT(resting, 400);
  EXPECT_GT(roads.size(), 90u);
}

TEST_F(FleetTest, AReportSaysWhereTheTruckIs) {
  const Fleet fleet(map, streams, 2, 20s);
  const sim::SimTime t(1234567us);
  const GpsReport report = fleet.report(2, t);
  EXPECT_EQ(report.truck, 2);
  EXPECT_EQ(report.time, t);
  EXPECT_EQ((GeoPoint{report.latitude, report.longitude}), fleet.position(2, t).at);
}

TEST_F(FleetTest, ADayOfHistoryIsSmall) {
  const Fleet fleet(map, streams, 10, 20s);
  for (int truck = 1; truck <= 10; ++truck) {
    const Position late = fleet.position(truck, sim::SimTime(240h));
    EXPECT_GT(late.trip, 50);
    EXPECT_LT(fleet.history_bytes(truck), 10u * 1024);  // ten days
  }
}

TEST(StraightRoad, PositionsAreAMatterOfArithmetic) {
  const RoadMap map = straight_road();
  const Fleet fleet(map, sim::Streams(1), 1, 20s);
  const std::vector<DrivenLeg> driven = fleet.driven(1, sim::SimTime(2h), sim::SimTime(6h));
  ASSERT_GE(driven.size(), 2u);
  for (const DrivenLeg& leg : driven) {
    EXPECT_EQ(leg.end - leg.start, 1h);
    const bool eastwards = leg.leg.from == CityId(0);
    const Position quarter = fleet.position(1, leg.start + 15min);
    EXPECT_DOUBLE_EQ(quarter.at.longitude, eastwards ? 5.25 : 5.75);
    EXPECT_DOUBLE_EQ(quarter.at.latitude, 52);
    EXPECT_EQ(quarter.heading, eastwards ? 90 : 270);
    EXPECT_EQ(quarter.speed_kmh, 80);
    EXPECT_TRUE(fleet.position(1, leg.end).resting());
    EXPECT_TRUE(fleet.position(1, leg.end + 15min - sim::Duration(1)).resting());
  }
}

}  // namespace
}  // namespace scenario
