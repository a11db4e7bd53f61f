#include "scenarios/engine/trucks/regions.h"

#include <utility>

#define BOOST_ALLOW_DEPRECATED_HEADERS  // Boost 1.74 notes its own use of one at every compilation
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/within.hpp>
#include <boost/geometry/geometries/register/point.hpp>
#include <boost/geometry/geometries/register/ring.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include "sim/core/check.h"

BOOST_GEOMETRY_REGISTER_POINT_2D(scenario::GeoPoint, double, boost::geometry::cs::cartesian, longitude, latitude)
BOOST_GEOMETRY_REGISTER_RING(std::vector<scenario::GeoPoint>)

namespace scenario {

Regions::Regions(std::vector<Region> regions) : regions_(std::move(regions)) {
  SIM_CHECK(regions_.size() <= 32, "a RegionSet has 32 places");
  for (Region& region : regions_) {
    SIM_CHECK(region.corners.size() >= 3, "a polygon has three corners or more");
    boost::geometry::correct(region.corners);
  }
}

Regions Regions::netherlands() {
  return Regions({
      {"Amsterdam Ring", {{52.42, 4.88}, {52.40, 4.97}, {52.34, 4.98}, {52.32, 4.90}, {52.34, 4.83}, {52.39, 4.83}}},
      {"Schiphol Airport", {{52.35, 4.70}, {52.34, 4.80}, {52.29, 4.80}, {52.25, 4.70}, {52.28, 4.62}, {52.33, 4.65}}},
      {"Green Heart", {{52.19, 4.63}, {52.16, 4.90}, {52.06, 4.95}, {51.97, 4.88}, {51.96, 4.68}, {52.05, 4.60}}},
      {"Port of Rotterdam", {{51.96, 4.15}, {51.97, 4.50}, {51.91, 4.56}, {51.86, 4.48}, {51.80, 4.38}, {51.80, 4.22}}},
      {"Moerdijk Weighbridge", {{51.7025, 4.56}, {51.7025, 4.76}, {51.7000, 4.76}, {51.7000, 4.56}}},
      {"Utrecht Hub", {{52.15, 5.08}, {52.14, 5.20}, {52.05, 5.22}, {52.02, 5.12}, {52.04, 5.02}, {52.11, 5.01}}},
      {"Eindhoven Brainport",
       {{51.50, 5.43}, {51.50, 5.54}, {51.45, 5.58}, {51.39, 5.54}, {51.39, 5.42}, {51.44, 5.38}}},
      {"Veluwe",
       {{52.30, 5.70},
        {52.29, 5.88},
        {52.17, 5.92},
        {52.13, 6.00},
        {52.04, 5.98},
        {52.03, 5.78},
        {52.08, 5.68},
        {52.18, 5.62}}},
      {"Zwolle Crossing", {{52.56, 6.07}, {52.55, 6.16}, {52.49, 6.18}, {52.46, 6.11}, {52.48, 6.02}, {52.53, 6.01}}},
      {"Venlo Gateway", {{51.42, 6.12}, {51.42, 6.20}, {51.36, 6.24}, {51.32, 6.20}, {51.33, 6.10}, {51.38, 6.07}}},
  });
}

bool Regions::contains(RegionId id, GeoPoint point) const { return boost::geometry::within(point, region(id).corners); }

RegionSet Regions::containing(GeoPoint point) const {
  RegionSet set;
  for (std::int16_t i = 0; i < size(); ++i)
    if (contains(RegionId(i), point)) set.insert(RegionId(i));
  return set;
}

}  // namespace scenario
