#include "gui/charts/moments.h"

#include <algorithm>
#include <cmath>

namespace charts {
namespace {

Moment::Kind kind_of(const view::EventRow& e) {
  if (e.name == "LeaderElected") return Moment::Kind::election;
  if (e.name == "GenerationStarted") return Moment::Kind::rebalance;
  return Moment::Kind::turn;
}

}  // namespace

void Moments::follow(const view::RunRecord& record) {
  if (&record != record_ || record.event() < seen_) {
    record_ = &record;
    seen_ = 0;
    all_.clear();
  }
  const auto& events = record.events();
  auto it = std::upper_bound(events.begin(), events.end(), seen_,
                             [](std::uint64_t n, const view::EventRow& e) { return n < e.number; });
  for (; it != events.end(); ++it) {
    seen_ = it->number;
    if (!it->turn) continue;
    all_.push_back({seconds_of(it->time), it->number, it->kind, kind_of(*it)});
  }
}

std::vector<Moment>::const_iterator Moments::from(double seconds) const {
  return std::lower_bound(all_.begin(), all_.end(), seconds, [](const Moment& m, double t) { return m.seconds < t; });
}

std::optional<double> Moments::nearest(double seconds, double reach) const {
  std::optional<double> best;
  for (auto it = from(seconds - reach); it != all_.end() && it->seconds <= seconds + reach; ++it)
    if (!best || std::abs(it->seconds - seconds) < std::abs(*best - seconds)) best = it->seconds;
  return best;
}

}  // namespace charts
