#include "scenarios/engine/trucks/regions.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "scenarios/engine/trucks/crossings.h"
#include "tests/scenarios/trucks/truck_fixture.h"

namespace scenario {
namespace {

TEST(Regions, APointIsInsideOrNotWhicheverWayTheCornersTurn) {
  // An L: the square [0, 2] x [0, 2] without its upper right quarter.
  const std::vector<GeoPoint> corners{{0, 0}, {0, 2}, {1, 2}, {1, 1}, {2, 1}, {2, 0}};
  const Regions regions({{"one way", corners}, {"other way", {corners.rbegin(), corners.rend()}}});
  for (const RegionId id : {RegionId(0), RegionId(1)}) {
    EXPECT_TRUE(regions.contains(id, {0.5, 1.5}));
    EXPECT_TRUE(regions.contains(id, {1.5, 0.5}));
    EXPECT_FALSE(regions.contains(id, {1.5, 1.5}));
    EXPECT_FALSE(regions.contains(id, {-0.1, 1}));
    EXPECT_FALSE(regions.contains(id, {1, 0})) << "the edge is not inside";
  }
}

TEST(Regions, OverlapsGiveSetsOfMoreThanOne) {
  const Regions regions({strip(5.2, 5.6), strip(5.4, 5.8)});
  EXPECT_TRUE(regions.containing({52, 5.1}).empty());
  const RegionSet both = regions.containing({52, 5.5});
  EXPECT_EQ(both.size(), 2);
  const RegionSet first = regions.containing({52, 5.3});
  EXPECT_TRUE(first.contains(RegionId(0)));
  EXPECT_FALSE(first.contains(RegionId(1)));
  EXPECT_NE(first, both);
}

TEST(Regions, OfTheNetherlandsHoldTheirCities) {
  const RoadMap map = RoadMap::netherlands();
  const Regions regions = Regions::netherlands();
  EXPECT_EQ(regions.size(), 10);
  const auto where = [&](const char* city) -> std::string {
    const RegionSet set = regions.containing(map.city(map.find_city(city)).at);
    for (std::int16_t i = 0; i < regions.size(); ++i)
      if (set.contains(RegionId(i))) return regions.name(RegionId(i));
    return "";
  };
  EXPECT_EQ(where("Amsterdam"), "Amsterdam Ring");
  EXPECT_EQ(where("Hoofddorp"), "Schiphol Airport");
  EXPECT_EQ(where("Gouda"), "Green Heart");
  EXPECT_EQ(where("Rotterdam"), "Port of Rotterdam");
  EXPECT_EQ(where("Spijkenisse"), "Port of Rotterdam");
  EXPECT_EQ(where("Utrecht"), "Utrecht Hub");
  EXPECT_EQ(where("Eindhoven"), "Eindhoven Brainport");
  EXPECT_EQ(where("Zwolle"), "Zwolle Crossing");
  EXPECT_EQ(where("Venlo"), "Venlo Gateway");
  int outside = 0;
  for (const City& city : map.cities()) outside += regions.containing(city.at).empty() ? 1 : 0;
  EXPECT_EQ(outside, 51);
}

TEST(Regions, NoCityLiesNearAnEdge) {
  const RoadMap map = RoadMap::netherlands();
  const Regions regions = Regions::netherlands();
  for (const City& city : map.cities()) {
    for (std::int16_t i = 0; i < regions.size(); ++i) {
      const std::vector<GeoPoint>& ring = regions.region(RegionId(i)).corners;
      double nearest = 1e9;
      for (std::size_t k = 0; k + 1 < ring.size(); ++k)
        for (int step = 0; step <= 100; ++step)
          nearest = std::min(nearest, distance_km(city.at, on_line(ring[k], ring[k + 1], step / 100.0)));
      EXPECT_GT(nearest, 1.0) << city.name << ", " << regions.name(RegionId(i));
    }
  }
}

TEST(Crossings, OfAStraightRoadAreAMatterOfArithmetic) {
  const RoadMap map = straight_road();
  const Fleet fleet(map, sim::Streams(1), 1, 20s);
  const Regions regions({strip(5.25, 5.5)});
  const Crossings crossings(fleet, regions);
  int legs = 0;
  for (const DrivenLeg& leg : fleet.driven(1, sim::SimTime(2h), sim::SimTime(20h))) {
    if (leg.start < sim::SimTime(2h) || leg.end > sim::SimTime(20h)) continue;
    ++legs;
    const std::vector<Crossing> found = crossings.of(1, leg.start, leg.end);
    ASSERT_EQ(found.size(), 2u);
    // Eastwards 5.25 and 5.5 come after 15 and 30 minutes; westwards 5.5 and 5.25 after 30 and 45.
    const bool eastwards = leg.leg.from == CityId(0);
    EXPECT_LE(std::chrono::abs(found[0].at - (leg.start + (eastwards ? 15min : 30min))), 1us);
    EXPECT_LE(std::chrono::abs(found[1].at - (leg.start + (eastwards ? 30min : 45min))), 1us);
    EXPECT_TRUE(found[0].enters);
    EXPECT_FALSE(found[1].enters);
    EXPECT_EQ(found[0].truck, 1);
    EXPECT_EQ(found[0].region, RegionId(0));
    // The interval is open at its beginning and closed at its end.
    EXPECT_EQ(crossings.of(1, found[0].at, found[1].at), std::vector<Crossing>{found[1]});
  }
  EXPECT_GE(legs, 8);
}

TEST(Crossings, ACornerThatTouchesTheRoadIsNone) {
  const RoadMap map = straight_road();
  const Fleet fleet(map, sim::Streams(1), 1, 20s);
  // A triangle that stands on the road with its tip at 5.5, and one whose middle corner does so from below: a notch.
  const Regions regions({{"tip", {{52, 5.5}, {52.2, 5.4}, {52.2, 5.6}}},
                         {"notch", {{51.8, 5.2}, {52.2, 5.2}, {52.2, 5.8}, {51.8, 5.8}, {52, 5.5}}}});
  const Crossings crossings(fleet, regions);
  const DrivenLeg leg = fleet.driven(1, sim::SimTime(4h), sim::SimTime(8h)).back();
  const std::vector<Crossing> found = crossings.of(1, leg.start, leg.end);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].region, RegionId(1));
  EXPECT_EQ(found[1].region, RegionId(1));
  EXPECT_LE(std::chrono::abs(found[1].at - found[0].at - 36min), 1us);  // 0.6 of an hour
}

TEST(Crossings, AreAllThatDenseSamplingSees) {
  const RoadMap map = RoadMap::netherlands();
  const Fleet fleet(map, sim::Streams(3), 10, 20s);
  const Regions regions = Regions::netherlands();
  const Crossings crossings(fleet, regions);
  int seen = 0;
  for (int truck = 1; truck <= 10; ++truck) {
    const std::vector<Crossing> all = crossings.of(truck, sim::SimTime(0s), sim::SimTime(12h));
    auto next = all.begin();
    RegionSet inside = regions.containing(fleet.position(truck, sim::SimTime(0s)).at);
    for (sim::SimTime t(1s); t <= sim::SimTime(12h); t += 1s) {
      const RegionSet now = regions.containing(fleet.position(truck, t).at);
      // No region here is passed in less than a second, so each change is one crossing.
      for (std::int16_t i = 0; i < regions.size(); ++i) {
        if (now.contains(RegionId(i)) == inside.contains(RegionId(i))) continue;
        ASSERT_NE(next, all.end());
        EXPECT_EQ(next->region, RegionId(i));
        EXPECT_EQ(next->enters, now.contains(RegionId(i)));
        EXPECT_GT(next->at, t - 1s);
        EXPECT_LE(next->at, t);
        const auto in_at = [&](sim::SimTime at) { return regions.contains(RegionId(i), fleet.position(truck, at).at); };
        EXPECT_EQ(in_at(next->at - 1us), !next->enters);
        EXPECT_EQ(in_at(next->at + 1us), next->enters);
        ++next;
        ++seen;
      }
      inside = now;
    }
    EXPECT_EQ(next, all.end());
  }
  EXPECT_GT(seen, 50);
}

TEST(Crossings, AddUpOverAdjacentIntervals) {
  const RoadMap map = RoadMap::netherlands();
  const Fleet fleet(map, sim::Streams(1), 5, 20s);
  const Regions regions = Regions::netherlands();
  const Crossings crossings(fleet, regions);
  for (int truck = 1; truck <= 5; ++truck) {
    std::vector<Crossing> pieces;
    for (sim::SimTime t{}; t < sim::SimTime(24h); t += 20s)
      for (const Crossing& crossing : crossings.of(truck, t, t + 20s)) pieces.push_back(crossing);
    EXPECT_EQ(pieces, crossings.of(truck, sim::SimTime(0s), sim::SimTime(24h)));
    EXPECT_FALSE(pieces.empty());
  }
}

}  // namespace
}  // namespace scenario
