#pragma once
/// Mean rate between the first and the last arrival.

#include <algorithm>
#include <cstdint>

#include "sim/core/time.h"

namespace scenario {

/// Records per second from the first instant to the last. What arrived at the first instant is not counted: n arrivals
/// have n - 1 gaps.
class RateSpan {
 public:
  void add(sim::SimTime now, std::int64_t records, std::int64_t bytes) {
    if (records_ == 0) first_ = now;
    if (now == first_) at_first_ += records;
    last_ = now;
    records_ += records;
    bytes_ += bytes;
  }
  void merge(const RateSpan& other) {
    if (other.records_ == 0) return;
    if (records_ == 0 || other.first_ < first_) {
      first_ = other.first_;
      at_first_ = other.at_first_;
    } else if (other.first_ == first_) {
      at_first_ += other.at_first_;
    }
    last_ = records_ == 0 ? other.last_ : std::max(last_, other.last_);
    records_ += other.records_;
    bytes_ += other.bytes_;
  }

  [[nodiscard]] std::int64_t records() const { return records_; }
  [[nodiscard]] std::int64_t bytes() const { return bytes_; }
  /// 0 if everything came at one instant, or nothing at all.
  [[nodiscard]] double per_second() const {
    return last_ > first_ ? static_cast<double>(records_ - at_first_) / sim::to_seconds(last_ - first_) : 0;
  }
  [[nodiscard]] bool has_rate() const { return last_ > first_; }

 private:
  sim::SimTime first_;
  sim::SimTime last_;
  std::int64_t at_first_ = 0;
  std::int64_t records_ = 0;
  std::int64_t bytes_ = 0;
};

}  // namespace scenario
