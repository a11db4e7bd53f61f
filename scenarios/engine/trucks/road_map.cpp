#include "scenarios/engine/trucks/road_map.h"

#include <limits>
#include <utility>

#include <boost/graph/dijkstra_shortest_paths.hpp>

#include "scenarios/engine/trucks/road_graph.h"
#include "scenarios/engine/trucks/road_map_data.h"
#include "sim/core/check.h"

namespace scenario {

RoadMap::RoadMap(std::vector<City> cities, std::vector<Road> roads)
    : cities_(std::move(cities)), roads_(std::move(roads)) {
  check();
  find_times();
  find_first_roads();
}

RoadMap RoadMap::netherlands() {
  std::vector<City> cities;
  for (const CityRow& row : netherlands_cities())
    cities.push_back({std::string(row.name), {row.latitude, row.longitude}});
  const auto number = [&](std::string_view name) {
    for (std::size_t i = 0; i < cities.size(); ++i)
      if (cities[i].name == name) return CityId(static_cast<std::int16_t>(i));
    SIM_CHECK(false, "a road leads to a city that is not on the map");
    return kNoCity;
  };
  std::vector<Road> roads;
  for (const RoadRow& row : netherlands_roads())
    roads.push_back(
        {std::string(row.name), number(row.from), number(row.to), std::int64_t{row.hectometres} * 100, row.speed_kmh});
  return {std::move(cities), std::move(roads)};
}

CityId RoadMap::find_city(std::string_view name) const {
  for (std::size_t i = 0; i < cities_.size(); ++i)
    if (cities_[i].name == name) return CityId(static_cast<std::int16_t>(i));
  return kNoCity;
}

Route RoadMap::route(CityId from, CityId to) const {
  Route route;
  route.time = travel_time(from, to);
  for (CityId at = from; at != to;) {
    const RoadId road_id = first_road(at, to);
    const CityId next = across(road_id, at);
    route.legs.push_back({road_id, at, next});
    route.length_m += road(road_id).length_m;
    at = next;
  }
  return route;
}

void RoadMap::check() const {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int16_t>::max());
  SIM_CHECK(!cities_.empty() && cities_.size() < kMost && roads_.size() < kMost);
  for (const Road& road : roads_) {
    SIM_CHECK(road.a.value() >= 0 && road.a.value() < city_count() && road.b.value() >= 0 &&
                  road.b.value() < city_count() && road.a != road.b,
              "a road joins two different cities");
    SIM_CHECK(road.speed_kmh > 0 && road.travel_time() > sim::Duration(0), "a road takes time");
    SIM_CHECK(static_cast<double>(road.length_m) >= 1000 * distance_km(city(road.a).at, city(road.b).at),
              "no road is shorter than the great circle");
  }
}

void RoadMap::find_times() {
  const RoadGraph graph = make_road_graph(cities_, roads_);
  std::vector<std::int64_t> times(cities_.size());
  for (std::size_t from = 0; from < cities_.size(); ++from) {
    boost::dijkstra_shortest_paths(graph, from, boost::distance_map(times.data()));
    for (const std::int64_t time : times) {
      SIM_CHECK(time < std::numeric_limits<std::int64_t>::max(), "every city can be reached from every other");
      times_.emplace_back(time);
    }
  }
}

void RoadMap::find_first_roads() {
  // Chosen from the times alone, so that no detail of the search decides between equals.
  first_roads_.assign(times_.size(), kNoRoad);
  for (std::size_t i = roads_.size(); i-- > 0;) {
    const Road& road = roads_[i];
    for (const auto& [from, next] : {std::pair(road.a, road.b), std::pair(road.b, road.a)}) {
      for (std::int16_t to = 0; to < city_count(); ++to) {
        if (from == CityId(to)) continue;
        if (road.travel_time() + travel_time(next, CityId(to)) == travel_time(from, CityId(to)))
          first_roads_[pair(from, CityId(to))] = RoadId(static_cast<std::int16_t>(i));
      }
    }
  }
}

}  // namespace scenario
