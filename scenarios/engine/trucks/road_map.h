#pragma once
/// Cities and the roads between them, and the fastest way from one to another.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/trucks/geo.h"
#include "sim/core/strong.h"
#include "sim/core/time.h"

namespace scenario {

/// Dense indexes into RoadMap::cities() and roads().
using CityId = sim::StrongInt<struct CityTag, std::int16_t>;
using RoadId = sim::StrongInt<struct RoadTag, std::int16_t>;
inline constexpr CityId kNoCity{-1};
inline constexpr RoadId kNoRoad{-1};

struct City {
  std::string name;
  GeoPoint at;
};

/// Usable both ways. On the map it is the straight line between its cities; it is longer than that because it winds.
struct Road {
  std::string name;
  CityId a;
  CityId b;
  std::int64_t length_m = 0;
  std::int32_t speed_kmh = 0;

  /// From end to end; whole nanoseconds, rounded down.
  [[nodiscard]] sim::Duration travel_time() const { return sim::Duration(length_m * 3'600'000'000 / speed_kmh); }
};

/// One road, driven one way.
struct Leg {
  RoadId road = kNoRoad;
  CityId from = kNoCity;
  CityId to = kNoCity;

  friend bool operator==(const Leg&, const Leg&) = default;
};

struct Route {
  std::vector<Leg> legs;  ///< empty if start and end are the same city
  std::int64_t length_m = 0;
  sim::Duration time{0};
};

/// Immutable; at most a few hundred cities: it keeps the way from every city to every other.
class RoadMap {
 public:
  /// Every road joins two different cities, is at least as long as their great circle and has a speed; every city
  /// can be reached from every other.
  RoadMap(std::vector<City> cities, std::vector<Road> roads);

  /// 60 Dutch cities and 108 roads. Positions: GeoNames (CC BY 4.0). The net follows the country's motorways and main
  /// roads; each road's length is the great circle times a winding factor (see road_map_data.cpp).
  static RoadMap netherlands();

  [[nodiscard]] std::span<const City> cities() const { return cities_; }
  [[nodiscard]] std::span<const Road> roads() const { return roads_; }
  [[nodiscard]] const City& city(CityId id) const { return cities_[static_cast<std::size_t>(id.value())]; }
  [[nodiscard]] const Road& road(RoadId id) const { return roads_[static_cast<std::size_t>(id.value())]; }
  [[nodiscard]] int city_count() const { return static_cast<int>(cities_.size()); }
  /// kNoCity if there is none of that name.
  [[nodiscard]] CityId find_city(std::string_view name) const;

  /// The route that takes the least time (Dijkstra's algorithm, run once for each city when the map is made). Of
  /// several equally fast ones always the same: at every city the road with the lowest number. O(legs).
  [[nodiscard]] Route route(CityId from, CityId to) const;
  /// How long that route takes. O(1).
  [[nodiscard]] sim::Duration travel_time(CityId from, CityId to) const { return times_[pair(from, to)]; }
  /// The first road on that route; kNoRoad if from == to. O(1).
  [[nodiscard]] RoadId first_road(CityId from, CityId to) const { return first_roads_[pair(from, to)]; }
  /// The other end of a road.
  [[nodiscard]] CityId across(RoadId id, CityId from) const { return road(id).a == from ? road(id).b : road(id).a; }

 private:
  [[nodiscard]] std::size_t pair(CityId from, CityId to) const {
    return static_cast<std::size_t>(from.value()) * cities_.size() + static_cast<std::size_t>(to.value());
  }
  void check() const;
  void find_times();
  void find_first_roads();

  std::vector<City> cities_;
  std::vector<Road> roads_;
  std::vector<sim::Duration> times_;  // by pair(from, to), like the next
  std::vector<RoadId> first_roads_;
};

}  // namespace scenario
