// Events may own things. Whatever happens to an event, its callable is destroyed exactly once.

#include <memory>
#include <utility>

#include <gtest/gtest.h>

#include "sim/core/scheduler.h"

namespace sim {
namespace {

/// Counts how often a living one (not moved from) is destroyed.
class Witness {
 public:
  explicit Witness(int& destroyed) : destroyed_(&destroyed) {}
  Witness(Witness&& other) noexcept : destroyed_(std::exchange(other.destroyed_, nullptr)) {}
  Witness& operator=(Witness&&) = delete;
  ~Witness() {
    if (destroyed_ != nullptr) ++*destroyed_;
  }

 private:
  int* destroyed_;
};

TEST(EventCallable, IsDestroyedOnceAfterRunning) {
  Scheduler scheduler;
  int destroyed = 0;
  int seen_inside = -1;
  scheduler.after(1ms, kWorld, [&, w = Witness(destroyed)] { seen_inside = destroyed; });
  EXPECT_EQ(destroyed, 0);
  scheduler.run_until(kTimeZero + 1s);
  EXPECT_EQ(seen_inside, 0);
  EXPECT_EQ(destroyed, 1);
}

TEST(EventCallable, IsDestroyedAtOnceWhenCancelled) {
  Scheduler scheduler;
  int destroyed = 0;
  const EventHandle h = scheduler.after(1ms, kWorld, [w = Witness(destroyed)] { FAIL(); });
  scheduler.cancel(h);
  EXPECT_EQ(destroyed, 1);
  scheduler.run_until(kTimeZero + 1s);
  EXPECT_EQ(destroyed, 1);
}

TEST(EventCallable, IsDestroyedWithItsLife) {
  Scheduler scheduler;
  int destroyed = 0;
  const LifeId life = scheduler.begin_life();
  for (int i = 0; i < 5; ++i) scheduler.after(1ms * i, life, [w = Witness(destroyed)] { FAIL(); });
  scheduler.end_life(life);
  EXPECT_EQ(destroyed, 5);
}

TEST(EventCallable, IsDestroyedWithTheScheduler) {
  int destroyed = 0;
  {
    Scheduler scheduler;
    for (int i = 0; i < 100; ++i) scheduler.after(1ms * i, kWorld, [w = Witness(destroyed)] {});
    scheduler.run_until(kTimeZero + 9ms);
    EXPECT_EQ(destroyed, 10);  // 0 ms .. 9 ms
  }
  EXPECT_EQ(destroyed, 100);
}

TEST(EventCallable, IsDestroyedWhenItsLifeHasEndedBefore) {
  Scheduler scheduler;
  int destroyed = 0;
  const LifeId life = scheduler.begin_life();
  scheduler.end_life(life);
  const EventHandle h = scheduler.after(1ms, life, [w = Witness(destroyed)] { FAIL(); });
  EXPECT_EQ(destroyed, 1);
  EXPECT_FALSE(scheduler.pending(h));
}

// The owned object's destructor cancels another event and schedules a third: all must stay consistent.
TEST(EventCallable, MayUseTheSchedulerWhileItIsDestroyed) {
  struct Owner {
    Scheduler& scheduler;
    EventHandle other;
    int& ran;
    Owner(Scheduler& s, EventHandle h, int& r) : scheduler(s), other(h), ran(r) {}
    ~Owner() {
      scheduler.cancel(other);
      scheduler.after(1ms, kWorld, [&counter = ran] { ++counter; });
    }
  };
  int ran = 0;
  {
    Scheduler scheduler;
    const EventHandle other = scheduler.after(1ms, kWorld, [] { FAIL(); });
    const EventHandle h =
        scheduler.after(1ms, kWorld, [o = std::make_unique<Owner>(scheduler, other, ran)] { FAIL(); });
    scheduler.cancel(h);
    EXPECT_FALSE(scheduler.pending(other));
    EXPECT_EQ(scheduler.pending_count(), 1u);
    scheduler.run_until(kTimeZero + 1s);
    EXPECT_EQ(ran, 1);
    scheduler.after(1ms, kWorld, [o = std::make_unique<Owner>(scheduler, EventHandle{}, ran)] {});
  }
  EXPECT_EQ(ran, 1);  // what a dying scheduler is given does not run
}

}  // namespace
}  // namespace sim
