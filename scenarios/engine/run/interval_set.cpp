#include "scenarios/engine/run/interval_set.h"

#include <algorithm>

#include "sim/core/check.h"

namespace scenario {

std::int64_t IntervalSet::add(std::int64_t begin, std::int64_t end) {
  SIM_CHECK(begin <= end);
  if (begin == end) return 0;
  if (!intervals_.empty() && intervals_.back().end == begin) {
    intervals_.back().end = end;
    count_ += end - begin;
    return end - begin;
  }
  // [first, last): the intervals that overlap or touch the new one.
  auto first = std::lower_bound(intervals_.begin(), intervals_.end(), begin,
                                [](const Interval& i, std::int64_t value) { return i.end < value; });
  auto last = first;
  Interval merged{begin, end};
  std::int64_t known = 0;
  for (; last != intervals_.end() && last->begin <= end; ++last) {
    known += last->size();
    merged.begin = std::min(merged.begin, last->begin);
    merged.end = std::max(merged.end, last->end);
  }
  if (first == last) {
    intervals_.insert(first, merged);
  } else {
    *first = merged;
    intervals_.erase(first + 1, last);
  }
  const std::int64_t added = merged.size() - known;
  count_ += added;
  return added;
}

void IntervalSet::add(const IntervalSet& other) {
  for (const Interval& i : other.intervals_) add(i.begin, i.end);
}

std::int64_t IntervalSet::remove(std::int64_t begin, std::int64_t end) {
  const std::int64_t there = count_in(begin, end);
  if (there > 0) *this = minus(*this, of(begin, end));
  return there;
}

std::int64_t IntervalSet::count_in(std::int64_t begin, std::int64_t end) const {
  auto it = std::upper_bound(intervals_.begin(), intervals_.end(), begin,
                             [](std::int64_t value, const Interval& i) { return value < i.end; });
  std::int64_t found = 0;
  for (; it != intervals_.end() && it->begin < end; ++it) found += std::min(it->end, end) - std::max(it->begin, begin);
  return found;
}

IntervalSet IntervalSet::of(std::int64_t begin, std::int64_t end) {
  IntervalSet result;
  if (begin < end) result.add(begin, end);
  return result;
}

IntervalSet IntervalSet::minus(const IntervalSet& a, const IntervalSet& b) {
  IntervalSet result;
  auto hole = b.intervals_.begin();
  for (const Interval& i : a.intervals_) {
    std::int64_t at = i.begin;
    while (hole != b.intervals_.end() && hole->end <= at) ++hole;
    for (auto h = hole; h != b.intervals_.end() && h->begin < i.end; ++h) {
      result.add(at, std::max(at, h->begin));
      at = std::max(at, h->end);
    }
    result.add(at, std::max(at, i.end));
  }
  return result;
}

IntervalSet IntervalSet::both(const IntervalSet& a, const IntervalSet& b) { return minus(a, minus(a, b)); }

}  // namespace scenario
