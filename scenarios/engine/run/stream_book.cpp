#include "scenarios/engine/run/stream_book.h"

namespace scenario {
namespace {

constexpr sim::Duration kSpan = std::chrono::seconds(1);
constexpr std::size_t kMostSpans = 32;
constexpr std::size_t kMostResents = 16;

}  // namespace

void AckSpan::add(const AckSpan& other) {
  ids = {std::min(ids.begin, other.ids.begin), std::max(ids.end, other.ids.end)};
  first = std::min(first, other.first);
  if (other.last >= last) by = other.by;
  last = std::max(last, other.last);
}

void RecentAcks::add(const AckSpan& ack) {
  if (!spans_.empty() && spans_.back().by == ack.by && ack.last - spans_.back().first < kSpan)
    return spans_.back().add(ack);
  spans_.push_back(ack);
  if (spans_.size() > kMostSpans) spans_.pop_front();
}

std::optional<AckSpan> RecentAcks::of(Interval ids) const {
  std::optional<AckSpan> found;
  for (const AckSpan& span : spans_) {
    if (span.ids.begin >= ids.end || span.ids.end <= ids.begin) continue;
    if (found) {
      found->add(span);
    } else {
      found = span;
    }
  }
  return found;
}

IntervalSet StreamBook::unfinished() const {
  IntervalSet rest = IntervalSet::minus(IntervalSet::of(0, accepted_end), acknowledged);
  rest = IntervalSet::minus(rest, failed);
  return IntervalSet::minus(rest, abandoned);
}

void StreamBook::note_resent(const Resent& resent) {
  if (resent.ids.size() <= 0) return;
  if (!resents.empty() && resents.back().ids == resent.ids) return;  // why it began counts
  resents.push_back(resent);
  if (resents.size() > kMostResents) resents.pop_front();
}

std::optional<Resent> StreamBook::first_resent(Interval ids) const {
  const auto found = std::find_if(resents.begin(), resents.end(),
                                  [&](const Resent& r) { return r.ids.begin < ids.end && ids.begin < r.ids.end; });
  if (found == resents.end()) return std::nullopt;
  return *found;
}

std::size_t StreamBook::kept() const {
  std::size_t sum = 0;
  for (const IntervalSet* set :
       {&sent, &acknowledged, &failed, &abandoned, &written, &written_again, &written_late, &cut, &aborted})
    sum += set->intervals().size();
  return sum;
}

}  // namespace scenario
