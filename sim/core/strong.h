#pragma once
/// Integer types that do not mix: an offset is not a partition id, and a count is neither.

#include <compare>
#include <cstdint>

namespace sim {

/// An integer of its own kind: explicit both ways, ordered, with only the arithmetic that keeps its meaning:
/// position + distance, position - position -> distance.
template <class Tag, class Rep = std::int64_t>
class StrongInt {
 public:
  using rep = Rep;

  constexpr StrongInt() = default;
  constexpr explicit StrongInt(Rep value) : value_(value) {}

  [[nodiscard]] constexpr Rep value() const { return value_; }

  friend constexpr auto operator<=>(StrongInt, StrongInt) = default;
  friend constexpr StrongInt operator+(StrongInt a, Rep n) { return StrongInt(static_cast<Rep>(a.value_ + n)); }
  friend constexpr StrongInt operator-(StrongInt a, Rep n) { return StrongInt(static_cast<Rep>(a.value_ - n)); }
  friend constexpr Rep operator-(StrongInt a, StrongInt b) { return static_cast<Rep>(a.value_ - b.value_); }
  constexpr StrongInt& operator+=(Rep n) {
    value_ = static_cast<Rep>(value_ + n);
    return *this;
  }
  constexpr StrongInt& operator++() { return *this += Rep{1}; }

 private:
  Rep value_{};
};

}  // namespace sim
