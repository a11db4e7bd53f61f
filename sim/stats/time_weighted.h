#pragma once
/// A level over simulated time: queue length, bytes in use, busy servers, lag.

#include <cstdint>

#include "sim/core/time.h"

namespace sim {

/// Exact: the area under the level is a 128-bit integer. Calls come in order of time.
class TimeWeighted {
 public:
  explicit TimeWeighted(SimTime start = kTimeZero, std::int64_t level = 0)
      : start_(start), since_(start), level_(level), min_(level), max_(level) {}

  /// The level is `level` from `now` on.
  void set(SimTime now, std::int64_t level);
  void add(SimTime now, std::int64_t difference) { set(now, level_ + difference); }

  [[nodiscard]] std::int64_t level() const { return level_; }
  /// Extremes so far, levels included that lasted no time.
  [[nodiscard]] std::int64_t min() const { return min_; }
  [[nodiscard]] std::int64_t max() const { return max_; }
  /// Time-weighted mean from the start to `now`; the level itself if no time has passed.
  [[nodiscard]] double average(SimTime now) const;
  /// Forgets the past, as after a warm-up; the level stays.
  void restart(SimTime now) { *this = TimeWeighted(now, level_); }

 private:
  __extension__ using Wide = __int128;

  SimTime start_;
  SimTime since_;  // of the present level
  std::int64_t level_;
  std::int64_t min_;
  std::int64_t max_;
  Wide area_ = 0;  // up to since_, level * ns
};

}  // namespace sim
