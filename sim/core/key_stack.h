#pragma once
/// The sorted front of the event queue: keys, the soonest on top.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "sim/core/key_bucket.h"

namespace sim::detail {

/// Like a vector, but does not zero what is written at once anyway.
class KeyStack {
 public:
  KeyStack() { grow(64); }

  [[nodiscard]] bool empty() const { return end_ == begin_.get(); }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - begin_.get()); }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  EventKey* begin() { return begin_.get(); }
  EventKey* end() { return end_; }
  [[nodiscard]] const EventKey& top() const { return end_[-1]; }
  void pop() { --end_; }
  void clear() { end_ = begin_.get(); }
  void cut(EventKey* end) { end_ = end; }

  void reserve(std::size_t n) {
    if (n > capacity_) [[unlikely]]
      grow(n);
  }
  /// Below everything that is later, above nothing of the same time: equal times leave in the order they came. Room is
  /// reserved.
  void insert(EventKey key) {
    EventKey* at = end_++;
    for (; at != begin_.get() && at[-1].time <= key.time; --at) *at = at[-1];
    *at = key;
  }
  /// On top of everything, whatever its time. Room is reserved.
  void push(EventKey key) { *end_++ = key; }

 private:
  void grow(std::size_t n) {
    const std::size_t size = begin_ == nullptr ? 0 : this->size();
    capacity_ = std::max(n, 2 * capacity_);
    std::unique_ptr<EventKey[]> bigger(new EventKey[capacity_]);
    std::copy_n(begin_.get(), size, bigger.get());
    begin_ = std::move(bigger);
    end_ = begin_.get() + size;
  }

  std::unique_ptr<EventKey[]> begin_;
  EventKey* end_ = nullptr;
  std::size_t capacity_ = 0;
};

}  // namespace sim::detail
