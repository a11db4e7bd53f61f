#pragma once
/// The lane of the event queue: keys of one instant, first in, first out.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sim/core/key_bucket.h"

namespace sim::detail {

class KeyFifo {
 public:
  [[nodiscard]] bool empty() const { return head_ == tail_; }
  [[nodiscard]] std::size_t capacity() const { return keys_.size(); }
  EventKey pop() { return keys_[head_++]; }
  void push(EventKey key) {
    if (head_ == tail_) head_ = tail_ = 0;
    if (tail_ == keys_.size()) [[unlikely]]
      make_room();
    keys_[tail_++] = key;
  }
  template <class Condition>
  void erase_if(Condition condition) {
    EventKey* const keys = keys_.data();
    tail_ = static_cast<std::size_t>(std::remove_if(keys + head_, keys + tail_, condition) - keys);
  }

 private:
  /// An instant that keeps prolonging itself must not keep its past.
  void make_room() {
    if (head_ > tail_ / 2) {
      std::copy(keys_.data() + head_, keys_.data() + tail_, keys_.data());
      tail_ -= head_;
      head_ = 0;
    } else {
      keys_.resize(std::max<std::size_t>(64, 2 * keys_.size()));
    }
  }

  std::vector<EventKey> keys_;
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
};

}  // namespace sim::detail
