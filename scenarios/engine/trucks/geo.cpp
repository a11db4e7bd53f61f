#include "scenarios/engine/trucks/geo.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace scenario {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kEarthRadiusKm = 6371.0088;

constexpr double radians(double degrees) { return degrees * (kPi / 180); }

/// 1 / (n (n + 1)) for n = 2, 4 ... 20.
constexpr auto kSineSteps = [] {
  std::array<double, 10> steps{};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double n = 2.0 * static_cast<double>(i + 1);
    steps[i] = 1 / (n * (n + 1));
  }
  return steps;
}();

/// sin x for |x| <= pi / 2: Taylor's series; the first term left out is below 1e-17.
double sine(double x) {
  const double z = x * x;
  double sum = 1;
  for (std::size_t i = kSineSteps.size(); i-- > 0;) sum = 1 - sum * z * kSineSteps[i];
  return x * sum;
}

/// Coefficients of asin s / s as a series in s^2: (1 3 5 ... (2n - 1)) / (2 4 6 ... 2n) / (2n + 1).
constexpr auto kArcSine = [] {
  std::array<double, 25> coefficients{};
  double product = 1;
  for (std::size_t n = 0; n < coefficients.size(); ++n) {
    if (n > 0) product *= static_cast<double>(2 * n - 1) / static_cast<double>(2 * n);
    coefficients[n] = product / static_cast<double>(2 * n + 1);
  }
  return coefficients;
}();

/// asin s for 0 <= s <= 1: the series up to 1/2, above by asin s = pi/2 - 2 asin sqrt((1 - s) / 2). Seven terms do up
/// to 1/20, which is 640 km; what is left out is below 1e-17 of the value.
double arc_sine(double s) {
  if (s > 0.5) return kPi / 2 - 2 * arc_sine(std::sqrt((1 - s) / 2));
  const double z = s * s;
  double sum = 0;
  for (std::size_t n = s > 0.05 ? kArcSine.size() : 7; n-- > 0;) sum = sum * z + kArcSine[n];
  return s * sum;
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
