#include "sim/core/timer.h"

#include <memory>
#include <vector>

#include <gtest/gtest.h>

namespace sim {
namespace {

struct TimerTest : testing::Test {
  Scheduler scheduler;
  std::vector<Duration> fired;
  void run_until(Duration end) { scheduler.run_until(kTimeZero + end); }
  auto note() {
    return [this] { fired.push_back(scheduler.now() - kTimeZero); };
  }
};

TEST_F(TimerTest, FiresOnceAtItsDeadline) {
  Timer timer(scheduler, kWorld, note());
  EXPECT_FALSE(timer.armed());
  timer.arm(5ms);
  EXPECT_TRUE(timer.armed());
  EXPECT_EQ(timer.deadline(), kTimeZero + 5ms);
  run_until(1s);
  EXPECT_EQ(fired, std::vector<Duration>{5ms});
  EXPECT_FALSE(timer.armed());
}

TEST_F(TimerTest, ArmingAgainReplacesTheDeadline) {
  Timer timer(scheduler, kWorld, note());
  timer.arm(5ms);
  timer.arm(9ms);
  EXPECT_EQ(scheduler.pending_count(), 1u);
  run_until(1s);
  timer.arm_at(kTimeZero + 2s);
  run_until(3s);
  EXPECT_EQ(fired, (std::vector<Duration>{9ms, 2s}));
}

TEST_F(TimerTest, DisarmedItDoesNotFire) {
  Timer timer(scheduler, kWorld, note());
  timer.arm(5ms);
  timer.disarm();
  timer.disarm();
  run_until(1s);
  EXPECT_TRUE(fired.empty());
}

TEST_F(TimerTest, DestroyedItDoesNotFire) {
  {
    Timer timer(scheduler, kWorld, note());
    timer.arm(5ms);
  }
  EXPECT_EQ(scheduler.pending_count(), 0u);
  run_until(1s);
  EXPECT_TRUE(fired.empty());
}

TEST_F(TimerTest, ItsCallbackMayArmItAgain) {
  struct Ticker {
    Scheduler& scheduler;
    int ticks = 0;
    Timer timer{scheduler, kWorld, [this] {
                  if (++ticks < 4) timer.arm(10ms);
                }};
  } ticker{scheduler};
  ticker.timer.arm(10ms);
  run_until(1s);
  EXPECT_EQ(ticker.ticks, 4);
}

TEST_F(TimerTest, ItsCallbackMayDestroyItsOwner) {
  struct Owner {
    Scheduler& scheduler;
    std::unique_ptr<Owner>& self;
    int& after;
    Owner(Scheduler& s, std::unique_ptr<Owner>& me, int& a) : scheduler(s), self(me), after(a) {}
    Timer timer{scheduler, kWorld, [this] {
                  int& counter = after;
                  self.reset();
                  ++counter;
                }};
  };
  int after = 0;
  std::unique_ptr<Owner> owner;
  owner = std::make_unique<Owner>(scheduler, owner, after);
  owner->timer.arm(1ms);
  run_until(1s);
  EXPECT_EQ(owner, nullptr);
  EXPECT_EQ(after, 1);
}

TEST_F(TimerTest, EndsWithItsLife) {
  const LifeId life = scheduler.begin_life();
  Timer timer(scheduler, life, note());
  timer.arm(5ms);
  scheduler.end_life(life);
  EXPECT_FALSE(timer.armed());
  timer.arm(5ms);
  EXPECT_FALSE(timer.armed());
  run_until(1s);
  EXPECT_TRUE(fired.empty());
}

}  // namespace
}  // namespace sim
