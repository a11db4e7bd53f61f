#pragma once
/// Amounts of data and rates, and the one function that turns them into time.

#include <compare>
#include <cstdint>

#include "sim/core/time.h"

namespace sim {

/// A number of bytes; signed so that differences are safe. 0 is "none"; settings use -1 for "no limit".
class Bytes {
 public:
  constexpr Bytes() = default;
  constexpr explicit Bytes(std::int64_t count) : count_(count) {}

  [[nodiscard]] constexpr std::int64_t count() const { return count_; }

  friend constexpr auto operator<=>(Bytes, Bytes) = default;
  friend constexpr Bytes operator+(Bytes a, Bytes b) { return Bytes(a.count_ + b.count_); }
  friend constexpr Bytes operator-(Bytes a, Bytes b) { return Bytes(a.count_ - b.count_); }
  friend constexpr Bytes operator*(Bytes a, std::int64_t n) { return Bytes(a.count_ * n); }
  constexpr Bytes& operator+=(Bytes b) {
    count_ += b.count_;
    return *this;
  }
  constexpr Bytes& operator-=(Bytes b) {
    count_ -= b.count_;
    return *this;
  }

 private:
  std::int64_t count_ = 0;
};

constexpr Bytes KiB(std::int64_t n) { return Bytes(n * 1024); }
constexpr Bytes MiB(std::int64_t n) { return Bytes(n * 1024 * 1024); }
constexpr Bytes GiB(std::int64_t n) { return Bytes(n * 1024 * 1024 * 1024); }

/// A data rate in bytes per second; 0 means unlimited (a transfer takes no time).
class BytesPerSecond {
 public:
  constexpr BytesPerSecond() = default;
  constexpr explicit BytesPerSecond(std::int64_t count) : count_(count) {}

  [[nodiscard]] constexpr std::int64_t count() const { return count_; }
  [[nodiscard]] constexpr bool unlimited() const { return count_ == 0; }

  friend constexpr auto operator<=>(BytesPerSecond, BytesPerSecond) = default;

 private:
  std::int64_t count_ = 0;
};

__extension__ using Wide = unsigned __int128;

/// How long `amount` takes at `rate`, rounded up to a nanosecond; exact for any amount (128-bit inside).
constexpr Duration transfer_time(Bytes amount, BytesPerSecond rate) {
  if (rate.unlimited() || amount.count() <= 0) return Duration{0};
  const auto scaled = static_cast<Wide>(amount.count()) * 1'000'000'000u;
  const auto per_second = static_cast<Wide>(rate.count());
  return Duration(static_cast<std::int64_t>((scaled + per_second - 1) / per_second));
}

}  // namespace sim
