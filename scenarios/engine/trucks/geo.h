#pragma once
/// Points on the globe and the distance between them.
///
/// From + - * / and square roots alone: the same bits on every machine and compiler (see sim/random/elementary.h).

namespace scenario {

struct GeoPoint {
  double latitude = 0;   ///< degrees north
  double longitude = 0;  ///< degrees east

  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

/// Great-circle distance by the haversine formula on a sphere of the Earth's mean radius (6371.0088 km, IUGG).
/// About 40 ns for points of one country.
double distance_km(GeoPoint a, GeoPoint b);

/// The point `fraction` of the way along the straight line that a map in latitude and longitude shows.
inline GeoPoint on_line(GeoPoint a, GeoPoint b, double fraction) {
  return {a.latitude + (b.latitude - a.latitude) * fraction, a.longitude + (b.longitude - a.longitude) * fraction};
}

/// Compass direction from a to b on the map, in whole degrees: 0 is north, 90 is east.
int heading_degrees(GeoPoint a, GeoPoint b);

}  // namespace scenario
