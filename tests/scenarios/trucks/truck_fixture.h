#pragma once
/// A map simple enough for arithmetic by hand, and deliveries made by hand.

#include <cstdint>
#include <string>
#include <vector>

#include "model/observe/event.h"
#include "scenarios/engine/trucks/fleet.h"
#include "scenarios/engine/trucks/regions.h"
#include "scenarios/engine/trucks/road_map.h"

namespace scenario {

using namespace std::chrono_literals;

/// Two cities on the 52nd parallel, one degree apart (68.46 km as the crow flies), joined by 80 km of road at 80 km/h:
/// an hour. A truck that left West f hours ago is at longitude 5 + f, one that left East at 6 - f.
inline RoadMap straight_road() {
  return RoadMap({{"West", {52, 5}}, {"East", {52, 6}}}, {{"A1", CityId(0), CityId(1), 80'000, 80}});
}

/// A strip across that road between two longitudes.
inline Region strip(double west, double east) {
  return {"Strip", {{51.9, west}, {51.9, east}, {52.1, east}, {52.1, west}}};
}

inline constexpr kafka::GroupId kGroup{3};
inline constexpr kafka::GroupId kOtherGroup{4};

/// Producers 10, 11, ... belong to trucks 1, 2, ...; all others to none.
inline int truck_of(kafka::ClientId client) { return client.value() >= 10 ? client.value() - 9 : 0; }

/// poll() of kGroup returned the truck's reports k .. k + count - 1, made on schedule.
inline kafka::RecordsDelivered delivered(const Fleet& fleet, int truck, std::int64_t k, std::int32_t count = 1) {
  kafka::RecordsDelivered event{};
  event.group = kGroup;
  event.member = kafka::ClientId(5);
  event.tp = {kafka::TopicId(0), kafka::PartitionId(7)};
  event.base_offset = kafka::Offset(1000 + k);
  event.count = count;
  event.producer = kafka::ClientId(9 + truck);
  event.first_id = kafka::RecordId(k);
  event.first_timestamp = fleet.report_time(truck, k);
  event.last_timestamp = fleet.report_time(truck, k + count - 1);
  return event;
}

}  // namespace scenario
