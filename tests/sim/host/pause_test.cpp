#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/core/scheduler.h"

namespace sim {
namespace {

class PauseTest : public testing::Test {
 protected:
  EventHandle note(Duration when, LifeId life, std::string name) {
    names_.push_back(std::move(name));
    return scheduler_.at(kTimeZero + when, life, [this, i = names_.size() - 1] {
      log_.push_back(names_[i] + " " + std::to_string((scheduler_.now() - kTimeZero) / 1ms));
    });
  }
  void run_until(Duration t) { scheduler_.run_until(kTimeZero + t); }

  Scheduler scheduler_;
  LifeId paused_ = scheduler_.begin_life();
  LifeId other_ = scheduler_.begin_life();
  std::vector<std::string> names_;
  std::vector<std::string> log_;
};

TEST_F(PauseTest, WhatIsDueWaitsAndRunsInOrderWhenResumed) {
  note(3ms, paused_, "third");
  note(1ms, paused_, "first");
  note(2ms, other_, "other");
  note(2ms, paused_, "second");
  note(20ms, paused_, "later");
  scheduler_.pause_life(paused_);
  EXPECT_TRUE(scheduler_.paused(paused_));
  run_until(10ms);
  EXPECT_EQ(scheduler_.executed(), 1u);
  EXPECT_EQ(scheduler_.pending_count(), 4u) << "what waits is still pending";
  scheduler_.resume_life(paused_);
  EXPECT_FALSE(scheduler_.paused(paused_));
  run_until(30ms);
  EXPECT_EQ(log_, (std::vector<std::string>{"other 2", "first 10", "second 10", "third 10", "later 20"}));
}

TEST_F(PauseTest, ResumedEventsStandBehindWhatIsDueAlready) {
  note(1ms, paused_, "waited");
  scheduler_.pause_life(paused_);
  scheduler_.at(kTimeZero + 5ms, other_, [this] {
    note(5ms, other_, "before");
    scheduler_.resume_life(paused_);
    note(5ms, other_, "behind");
  });
  run_until(10ms);
  EXPECT_EQ(log_, (std::vector<std::string>{"before 5", "waited 5", "behind 5"}));
}

TEST_F(PauseTest, WhatWaitsCanBeCancelledUnderItsHandle) {
  const EventHandle first = note(1ms, paused_, "first");
  note(2ms, paused_, "second");
  scheduler_.pause_life(paused_);
  run_until(10ms);
  EXPECT_TRUE(scheduler_.pending(first));
  EXPECT_TRUE(scheduler_.cancel(first));
  EXPECT_FALSE(scheduler_.cancel(first));
  scheduler_.resume_life(paused_);
  run_until(11ms);
  EXPECT_EQ(log_, std::vector<std::string>{"second 10"});
  EXPECT_EQ(scheduler_.pending_count(), 0u);
}

TEST_F(PauseTest, ACancelledEventsNodeMayServeAnotherBeforeTheResume) {
  const EventHandle first = note(1ms, paused_, "first");
  scheduler_.pause_life(paused_);
  run_until(2ms);
  scheduler_.cancel(first);
  note(20ms, other_, "takes the node");
  scheduler_.resume_life(paused_);
  run_until(30ms);
  EXPECT_EQ(log_, std::vector<std::string>{"takes the node 20"});
}

TEST_F(PauseTest, EndingAPausedLifeRemovesWhatWaited) {
  note(1ms, paused_, "never");
  note(50ms, paused_, "never");
  scheduler_.pause_life(paused_);
  run_until(10ms);
  scheduler_.end_life(paused_);
  EXPECT_EQ(scheduler_.pending_count(), 0u);
  scheduler_.resume_life(paused_);
  run_until(100ms);
  EXPECT_TRUE(log_.empty());
}

TEST_F(PauseTest, PausedAgainWhileItsBacklogRuns) {
  note(1ms, paused_, "one");
  note(2ms, paused_, "two");
  scheduler_.pause_life(paused_);
  run_until(10ms);
  scheduler_.resume_life(paused_);
  scheduler_.step();
  scheduler_.pause_life(paused_);
  run_until(20ms);
  scheduler_.resume_life(paused_);
  run_until(30ms);
  EXPECT_EQ(log_, (std::vector<std::string>{"one 10", "two 20"}));
}

TEST_F(PauseTest, TheWorldAndTheDeadAreNotPaused) {
  EXPECT_DEATH(scheduler_.pause_life(kWorld), "kWorld");
  scheduler_.end_life(other_);
  EXPECT_DEATH(scheduler_.pause_life(other_), "alive");
}

}  // namespace
}  // namespace sim
