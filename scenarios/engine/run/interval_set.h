#pragma once
/// A set of record ids as disjoint half-open intervals, in order.
///
/// Ids arrive nearly in order: adding at or near the end is O(1), elsewhere O(intervals). A well-behaved stream is one
/// interval, however many records it has.

#include <cstdint>
#include <vector>

namespace scenario {

struct Interval {
  std::int64_t begin = 0;
  std::int64_t end = 0;  ///< not in it

  [[nodiscard]] std::int64_t size() const { return end - begin; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

class IntervalSet {
 public:
  /// Adds [begin, end); says how many of its members are new.
  std::int64_t add(std::int64_t begin, std::int64_t end);
  void add(const IntervalSet& other);
  /// Takes [begin, end) out; says how many of its members there were. O(intervals).
  std::int64_t remove(std::int64_t begin, std::int64_t end);

  /// How many members there are.
  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  /// One more than the largest member; 0 when empty.
  [[nodiscard]] std::int64_t end() const { return intervals_.empty() ? 0 : intervals_.back().end; }
  /// How many members of [begin, end) there are. O(log intervals + intervals touched).
  [[nodiscard]] std::int64_t count_in(std::int64_t begin, std::int64_t end) const;
  [[nodiscard]] bool contains_all(std::int64_t begin, std::int64_t end) const {
    return count_in(begin, end) == end - begin;
  }
  [[nodiscard]] const std::vector<Interval>& intervals() const { return intervals_; }

  /// Members of `a` that are not in `b`; members of both. O(intervals of both).
  static IntervalSet of(std::int64_t begin, std::int64_t end);
  static IntervalSet minus(const IntervalSet& a, const IntervalSet& b);
  static IntervalSet both(const IntervalSet& a, const IntervalSet& b);
  friend bool operator==(const IntervalSet&, const IntervalSet&) = default;

 private:
  std::vector<Interval> intervals_;  // disjoint, ascending, never touching
  std::int64_t count_ = 0;
};

}  // namespace scenario
