#pragma once
/// Trucks that drive the roads of a map: where each one is at any instant, and when it reports.

#include <cstdint>
#include <vector>

#include "scenarios/engine/trucks/geo.h"
#include "scenarios/engine/trucks/road_map.h"
#include "sim/core/time.h"
#include "sim/random/rng.h"
#include "sim/random/streams.h"

namespace scenario {

/// Where a truck is and what it does there.
struct Position {
  GeoPoint at;
  std::int32_t speed_kmh = 0;  ///< along the road, which winds; 0 while resting
  std::int32_t heading = 0;    ///< compass degrees on the map: 0 is north, 90 is east; 0 while resting
  Leg leg;                     ///< while resting: no road, and both ends are the city
  std::int64_t trip = 0;       ///< from 0; a trip ends with the rest after it

  [[nodiscard]] bool resting() const { return leg.road == kNoRoad; }
};

/// What a truck sends: the tutorial's record.
struct GpsReport {
  int truck = 0;
  double latitude = 0;
  double longitude = 0;
  sim::SimTime time;
};

/// A leg as one truck drove it: at `start` it left leg.from, at `end` it reached leg.to.
struct DrivenLeg {
  sim::SimTime start;
  sim::SimTime end;
  Leg leg;
};

/// A truck starts in the midst of a trip, drives to a random city by the fastest route, rests 15 to 60 minutes, goes to
/// the next. Where it is depends on (seed, truck, time) and nothing else: histories grow as far as somebody asks, in
/// whatever order. Trucks have the numbers 1 to size().
///
/// Streams: "truck/<i>/trips", "truck/<i>/report". Times are 0 or later. Memory: 16 bytes a trip, about 200 bytes per
/// truck and day, and the legs of one trip. A position on the trip last asked for costs about 10 ns; on another one,
/// O(log trips + legs). One thread at a time.
class Fleet {
 public:
  /// `map` outlives the fleet and has two cities or more; `every`: between two reports of a truck.
  Fleet(const RoadMap& map, const sim::Streams& streams, int trucks, sim::Duration every);

  [[nodiscard]] int size() const { return static_cast<int>(tracks_.size()); }
  [[nodiscard]] sim::Duration every() const { return every_; }
  [[nodiscard]] const RoadMap& map() const { return map_; }

  [[nodiscard]] Position position(int truck, sim::SimTime t) const;
  /// The report that the truck makes at t, whether that is on its schedule or not (a blocked thread reports late).
  [[nodiscard]] GpsReport report(int truck, sim::SimTime t) const;

  /// The truck's first report is due at a seeded instant in [0, every), the others follow `every` by `every`.
  [[nodiscard]] sim::SimTime report_time(int truck, std::int64_t k) const { return track(truck).phase + k * every_; }
  /// How many reports of the truck are due before `end`.
  [[nodiscard]] std::int64_t reports_before(int truck, sim::SimTime end) const;

  /// What the truck drives in [begin, end], in order; legs may stick out at both ends.
  [[nodiscard]] std::vector<DrivenLeg> driven(int truck, sim::SimTime begin, sim::SimTime end) const;
  /// Bytes held for the truck's trips so far.
  [[nodiscard]] std::size_t history_bytes(int truck) const;

 private:
  struct Trip {
    sim::SimTime depart;  // the first one: at or before time 0
    CityId from;
    CityId to;
  };
  struct Track {
    sim::SimTime phase;
    sim::Rng rng;
    std::vector<Trip> trips;
    sim::SimTime next_depart;  // end of the last trip's rest
    // The legs of the trip last asked for.
    std::size_t open_trip = 0;
    std::vector<DrivenLeg> legs;
  };

  [[nodiscard]] Track& track(int truck) const;
  void add_trip(Track& track, CityId from) const;
  void open(Track& track, std::size_t trip) const;
  void open_at(Track& track, sim::SimTime t) const;
  [[nodiscard]] sim::SimTime trip_end(const Track& track, std::size_t trip) const;

  const RoadMap& map_;
  sim::Duration every_;
  std::vector<int> headings_;          // by road, from a to b
  mutable std::vector<Track> tracks_;  // a cache of what (seed, truck) say: no answer depends on what was asked before
};

}  // namespace scenario
