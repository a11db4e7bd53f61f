#include "scenarios/engine/trucks/geo.h"

#include <cmath>

namespace scenario {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kEarthRadiusKm = 6371.0088;

constexpr double radians(double degrees) { return degrees * (kPi / 180); }

/// sin x for |x| <= pi / 2: Taylor's series; the first term left out is below 1e-18.
double sine(double x) {
  const double z = x * x;
  double sum = 1;
  for (int n = 20; n >= 2; n -= 2) sum = 1 - sum * z / (n * (n + 1));
  return x * sum;
}

/// asin s for 0 <= s <= 1: its series up to 1/2, above by asin s = pi/2 - 2 asin sqrt((1 - s) / 2).
double arc_sine(double s) {
  if (s > 0.5) return kPi / 2 - 2 * arc_sine(std::sqrt((1 - s) / 2));
  const double z = s * s;
  double power = s;
  double sum = s;
  for (int n = 1; n < 40 && power > 1e-18 * sum; ++n) {
    power *= z * (2 * n - 1) / (2 * n);
    sum += power / (2 * n + 1);
  }
  return sum;
}

}  // namespace

double distance_km(GeoPoint a, GeoPoint b) {
  const double half_north = sine(radians(b.latitude - a.latitude) / 2);
  const double half_east = sine(radians(b.longitude - a.longitude) / 2);
  const double sine_a = sine(radians(a.latitude) / 2);
  const double sine_b = sine(radians(b.latitude) / 2);
  const double cosines = (1 - 2 * sine_a * sine_a) * (1 - 2 * sine_b * sine_b);
  const double haversine = half_north * half_north + cosines * half_east * half_east;
  return 2 * kEarthRadiusKm * arc_sine(std::sqrt(haversine < 1 ? haversine : 1));
}

int heading_degrees(GeoPoint a, GeoPoint b) {
  const double north = b.latitude - a.latitude;
  const double east = (b.longitude - a.longitude) * std::cos(radians((a.latitude + b.latitude) / 2));
  const long degrees = std::lround(std::atan2(east, north) * (180 / kPi));
  return static_cast<int>((degrees + 360) % 360);
}

}  // namespace scenario
