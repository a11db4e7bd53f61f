#include "scenarios/engine/run/overtakings.h"

#include <algorithm>

namespace scenario {
namespace {

/// How many records at the beginning of the run were made before `time`: they are spread evenly (timestamp_of).
std::int64_t made_before(sim::SimTime time, const kafka::RecordsDelivered& e) {
  const std::int64_t span = (e.last_timestamp - e.first_timestamp).count();
  const std::int64_t gaps = std::max(e.count - 1, 1);
  if (e.first_timestamp >= time) return 0;
  if (e.last_timestamp < time) return e.count;
  std::int64_t least = 1;
  std::int64_t most = e.count;
  while (least < most) {
    const std::int64_t middle = (least + most) / 2;
    const sim::Duration after(span / gaps * middle + span % gaps * middle / gaps);
    e.first_timestamp + after < time ? least = middle + 1 : most = middle;
  }
  return least;
}

}  // namespace

std::int64_t Overtakings::in(const kafka::RecordsDelivered& e) {
  if (e.producer == kafka::kNoClient) return 0;
  Seen& seen = seen_[{e.group, e.producer}];
  IntervalSet& ids = seen.ids[e.tp];
  const std::int64_t first = e.first_id.value();
  const std::int64_t late = made_before(seen.latest, e);
  const std::int64_t overtaken = late - ids.count_in(first, first + late);
  ids.add(first, first + e.count);
  seen.latest = std::max(seen.latest, e.last_timestamp);
  return overtaken;
}

}  // namespace scenario
