#pragma once
/// A pool of equal elements that never move, named by 32-bit indices.

#include <cstddef>
#include <cstdint>

#include "sim/core/check.h"

namespace sim::detail {

/// Reserves a range of addresses (no memory); halves the wish until the system grants it.
struct AddressRange {
  void* begin = nullptr;
  std::size_t bytes = 0;
};
AddressRange reserve_addresses(std::size_t bytes);
void give_back(AddressRange range);

/// T is trivial and starts zeroed. Pages come as they are touched; given-back elements are reused, last first.
/// `Next` is the member that links free elements. Index 0 is never handed out.
template <class T, std::uint32_t T::*Next>
class Slab {
 public:
  explicit Slab(std::size_t most)
      : range_(reserve_addresses(most * sizeof(T))),
        elements_(static_cast<T*>(range_.begin)),
        most_(static_cast<std::uint32_t>(range_.bytes / sizeof(T))) {}
  ~Slab() { give_back(range_); }
  Slab(const Slab&) = delete;
  Slab& operator=(const Slab&) = delete;

  T& operator[](std::uint32_t i) { return elements_[i]; }
  const T& operator[](std::uint32_t i) const { return elements_[i]; }

  /// Every index ever handed out is in [1, end()).
  [[nodiscard]] std::uint32_t end() const { return end_; }

  std::uint32_t take() {
    const std::uint32_t i = free_;
    if (i == 0) [[unlikely]]
      return grow();
    free_ = elements_[i].*Next;
    return i;
  }
  void put_back(std::uint32_t i) {
    elements_[i].*Next = free_;
    free_ = i;
  }

 private:
  std::uint32_t grow() {
    SIM_CHECK(end_ < most_, "more pending events than the queue can hold");
    return end_++;
  }

  AddressRange range_;
  T* elements_;
  std::uint32_t most_;
  std::uint32_t end_ = 1;
  std::uint32_t free_ = 0;
};

}  // namespace sim::detail
