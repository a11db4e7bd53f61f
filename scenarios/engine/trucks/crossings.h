#pragma once
/// The truth about regions: when trucks really enter and leave them.

#include <vector>

#include "scenarios/engine/trucks/fleet.h"
#include "scenarios/engine/trucks/regions.h"
#include "sim/core/time.h"

namespace scenario {

struct Crossing {
  sim::SimTime at;
  int truck = 0;
  RegionId region;
  bool enters = false;  ///< else leaves

  friend bool operator==(const Crossing&, const Crossing&) = default;
};

/// Where each road cuts each region is solved once; a truck's crossings follow from the legs it drives, exact to the
/// nanosecond. No city may lie on a region's edge. Fleet and regions outlive it.
class Crossings {
 public:
  Crossings(const Fleet& fleet, const Regions& regions);

  /// The truck's crossings in (after, until], by time, then region.
  [[nodiscard]] std::vector<Crossing> of(int truck, sim::SimTime after, sim::SimTime until) const;

 private:
  struct Cut {
    double fraction;  // of the way from road.a to road.b
    RegionId region;
    bool enters;  // going from a to b
  };

  const Fleet& fleet_;
  std::vector<std::vector<Cut>> cuts_;  // by road, each by fraction
};

}  // namespace scenario
