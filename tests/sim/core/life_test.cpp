#include <gtest/gtest.h>

#include "sim/core/scheduler.h"

namespace sim {
namespace {

TEST(Life, TheWorldAlwaysLives) {
  Scheduler scheduler;
  EXPECT_TRUE(scheduler.alive(kWorld));
  EXPECT_DEATH(scheduler.end_life(kWorld), "world");
}

TEST(Life, IdsAreNeverReused) {
  Scheduler scheduler;
  const LifeId a = scheduler.begin_life();
  scheduler.end_life(a);
  const LifeId b = scheduler.begin_life();
  EXPECT_NE(a, b);
  EXPECT_FALSE(scheduler.alive(a));
  EXPECT_TRUE(scheduler.alive(b));
  EXPECT_FALSE(scheduler.alive(LifeId(b.value() + 1)));  // not begun yet
}

TEST(Life, EndingOneRemovesItsEventsOnly) {
  Scheduler scheduler;
  const LifeId a = scheduler.begin_life();
  const LifeId b = scheduler.begin_life();
  int ran_a = 0;
  int ran_b = 0;
  for (int i = 0; i < 1000; ++i) {
    scheduler.after(1us * i, a, [&] { ++ran_a; });
    scheduler.after(1us * i, b, [&] { ++ran_b; });
  }
  scheduler.run_until(kTimeZero + 499us);  // 0 .. 499 us: 500 of each
  scheduler.end_life(a);
  EXPECT_EQ(scheduler.pending_count(), 500u);
  scheduler.run_until(kTimeZero + 1s);
  EXPECT_EQ(ran_a, 500);
  EXPECT_EQ(ran_b, 1000);
  scheduler.end_life(a);  // again: nothing
}

// A crash in the middle of an instant: later events of the same instant are gone too, wherever the queue keeps them.
TEST(Life, AHandlerEndsItsOwnLife) {
  Scheduler scheduler;
  const LifeId life = scheduler.begin_life();
  int ran = 0;
  scheduler.after(1ms, life, [&] {
    ++ran;
    scheduler.after(0ns, life, [&] { ran += 100; });  // in the lane
    scheduler.after(1ns, life, [&] { ran += 100; });
    scheduler.end_life(life);
    EXPECT_FALSE(scheduler.alive(life));
    EXPECT_FALSE(scheduler.pending(scheduler.after(0ns, life, [&] { ran += 100; })));
    ++ran;  // the rest of the handler runs
  });
  scheduler.after(1ms, life, [&] { ran += 100; });  // already sorted
  scheduler.after(1h, life, [&] { ran += 100; });   // in a far bucket
  scheduler.after(1ms, kWorld, [&] { ran += 10; });
  scheduler.run_until(kTimeZero + 2h);
  EXPECT_EQ(ran, 12);
}

}  // namespace
}  // namespace sim
