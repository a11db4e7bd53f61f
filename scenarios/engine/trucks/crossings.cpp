#include "scenarios/engine/trucks/crossings.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace scenario {

namespace {

constexpr double kAtOnce = 1e-9;  // of a road: a tenth of a millimetre

/// Where the line from a to b meets the line from p to q, as a fraction of the way from a to b, if that lies strictly
/// inside both.
void add_meeting(std::vector<double>& fractions, GeoPoint a, GeoPoint b, GeoPoint p, GeoPoint q) {
  const double abx = b.longitude - a.longitude, aby = b.latitude - a.latitude;
  const double pqx = q.longitude - p.longitude, pqy = q.latitude - p.latitude;
  const double apx = p.longitude - a.longitude, apy = p.latitude - a.latitude;
  const double cross = abx * pqy - aby * pqx;
  if (cross == 0) return;  // parallel: the neighbouring edges say where the line leaves this one
  const double on_ab = (apx * pqy - apy * pqx) / cross;
  const double on_pq = (apx * aby - apy * abx) / cross;
  if (on_ab > 0 && on_ab < 1 && on_pq >= 0 && on_pq <= 1) fractions.push_back(on_ab);
}

/// All fractions at which the line from a to b meets the polygon's edges, ascending.
std::vector<double> meetings(GeoPoint a, GeoPoint b, const std::vector<GeoPoint>& ring) {
  std::vector<double> fractions;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) add_meeting(fractions, a, b, ring[i], ring[i + 1]);
  std::sort(fractions.begin(), fractions.end());
  return fractions;
}

}  // namespace

Crossings::Crossings(const Fleet& fleet, const Regions& regions) : fleet_(fleet) {
  for (const Road& road : fleet.map().roads()) {
    const GeoPoint a = fleet.map().city(road.a).at;
    const GeoPoint b = fleet.map().city(road.b).at;
    std::vector<Cut>& cuts = cuts_.emplace_back();
    for (std::int16_t i = 0; i < regions.size(); ++i) {
      // A line may touch a corner without entering: only a meeting with different sides counts. At a corner two edges
      // are met at once; between these two there is nothing to look at.
      const std::vector<double> fractions = meetings(a, b, regions.region(RegionId(i)).corners);
      bool inside = regions.contains(RegionId(i), a);
      for (std::size_t k = 0; k < fractions.size(); ++k) {
        const double next = k + 1 < fractions.size() ? fractions[k + 1] : 1.0;
        if (next - fractions[k] < kAtOnce) continue;
        const bool then = regions.contains(RegionId(i), on_line(a, b, (fractions[k] + next) / 2));
        if (then != inside) cuts.push_back({fractions[k], RegionId(i), then});
        inside = then;
      }
    }
    std::sort(cuts.begin(), cuts.end(), [](const Cut& x, const Cut& y) {
      return std::tie(x.fraction, x.region) < std::tie(y.fraction, y.region);
    });
  }
}

std::vector<Crossing> Crossings::of(int truck, sim::SimTime after, sim::SimTime until) const {
  std::vector<Crossing> crossings;
  for (const DrivenLeg& driven : fleet_.driven(truck, after, until)) {
    const bool forward = driven.leg.from == fleet_.map().road(driven.leg.road).a;
    const double length = static_cast<double>((driven.end - driven.start).count());
    for (const Cut& cut : cuts_[static_cast<std::size_t>(driven.leg.road.value())]) {
      const double fraction = forward ? cut.fraction : 1 - cut.fraction;
      const sim::SimTime at = driven.start + sim::Duration(static_cast<std::int64_t>(std::ceil(fraction * length)));
      if (at > after && at <= until) crossings.push_back({at, truck, cut.region, cut.enters == forward});
    }
  }
  std::stable_sort(crossings.begin(), crossings.end(), [](const Crossing& x, const Crossing& y) {
    return std::tie(x.at, x.region) < std::tie(y.at, y.region);
  });
  return crossings;
}

}  // namespace scenario
