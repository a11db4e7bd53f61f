#pragma once
/// A first-in first-out queue in one growing ring: no allocation once it has reached its working size.

#include <cstddef>
#include <utility>
#include <vector>

#include "sim/core/check.h"

namespace sim {

template <class T>
class Ring {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  void push(T value) {
    if (size_ == slots_.size()) grow();
    slots_[(first_ + size_) & (slots_.size() - 1)] = std::move(value);
    ++size_;
  }

  /// Requires: not empty.
  T pop() {
    SIM_CHECK(size_ > 0);
    T value = std::move(slots_[first_]);
    slots_[first_] = T{};
    first_ = (first_ + 1) & (slots_.size() - 1);
    --size_;
    return value;
  }

  [[nodiscard]] T& front() { return slots_[first_]; }
  [[nodiscard]] const T& front() const { return slots_[first_]; }
  [[nodiscard]] T& back() { return at(size_ - 1); }
  [[nodiscard]] T& at(std::size_t i) { return slots_[(first_ + i) & (slots_.size() - 1)]; }
  [[nodiscard]] const T& at(std::size_t i) const { return slots_[(first_ + i) & (slots_.size() - 1)]; }

  void clear() {
    while (!empty()) pop();
  }

 private:
  void grow() {
    std::vector<T> larger(slots_.empty() ? 8 : slots_.size() * 2);
    for (std::size_t i = 0; i < size_; ++i) larger[i] = std::move(at(i));
    slots_.swap(larger);
    first_ = 0;
  }

  std::vector<T> slots_;  // a power of two
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace sim
