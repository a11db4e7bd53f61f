#include "sim/core/scheduler.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace sim {
namespace {

constexpr int kMany = 100'000;

struct SchedulerTest : testing::Test {
  Scheduler scheduler;
  std::vector<std::string> log;

  auto say(std::string_view word) {
    return [this, word] { log.emplace_back(word); };
  }
  SimTime at(Duration d) { return kTimeZero + d; }
};

TEST_F(SchedulerTest, RunsInOrderOfTimeThenOfScheduling) {
  scheduler.at(at(2ms), kWorld, say("late"));
  scheduler.at(at(1ms), kWorld, say("first"));
  scheduler.at(at(1ms), kWorld, say("second"));
  EXPECT_EQ(scheduler.pending_count(), 3u);
  scheduler.run_until(at(1s));
  EXPECT_EQ(log, (std::vector<std::string>{"first", "second", "late"}));
  EXPECT_EQ(scheduler.executed(), 3u);
  EXPECT_EQ(scheduler.pending_count(), 0u);
}

TEST_F(SchedulerTest, WithoutDelayComesAfterEverythingDueNow) {
  scheduler.at(at(1ms), kWorld, [this] {
    log.emplace_back("a");
    scheduler.after(0ns, kWorld, say("c"));
    scheduler.after(0ns, kWorld, say("d"));
  });
  scheduler.at(at(1ms), kWorld, say("b"));
  scheduler.at(at(1ms) + 1ns, kWorld, say("e"));
  scheduler.run_until(at(2ms));
  EXPECT_EQ(log, (std::vector<std::string>{"a", "b", "c", "d", "e"}));
}

TEST_F(SchedulerTest, StepRunsOneEventAndTellsWhenThereIsNone) {
  scheduler.at(at(3ms), kWorld, say("x"));
  EXPECT_TRUE(scheduler.step());
  EXPECT_EQ(scheduler.now(), at(3ms));
  EXPECT_FALSE(scheduler.step());
  EXPECT_EQ(scheduler.now(), at(3ms));
}

TEST_F(SchedulerTest, CancelledEventsDoNotRun) {
  const EventHandle h = scheduler.after(1ms, kWorld, say("never"));
  EXPECT_TRUE(scheduler.pending(h));
  EXPECT_TRUE(scheduler.cancel(h));
  EXPECT_FALSE(scheduler.pending(h));
  EXPECT_FALSE(scheduler.cancel(h));
  scheduler.run_until(at(1s));
  EXPECT_TRUE(log.empty());
  EXPECT_EQ(scheduler.executed(), 0u);
}

TEST_F(SchedulerTest, AHandleGoesStaleWhenItsNodeServesAnotherEvent) {
  const EventHandle old = scheduler.after(1ms, kWorld, say("old"));
  scheduler.cancel(old);
  const EventHandle fresh = scheduler.after(1ms, kWorld, say("new"));
  ASSERT_EQ(fresh.node, old.node);
  EXPECT_FALSE(scheduler.cancel(old));
  EXPECT_TRUE(scheduler.pending(fresh));
}

TEST_F(SchedulerTest, TheDefaultHandleNamesNothing) {
  EXPECT_FALSE(scheduler.pending(EventHandle{}));
  EXPECT_FALSE(scheduler.cancel(EventHandle{}));
  scheduler.after(1ms, kWorld, say("x"));
  EXPECT_FALSE(scheduler.pending(EventHandle{}));
}

TEST_F(SchedulerTest, AnEventCancelsALaterOneOfTheSameInstant) {
  EventHandle queued;
  EventHandle in_lane;
  scheduler.at(at(1ms), kWorld, [&] {
    in_lane = scheduler.after(0ns, kWorld, say("lane"));
    scheduler.cancel(queued);
    scheduler.after(0ns, kWorld, [&] { EXPECT_FALSE(scheduler.cancel(in_lane)); });
  });
  queued = scheduler.at(at(1ms), kWorld, say("queued"));
  scheduler.run_until(at(1ms));
  EXPECT_EQ(log, std::vector<std::string>{"lane"});
}

TEST_F(SchedulerTest, RunUntilIncludesItsEndAndMovesTheClockThere) {
  scheduler.at(at(10ms), kWorld, say("at the end"));
  scheduler.at(at(10ms) + 1ns, kWorld, say("after"));
  scheduler.run_until(at(10ms));
  EXPECT_EQ(log, std::vector<std::string>{"at the end"});
  EXPECT_EQ(scheduler.now(), at(10ms));
  scheduler.run_until(at(10ms));
  EXPECT_EQ(log.size(), 1u);
  scheduler.run_until(at(20ms));
  EXPECT_EQ(log.size(), 2u);
}

// The first run_until meets events far ahead, so many that they lie in several buckets. What is scheduled afterwards,
// before them and at every distance, must still come in order, in spite of what the queue did to look for the next one.
TEST_F(SchedulerTest, SchedulesBeforeFarEventsAfterRunUntil) {
  std::vector<std::int64_t> times;
  const auto note = [&] { times.push_back(scheduler.now().time_since_epoch().count()); };
  for (int i = 0; i < 500; ++i) scheduler.at(at(1h) + Duration(i) * 7'654'321, kWorld, note);
  scheduler.run_until(at(1s));
  for (int i = 999; i >= 0; --i) scheduler.at(at(1s) + Duration(i) * 1'234'567, kWorld, note);
  for (int i = 0; i < 200; ++i) scheduler.at(at(1h) - Duration(i), kWorld, note);
  scheduler.run_until(at(2h));
  ASSERT_EQ(times.size(), 1700u);
  EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
  EXPECT_EQ(times.front(), at(1s).time_since_epoch().count());
}

TEST_F(SchedulerTest, StopEndsTheRunAfterTheCurrentEvent) {
  scheduler.at(at(1ms), kWorld, [this] {
    scheduler.stop();
    log.emplace_back("stops");
  });
  scheduler.at(at(1ms), kWorld, say("later"));
  scheduler.run_until(at(1s));
  EXPECT_EQ(log, std::vector<std::string>{"stops"});
  EXPECT_EQ(scheduler.now(), at(1ms));
  scheduler.run_until(at(1s));
  EXPECT_EQ(log, (std::vector<std::string>{"stops", "later"}));
  EXPECT_EQ(scheduler.now(), at(1s));
}

// 10^5 events for one instant, each with a follower in the same instant: all first ones, then all followers.
TEST_F(SchedulerTest, ABurstAtOneInstantKeepsItsOrder) {
  struct {
    int first = 0;
    int follower = 0;
  } next;
  for (int i = 0; i < kMany; ++i)
    scheduler.at(at(5ms), kWorld, [this, &next, i] {
      EXPECT_EQ(next.first++, i);
      scheduler.after(0ns, kWorld, [&next, i] {
        EXPECT_EQ(next.first, kMany);
        EXPECT_EQ(next.follower++, i);
      });
    });
  scheduler.run_until(at(5ms));
  EXPECT_EQ(next.follower, kMany);
}

// The same from inside an event, for an instant close enough to fall into the range that is already sorted. Quadratic
// work would take minutes here.
TEST_F(SchedulerTest, ABurstForANearInstantKeepsItsOrder) {
  int next = 0;
  scheduler.at(at(5ms), kWorld, [&] {
    for (int i = 0; i < kMany; ++i) scheduler.after(3ns, kWorld, [&, i] { EXPECT_EQ(next++, i); });
    for (int i = 0; i < kMany; ++i) scheduler.cancel(scheduler.after(2ns, kWorld, say("never")));
  });
  scheduler.run_until(at(6ms));
  EXPECT_EQ(next, kMany);
  EXPECT_TRUE(log.empty());
}

TEST_F(SchedulerTest, ReachesTheEndOfTime) {
  scheduler.at(SimTime::max(), kWorld, say("end"));
  scheduler.at(SimTime::max() - 1ns, kWorld, say("almost"));
  scheduler.at(at(24h * 365 * 100), kWorld, say("century"));
  scheduler.run_until(SimTime::max());
  EXPECT_EQ(log, (std::vector<std::string>{"century", "almost", "end"}));
  EXPECT_EQ(scheduler.now(), SimTime::max());
}

TEST_F(SchedulerTest, ThePastIsABug) {
  scheduler.run_until(at(1s));
  EXPECT_DEATH(scheduler.at(at(1s) - 1ns, kWorld, [] {}), "in the past");
  EXPECT_DEATH(scheduler.after(-1ns, kWorld, [] {}), "in the past");
  EXPECT_DEATH(scheduler.after(kForever, kWorld, [] {}), "in the past");
  EXPECT_DEATH(scheduler.run_until(at(1s) - 1ns), "past");
}

// Three million timers half a minute ahead, each cancelled 10 ms later: 3000 s of a thousand requests at a time. Nodes
// are reused, so no more than the thousand pending ones (and the one being scheduled) ever exist.
TEST_F(SchedulerTest, CancelledEventsLeaveNothingBehind) {
  std::vector<EventHandle> timers(1000);
  std::uint32_t highest_node = 0;
  for (int round = 0; round < 3000; ++round) {
    for (EventHandle& timer : timers) {
      scheduler.cancel(timer);
      timer = scheduler.after(30s, kWorld, say("timeout"));
      highest_node = std::max(highest_node, timer.node);
    }
    scheduler.run_until(scheduler.now() + 10ms);
  }
  EXPECT_EQ(scheduler.pending_count(), 1000u);
  EXPECT_LE(highest_node, 1001u);
  scheduler.run_until(scheduler.now() + 1min);
  EXPECT_EQ(log.size(), 1000u);
}

}  // namespace
}  // namespace sim
