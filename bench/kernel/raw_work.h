#pragma once
/// The works on a bare queue, in a hand-written loop: no callables, no lives, no handles that can go stale.
/// A Queue offers add(time, kind, id) -> key, cancel(key), and pop() -> Record.

#include <cstdint>
#include <vector>

#include "bench/kernel/work.h"

namespace bench {

inline constexpr std::uint32_t kResponse = 0;
inline constexpr std::uint32_t kTimer = 1;

struct Record {
  std::uint64_t time;
  std::uint32_t kind;
  std::uint32_t id;
};

template <class Queue>
class RawHold {
 public:
  explicit RawHold(std::uint32_t n) {
    for (std::uint32_t id = 0; id < n; ++id) queue_.add(luck_.delay(), 0, id);
  }
  std::uint64_t run(std::uint64_t operations) {
    for (std::uint64_t i = 0; i < operations; ++i) {
      const Record event = queue_.pop();
      sum_.fold(event.id, event.time);
      queue_.add(event.time + luck_.delay(), 0, event.id);
    }
    return operations;
  }
  [[nodiscard]] std::uint64_t checksum() const { return sum_.value(); }

 private:
  Queue queue_;
  Luck luck_;
  Checksum sum_;
};

template <class Queue>
class RawTimers {
 public:
  explicit RawTimers(std::uint32_t n) : timers_(n) {
    for (std::uint32_t i = 0; i < n; ++i) start(0, i);
  }
  std::uint64_t run(std::uint64_t operations) {
    for (done_ = 0; done_ < operations;) {
      const Record event = queue_.pop();
      if (event.kind == kTimer) {
        sum_.fold(timeout_id(event.id), event.time);
        ++done_;
      } else {
        sum_.fold(event.id, event.time);
        queue_.cancel(timers_[event.id]);
        done_ += 2;
      }
      start(event.time, event.id);
    }
    return done_;
  }
  [[nodiscard]] std::uint64_t checksum() const { return sum_.value(); }

 private:
  void start(std::uint64_t now, std::uint32_t i) {
    const bool lost = luck_.lost();
    timers_[i] = queue_.add(now + kTimeout, kTimer, i);
    ++done_;
    if (lost) return;
    queue_.add(now + luck_.delay(), kResponse, i);
    ++done_;
  }

  Queue queue_;
  Luck luck_;
  Checksum sum_;
  std::vector<typename Queue::Key> timers_;
  std::uint64_t done_ = 0;
};

}  // namespace bench
