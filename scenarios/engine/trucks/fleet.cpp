#include "scenarios/engine/trucks/fleet.h"

#include <algorithm>
#include <string>

#include "sim/core/check.h"

namespace scenario {

namespace {

constexpr sim::Duration kShortestRest = std::chrono::minutes(15);
constexpr sim::Duration kLongestRest = std::chrono::minutes(60);

CityId random_city(sim::Rng& rng, int count) {
  return CityId(static_cast<std::int16_t>(rng.below(static_cast<std::uint64_t>(count))));
}

/// Any city but `from`, each equally likely.
CityId random_other_city(sim::Rng& rng, int count, CityId from) {
  const CityId drawn = random_city(rng, count - 1);
  return drawn < from ? drawn : drawn + 1;
}

sim::Duration random_duration(sim::Rng& rng, sim::Duration low, sim::Duration high) {
  return sim::Duration(rng.between(low.count(), high.count()));
}

}  // namespace

Fleet::Fleet(const RoadMap& map, const sim::Streams& streams, int trucks, sim::Duration every)
    : map_(map), every_(every) {
  SIM_CHECK(trucks >= 0 && every > sim::Duration(0) && map.city_count() >= 2);
  for (const Road& road : map.roads()) headings_.push_back(heading_degrees(map.city(road.a).at, map.city(road.b).at));
  tracks_.reserve(static_cast<std::size_t>(trucks));
  for (int truck = 1; truck <= trucks; ++truck) {
    const std::string name = "truck/" + std::to_string(truck);
    sim::Rng phase = streams.stream(name + "/report");
    Track track{sim::kTimeZero + random_duration(phase, sim::Duration(0), every - sim::Duration(1)),
                streams.stream(name + "/trips"),
                {},
                sim::kTimeZero,
                0,
                {}};
    add_trip(track, random_city(track.rng, map.city_count()));
    const sim::Duration gone =
        random_duration(track.rng, sim::Duration(0), track.next_depart - sim::kTimeZero - sim::Duration(1));
    track.trips.front().depart -= gone;
    track.next_depart -= gone;
    open(track, 0);
    tracks_.push_back(std::move(track));
  }
}

Position Fleet::position(int truck, sim::SimTime t) const {
  Track& track = this->track(truck);
  open_at(track, t);
  Position position;
  position.trip = static_cast<std::int64_t>(track.open_trip);
  const auto after = std::upper_bound(track.legs.begin(), track.legs.end(), t,
                                      [](sim::SimTime time, const DrivenLeg& leg) { return time < leg.end; });
  if (after == track.legs.end()) {
    const CityId city = track.trips[track.open_trip].to;
    position.at = map_.city(city).at;
    position.leg = {kNoRoad, city, city};
    return position;
  }
  const Leg& leg = after->leg;
  const Road& road = map_.road(leg.road);
  const double fraction =
      static_cast<double>((t - after->start).count()) / static_cast<double>((after->end - after->start).count());
  position.at = on_line(map_.city(leg.from).at, map_.city(leg.to).at, fraction);
  position.speed_kmh = road.speed_kmh;
  const int heading = headings_[static_cast<std::size_t>(leg.road.value())];
  position.heading = leg.from == road.a ? heading : (heading + 180) % 360;
  position.leg = leg;
  return position;
}

GpsReport Fleet::report(int truck, sim::SimTime t) const {
  const GeoPoint at = position(truck, t).at;
  return {truck, at.latitude, at.longitude, t};
}

std::int64_t Fleet::reports_before(int truck, sim::SimTime end) const {
  const sim::SimTime first = track(truck).phase;
  return end <= first ? 0 : (end - first - sim::Duration(1)) / every_ + 1;
}

std::vector<DrivenLeg> Fleet::driven(int truck, sim::SimTime begin, sim::SimTime end) const {
  std::vector<DrivenLeg> driven;
  Track& track = this->track(truck);
  open_at(track, begin);
  while (true) {
    for (const DrivenLeg& leg : track.legs)
      if (leg.end >= begin && leg.start <= end) driven.push_back(leg);
    if (trip_end(track, track.open_trip) > end) return driven;
    open_at(track, trip_end(track, track.open_trip));
  }
}

std::size_t Fleet::history_bytes(int truck) const { return track(truck).trips.capacity() * sizeof(Trip); }

Fleet::Track& Fleet::track(int truck) const {
  SIM_CHECK(truck >= 1 && truck <= size(), "no such truck");
  return tracks_[static_cast<std::size_t>(truck) - 1];
}

void Fleet::add_trip(Track& track, CityId from) const {
  const CityId to = random_other_city(track.rng, map_.city_count(), from);
  track.trips.push_back({track.next_depart, from, to});
  track.next_depart += map_.travel_time(from, to) + random_duration(track.rng, kShortestRest, kLongestRest);
}

sim::SimTime Fleet::trip_end(const Track& track, std::size_t trip) const {
  return trip + 1 < track.trips.size() ? track.trips[trip + 1].depart : track.next_depart;
}

void Fleet::open(Track& track, std::size_t trip) const {
  const Trip& opened = track.trips[trip];
  track.open_trip = trip;
  track.legs.clear();
  sim::SimTime start = opened.depart;
  for (CityId at = opened.from; at != opened.to;) {
    const RoadId road = map_.first_road(at, opened.to);
    const CityId next = map_.across(road, at);
    const sim::SimTime end = start + map_.road(road).travel_time();
    track.legs.push_back({start, end, {road, at, next}});
    start = end;
    at = next;
  }
}

void Fleet::open_at(Track& track, sim::SimTime t) const {
  SIM_CHECK(t >= sim::kTimeZero, "before the beginning");
  if (t >= track.trips[track.open_trip].depart && t < trip_end(track, track.open_trip)) return;
  while (track.next_depart <= t) add_trip(track, track.trips.back().to);
  const auto after = std::upper_bound(track.trips.begin(), track.trips.end(), t,
                                      [](sim::SimTime time, const Trip& trip) { return time < trip.depart; });
  open(track, static_cast<std::size_t>(after - track.trips.begin()) - 1);
}

}  // namespace scenario
