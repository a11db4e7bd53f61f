#pragma once
/// The work every contestant does: the same random numbers, the same delays, the same checksum.
///
/// hold: n events pending; each one that runs schedules one more after an exponential delay of mean 1 s. An operation
/// is one event.
/// timers: n requests in flight, each guarded by a timer 30 s ahead. Nine in ten get their response after an
/// exponential time of mean 1 s, which cancels the timer and starts the next request; the others end by their timer.
/// An operation is one schedule, one cancel or one event run.

#include <array>
#include <cstdint>

namespace bench {

inline constexpr std::uint64_t kTimeout = 30'000'000'000;  // ns

/// wyrand (Wang Yi, public domain) and a piecewise linear inverse of the exponential distribution: so cheap that the
/// queue dominates.
class Luck {
 public:
  Luck();

  std::uint64_t next() {
    __extension__ using Wide = unsigned __int128;
    state_ += 0xa0761d6478bd642fu;
    const Wide product = Wide{state_} * (state_ ^ 0xe7037ed1a0b428dbu);
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
  }
  /// Whole nanoseconds, mean 10^9.
  std::uint64_t delay() {
    const std::uint64_t r = next();
    const auto i = static_cast<std::size_t>(r >> 56);
    const double within = static_cast<double>(static_cast<std::int64_t>((r << 8) >> 11)) * 0x1p-53;
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(knots_[i] + (knots_[i + 1] - knots_[i]) * within));
  }
  /// One request in ten.
  bool lost() { return (next() & 1023) < 102; }

 private:
  std::uint64_t state_ = 42;
  std::array<double, 257> knots_{};
};

/// Equal sums: the same events at the same times in the same order.
class Checksum {
 public:
  void fold(std::uint64_t id, std::uint64_t time) { sum_ = (sum_ ^ id ^ time) * 0x9e3779b97f4a7c15u; }
  [[nodiscard]] std::uint64_t value() const { return sum_; }

 private:
  std::uint64_t sum_ = 0;
};

/// What an event that runs folds: requests that end by their timer are told apart.
inline std::uint64_t timeout_id(std::uint32_t request) { return static_cast<std::uint32_t>(~request); }

}  // namespace bench
