#include "sim/core/event_queue.h"

#include <array>

#include <gtest/gtest.h>

namespace sim {
namespace {

// A thousand timers half a minute ahead, replaced three million times. The thousand living and the one being scheduled
// take 1002 nodes of 64 bytes with the unused first one; of keys there are at most 1000 living and 1000 + 512 + 1 stale
// ones, in chunks of 15 that may be partly empty: below 256 chunks of 256 bytes (and a
// front of 64 keys). Without sweeping, 3,000,000 keys would take 48 MB.
TEST(EventQueue, RemovedEventsLeaveNothingBehind) {
  EventQueue queue;
  std::array<std::uint32_t, 1000> timers{};
  std::uint64_t now = 0;
  for (int round = 0; round < 3000; ++round) {
    now += 10'000'000;
    for (std::uint32_t& timer : timers) {
      if (timer != 0) {
        queue.remove(timer);
        queue.release(timer);
      }
      timer = queue.acquire();
      queue.insert(timer, now + 30'000'000'000, now);
    }
  }
  EXPECT_EQ(queue.size(), 1000u);
  EXPECT_LT(queue.memory(), 1002u * 64 + 256u * 256 + 128u * 16);
}

// The same at a near instant: what is removed there lies in the lane or the front, not in a bucket. At most 513 stale
// keys wait there, which makes the lane grow to 1024 keys of 16 bytes.
TEST(EventQueue, RemovedEventsOfThisInstantLeaveNothingBehind) {
  EventQueue queue;
  const std::uint32_t first = queue.acquire();
  queue.insert(first, 1000, 0);
  ASSERT_EQ(queue.pop(0, 1000).node, first);
  const std::uint64_t before = queue.memory();
  for (int i = 0; i < 1'000'000; ++i) {
    const std::uint32_t x = queue.acquire();
    queue.insert(x, 1000 + static_cast<std::uint64_t>(i % 2), 1000);
    queue.remove(x);
    queue.release(x);
  }
  EXPECT_EQ(queue.size(), 0u);
  EXPECT_LE(queue.memory(), before + 64 + 1024 * 16);
}

}  // namespace
}  // namespace sim
