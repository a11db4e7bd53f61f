#include "scenarios/engine/trucks/road_map.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/engine/trucks/road_graph.h"

namespace scenario {
namespace {

std::size_t index(CityId id) { return static_cast<std::size_t>(id.value()); }

TEST(RoadMap, HasSixtyCitiesAllOfThemReachable) {
  const RoadMap map = RoadMap::netherlands();
  ASSERT_EQ(map.cities().size(), 60u);
  ASSERT_EQ(map.roads().size(), 108u);

  std::set<std::string> names;
  for (const City& city : map.cities()) names.insert(city.name);
  EXPECT_EQ(names.size(), 60u);

  std::set<CityId> reached{CityId(0)};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const Road& road : map.roads()) {
      if (reached.contains(road.a)) reached.insert(road.b);
      if (reached.contains(road.b)) reached.insert(road.a);
    }
  }
  EXPECT_EQ(reached.size(), 60u);
}

TEST(RoadMap, RoadsAreAsLongAsTheirWindingSays) {
  const RoadMap map = RoadMap::netherlands();
  std::set<std::pair<CityId, CityId>> pairs;
  for (const Road& road : map.roads()) {
    pairs.insert(std::minmax(road.a, road.b));
    const double crow = 1000 * distance_km(map.city(road.a).at, map.city(road.b).at);
    const bool motorway = road.name.starts_with("A");
    EXPECT_TRUE(motorway || road.name.starts_with("N")) << road.name;
    EXPECT_EQ(road.speed_kmh, motorway ? 80 : 60) << road.name;
    // Rounded to 100 m.
    EXPECT_NEAR(static_cast<double>(road.length_m), crow * (motorway ? 1.15 : 1.25), 50.5) << road.name;
    EXPECT_GE(static_cast<double>(road.length_m), crow) << road.name;
  }
  EXPECT_EQ(pairs.size(), map.roads().size()) << "two roads join the same cities";
}

TEST(RoadMap, KnowsItsCitiesByName) {
  const RoadMap map = RoadMap::netherlands();
  const CityId utrecht = map.find_city("Utrecht");
  ASSERT_NE(utrecht, kNoCity);
  EXPECT_EQ(map.city(utrecht).at, (GeoPoint{52.09, 5.12}));
  EXPECT_EQ(map.find_city("Atlantis"), kNoCity);
}

TEST(RoadMap, RoutesTakeTheTimeThatFloydAndWarshallFind) {
  const RoadMap map = RoadMap::netherlands();
  const std::size_t n = map.cities().size();
  constexpr std::int64_t kFar = std::int64_t{1} << 60;
  std::vector<std::vector<std::int64_t>> best(n, std::vector<std::int64_t>(n, kFar));
  for (std::size_t i = 0; i < n; ++i) best[i][i] = 0;
  for (const Road& road : map.roads()) {
    // Metres at km/h: an hour has 3.6e12 ns, a kilometre 1000 m.
    const std::int64_t time = road.length_m * 3'600'000'000 / road.speed_kmh;
    best[index(road.a)][index(road.b)] = std::min(best[index(road.a)][index(road.b)], time);
    best[index(road.b)][index(road.a)] = best[index(road.a)][index(road.b)];
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) best[i][j] = std::min(best[i][j], best[i][k] + best[k][j]);

  for (std::int16_t from = 0; from < 60; ++from) {
    for (std::int16_t to = 0; to < 60; ++to) {
      const Route route = map.route(CityId(from), CityId(to));
      ASSERT_EQ(route.time.count(), best[index(CityId(from))][index(CityId(to))]);
      CityId at(from);
      sim::Duration time{0};
      std::int64_t length = 0;
      for (const Leg& leg : route.legs) {
        const Road& road = map.road(leg.road);
        ASSERT_EQ(leg.from, at);
        ASSERT_EQ(std::minmax(leg.from, leg.to), std::minmax(road.a, road.b));
        at = leg.to;
        time += road.travel_time();
        length += road.length_m;
      }
      ASSERT_EQ(at, CityId(to));
      ASSERT_EQ(time, route.time);
      ASSERT_EQ(length, route.length_m);
    }
  }
}

TEST(RoadMap, OfEquallyFastRoutesTheLowestRoadDecides) {
  // A square: from A to C by B (roads 1 and 3) or by D (roads 0 and 2), half an hour each.
  const std::vector<City> cities{{"A", {52, 5}}, {"B", {52, 5.1}}, {"C", {52.1, 5.1}}, {"D", {52.1, 5}}};
  const std::vector<Road> roads{{"AD", CityId(0), CityId(3), 20'000, 80},
                                {"AB", CityId(0), CityId(1), 20'000, 80},
                                {"DC", CityId(3), CityId(2), 20'000, 80},
                                {"BC", CityId(1), CityId(2), 20'000, 80}};
  const RoadMap map(cities, roads);
  const Route there = map.route(CityId(0), CityId(2));
  EXPECT_EQ(there.legs, (std::vector<Leg>{{RoadId(0), CityId(0), CityId(3)}, {RoadId(2), CityId(3), CityId(2)}}));
  EXPECT_EQ(there.time, std::chrono::minutes(30));
  EXPECT_EQ(there.length_m, 40'000);
  // The way back begins at C, where DC (2) comes before BC (3).
  const Route back = map.route(CityId(2), CityId(0));
  EXPECT_EQ(back.legs, (std::vector<Leg>{{RoadId(2), CityId(2), CityId(3)}, {RoadId(0), CityId(3), CityId(0)}}));

  EXPECT_TRUE(map.route(CityId(1), CityId(1)).legs.empty());
  EXPECT_EQ(map.route(CityId(1), CityId(1)).time, sim::Duration(0));
}

TEST(RoadMap, TimeCountsNotDistance) {
  // Direct: 20 km at 60 km/h, 20 minutes. By B: 12 + 12 km at 80 km/h, 18 minutes.
  const RoadMap map({{"A", {52, 5}}, {"B", {52.05, 5.1}}, {"C", {52, 5.2}}},
                    {{"N1", CityId(0), CityId(2), 20'000, 60},
                     {"A1", CityId(0), CityId(1), 12'000, 80},
                     {"A2", CityId(1), CityId(2), 12'000, 80}});
  EXPECT_EQ(map.route(CityId(0), CityId(2)).legs.size(), 2u);
  EXPECT_EQ(map.travel_time(CityId(0), CityId(2)), std::chrono::minutes(18));
}

TEST(RoadMap, IsAGraphForBoost) {
  const RoadMap map = RoadMap::netherlands();
  const RoadGraph graph = make_road_graph(map.cities(), map.roads());
  EXPECT_EQ(boost::num_vertices(graph), 60u);
  EXPECT_EQ(boost::num_edges(graph), 108u);
  const auto [edges, end] = boost::edges(graph);
  for (auto edge = edges; edge != end; ++edge) {
    const Road& road = map.road(RoadId(boost::get(boost::edge_index, graph, *edge)));
    EXPECT_EQ(boost::source(*edge, graph), index(road.a));
    EXPECT_EQ(boost::target(*edge, graph), index(road.b));
    EXPECT_EQ(boost::get(boost::edge_weight, graph, *edge), road.travel_time().count());
  }
}

TEST(RoadMapDeathTest, RefusesMapsThatMakeNoSense) {
  const std::vector<City> two{{"A", {52, 5}}, {"B", {52, 6}}};
  EXPECT_DEATH(RoadMap(two, {}), "every city can be reached");
  EXPECT_DEATH(RoadMap(two, {{"A1", CityId(0), CityId(1), 68'000, 80}}), "no road is shorter");
  EXPECT_DEATH(RoadMap(two, {{"A1", CityId(0), CityId(0), 68'000, 80}}), "two different cities");
}

}  // namespace
}  // namespace scenario
