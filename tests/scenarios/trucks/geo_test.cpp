#include "scenarios/engine/trucks/geo.h"

#include <cmath>

#include <gtest/gtest.h>

#include "sim/random/rng.h"

namespace scenario {
namespace {

constexpr double kPi = 3.14159265358979323846;

TEST(Geo, DistancesOnGreatCirclesAreArcTimesRadius) {
  // A degree of a great circle is 6371.0088 pi / 180 = 111.195080 km.
  const double degree = 6371.0088 * kPi / 180;
  EXPECT_NEAR(distance_km({52, 5}, {53, 5}), degree, 1e-9);
  EXPECT_NEAR(distance_km({0, 5}, {0, 7}), 2 * degree, 1e-9);
  EXPECT_NEAR(distance_km({0, 0}, {90, 0}), 90 * degree, 1e-8);
  EXPECT_NEAR(distance_km({0, 0}, {0, 180}), 180 * degree, 1e-8);
  EXPECT_EQ(distance_km({52.37, 4.89}, {52.37, 4.89}), 0);
}

TEST(Geo, AgreesWithTheLibrarysFunctions) {
  // The spherical law of cosines in long double, by the C library: no haversine, no series.
  sim::Rng rng(1);
  for (int i = 0; i < 10'000; ++i) {
    const GeoPoint a{rng.unit() * 160 - 80, rng.unit() * 360 - 180};
    const GeoPoint b{rng.unit() * 160 - 80, rng.unit() * 360 - 180};
    const long double to_radians = 3.14159265358979323846264L / 180;
    const long double north_a = a.latitude * to_radians, north_b = b.latitude * to_radians;
    const long double between = (b.longitude - a.longitude) * to_radians;
    const long double cosine =
        std::sin(north_a) * std::sin(north_b) + std::cos(north_a) * std::cos(north_b) * std::cos(between);
    EXPECT_NEAR(distance_km(a, b), static_cast<double>(6371.0088L * std::acos(cosine)), 1e-6);
  }
}

TEST(Geo, HeadingsFollowTheCompass) {
  EXPECT_EQ(heading_degrees({52, 5}, {53, 5}), 0);
  EXPECT_EQ(heading_degrees({52, 5}, {52, 6}), 90);
  EXPECT_EQ(heading_degrees({53, 5}, {52, 5}), 180);
  EXPECT_EQ(heading_degrees({52, 6}, {52, 5}), 270);
  // One degree each way around latitude 60, where a degree east is half a degree north: atan(1/2) = 26.57.
  EXPECT_EQ(heading_degrees({59.5, 5}, {60.5, 6}), 27);
}

TEST(Geo, PointsOnALineAreEvenlySpaced) {
  const GeoPoint middle = on_line({52, 5}, {54, 9}, 0.25);
  EXPECT_DOUBLE_EQ(middle.latitude, 52.5);
  EXPECT_DOUBLE_EQ(middle.longitude, 6);
}

}  // namespace
}  // namespace scenario
