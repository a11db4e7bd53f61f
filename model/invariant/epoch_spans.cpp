#include "model/invariant/epoch_spans.h"

#include <algorithm>

namespace kafka {

void EpochSpans::append(LeaderEpoch epoch, Offset from, Offset to) {
  if (!spans_.empty() && spans_.back().epoch == epoch) {
    spans_.back().to = to;
  } else {
    spans_.push_back({epoch, from, to});
  }
}

void EpochSpans::truncate(Offset to) {
  while (!spans_.empty() && spans_.back().from >= to) spans_.pop_back();
  if (!spans_.empty()) spans_.back().to = std::min(spans_.back().to, to);
}

void EpochSpans::remove_below(Offset start) {
  const auto kept = std::find_if(spans_.begin(), spans_.end(), [&](const EpochSpan& span) { return span.to > start; });
  spans_.erase(spans_.begin(), kept);
  if (!spans_.empty()) spans_.front().from = std::max(spans_.front().from, start);
}

LeaderEpoch EpochSpans::epoch_at(Offset offset) const {
  for (auto it = spans_.rbegin(); it != spans_.rend() && it->to > offset; ++it)
    if (it->from <= offset) return it->epoch;
  return kNoEpoch;
}

Offset EpochSpans::first_difference(const EpochSpans& a, const EpochSpans& b, Offset from, Offset below) {
  auto i = a.spans_.begin();
  auto j = b.spans_.begin();
  while (i != a.spans_.end() && j != b.spans_.end()) {
    const Offset begin = std::max({i->from, j->from, from});
    const Offset end = std::min({i->to, j->to, below});
    if (begin < end && i->epoch != j->epoch) return begin;
    if (i->to < j->to) {
      ++i;
    } else {
      ++j;
    }
  }
  return kUnknownOffset;
}

std::vector<EpochSpan> EpochSpans::missing(LeaderEpoch epoch, Offset from, Offset to) const {
  std::vector<EpochSpan> result;
  Offset at = from;
  for (const EpochSpan& span : spans_) {
    if (span.epoch != epoch || span.to <= at || span.from >= to) continue;
    if (span.from > at) result.push_back({epoch, at, span.from});
    at = std::min(span.to, to);
  }
  if (at < to) result.push_back({epoch, at, to});
  return result;
}

}  // namespace kafka
