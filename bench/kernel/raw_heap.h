#pragma once
/// For orientation: std::priority_queue, as most hand-written simulators use it. Cancelled events stay until they
/// come up.

#include <cstdint>
#include <queue>
#include <vector>

#include "bench/kernel/raw_work.h"

namespace bench {

class RawHeap {
 public:
  using Key = std::uint64_t;

  Key add(std::uint64_t time, std::uint32_t kind, std::uint32_t id) {
    const std::uint64_t order = cancelled_.size();
    cancelled_.push_back(false);
    heap_.push({time, order, kind, id});
    return order;
  }
  void cancel(Key key) { cancelled_[key] = true; }
  Record pop() {
    for (;;) {
      const Entry top = heap_.top();
      heap_.pop();
      if (!cancelled_[top.order]) return {top.time, top.kind, top.id};
    }
  }

 private:
  struct Entry {
    std::uint64_t time;
    std::uint64_t order;
    std::uint32_t kind;
    std::uint32_t id;
    bool operator<(const Entry& other) const {  // the soonest is the greatest
      return time != other.time ? time > other.time : order > other.order;
    }
  };
  std::priority_queue<Entry> heap_;
  std::vector<bool> cancelled_;  // one bit an event ever scheduled: a benchmark can afford it
};

}  // namespace bench
