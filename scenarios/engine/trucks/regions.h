#pragma once
/// Named areas of the map, as polygons.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/engine/trucks/geo.h"
#include "sim/core/strong.h"

namespace scenario {

/// A dense index into Regions.
using RegionId = sim::StrongInt<struct RegionTag, std::int16_t>;

struct Region {
  std::string name;
  std::vector<GeoPoint> corners;  ///< in order, either way round
};

/// Some of the regions (of at most 32).
class RegionSet {
 public:
  constexpr RegionSet() = default;
  [[nodiscard]] constexpr bool contains(RegionId id) const { return (bits_ >> id.value() & 1u) != 0; }
  constexpr void insert(RegionId id) { bits_ |= 1u << id.value(); }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr int size() const { return std::popcount(bits_); }

  friend constexpr bool operator==(RegionSet, RegionSet) = default;

 private:
  std::uint32_t bits_ = 0;
};

/// Immutable. Regions may overlap.
class Regions {
 public:
  /// At most 32 simple polygons with three corners or more.
  explicit Regions(std::vector<Region> regions);

  /// Ten areas for RoadMap::netherlands(), invented for the notification service: around cities, across corridors, and
  /// a weighbridge so short that a truck may pass it between two reports.
  static Regions netherlands();

  [[nodiscard]] int size() const { return static_cast<int>(regions_.size()); }
  [[nodiscard]] const Region& region(RegionId id) const { return regions_[static_cast<std::size_t>(id.value())]; }
  [[nodiscard]] const std::string& name(RegionId id) const { return region(id).name; }

  /// Inside the polygon, its edge not included (Boost.Geometry's `within`). About 25 ns.
  [[nodiscard]] bool contains(RegionId id, GeoPoint point) const;
  [[nodiscard]] RegionSet containing(GeoPoint point) const;

 private:
  std::vector<Region> regions_;  // rings closed and clockwise, as Boost.Geometry wants them
};

}  // namespace scenario
