#pragma once
/// The tables behind RoadMap::netherlands().

#include <cstdint>
#include <span>
#include <string_view>

namespace scenario {

struct CityRow {
  std::string_view name;
  double latitude;   ///< degrees north
  double longitude;  ///< degrees east
};

struct RoadRow {
  std::string_view from;
  std::string_view to;
  std::string_view name;
  std::int32_t hectometres;
  std::int32_t speed_kmh;
};

std::span<const CityRow> netherlands_cities();
std::span<const RoadRow> netherlands_roads();

}  // namespace scenario
