#include "tests/scenarios/faults/fault_fixture.h"

namespace scenario::test {
namespace {

class ProcessFaults : public FaultTest {};

TEST_F(ProcessFaults, AKilledBrokerIsStartedAgainAtTheEnd) {
  EXPECT_EQ(run("  - { kind: kill, target: broker-102, at: 10s, for: 20s }\n"),
            (Lines{"10s kill broker-102", "30s start broker-102"}));
  EXPECT_EQ(events(), (Lines{"10s kill broker-102 begins", "30s kill broker-102 ends"}));
  EXPECT_EQ(schedule_->lasting(), 0u);
}

TEST_F(ProcessFaults, WithoutForItStaysDown) {
  EXPECT_EQ(run("  - { kind: power-loss, target: zookeeper-2, at: 10s }\n"), Lines{"10s power_loss zookeeper-2"});
  EXPECT_EQ(schedule_->lasting(), 1u);
}

TEST_F(ProcessFaults, ACleanStopTakesItsTime) {
  EXPECT_EQ(run("  - { kind: stop, target: broker-101, at: 10s, for: 5s }\n"),
            (Lines{"10s shutdown broker-101", "11s stopped broker-101", "15s start broker-101"}));
}

TEST_F(ProcessFaults, AStopThatOutlastsItsFaultIsFollowedByTheStart) {
  cluster_.shutdown_time = 30s;
  EXPECT_EQ(run("  - { kind: stop, target: broker-101, at: 10s, for: 5s }\n"),
            (Lines{"10s shutdown broker-101", "40s stopped broker-101", "40s start broker-101"}));
}

TEST_F(ProcessFaults, ARestartStartsAtOnceOrAfterAWhile) {
  EXPECT_EQ(run("  - { kind: restart, target: broker-101, at: 10s }\n"
                "  - { kind: restart, how: kill, target: broker-102, at: 20s }\n"
                "  - { kind: restart, how: power-loss, target: broker-103, at: 30s, for: 5s }\n"),
            (Lines{"10s shutdown broker-101", "11s stopped broker-101", "11s start broker-101", "20s kill broker-102",
                   "20s start broker-102", "30s power_loss broker-103", "35s start broker-103"}));
}

TEST_F(ProcessFaults, APauseEnds) {
  EXPECT_EQ(run("  - { kind: pause, target: consumer C-2, at: 1s, for: 2s }\n"),
            (Lines{"1s pause C-2", "3s resume C-2"}));
}

TEST_F(ProcessFaults, WhatCannotBeHitIsReported) {
  EXPECT_EQ(run("  - { kind: kill, target: broker-101, at: 1s }\n"
                "  - { kind: kill, target: broker-101, at: 2s }\n"
                "  - { kind: pause, target: broker-101, at: 3s }\n"
                "  - { kind: pause, target: broker-102, at: 4s }\n"
                "  - { kind: pause, target: broker-102, at: 5s }\n"
                "  - { kind: stop, target: broker-102, at: 6s }\n"
                "  - { kind: stop, target: broker-103, at: 7s }\n"
                "  - { kind: stop, target: broker-103, at: 7500ms }\n"),
            (Lines{"1s kill broker-101", "4s pause broker-102", "7s shutdown broker-103", "8s stopped broker-103"}));
  EXPECT_EQ(missing(),
            (Lines{"2s broker-101: stopped already", "3s broker-101: not running", "5s broker-102: paused already",
                   "6s broker-102: paused: it does not hear the signal", "7s broker-103: shutting down already"}));
}

TEST_F(ProcessFaults, OfAListTheOthersAreHitAllTheSame) {
  run("  - { kind: kill, target: broker-101, at: 1s }\n"
      "  - { kind: kill, target: [broker-101, zookeeper-1], at: 2s, for: 1s }\n");
  EXPECT_EQ(cluster_.done, (Lines{"1s kill broker-101", "2s kill zookeeper-1", "3s start zookeeper-1"}));
  EXPECT_EQ(missing(), Lines{"2s broker-101: stopped already"});
}

// The first fault would start the broker at 20 s; it was the second that stopped it last.
TEST_F(ProcessFaults, TheLastStopDecidesWhenItStarts) {
  cluster_.shutdown_time = 3s;
  EXPECT_EQ(run("  - { kind: stop, target: broker-101, at: 10s, for: 10s }\n"
                "  - { kind: kill, target: broker-101, at: 11s, for: 30s }\n"),
            (Lines{"10s shutdown broker-101", "11s kill broker-101", "41s start broker-101"}));
}

TEST_F(ProcessFaults, APausedProcessCanBeKilledAndIsNotResumedAfterwards) {
  EXPECT_EQ(run("  - { kind: pause, target: broker-101, at: 1s, for: 10s }\n"
                "  - { kind: kill, target: broker-101, at: 2s, for: 2s }\n"
                "  - { kind: pause, target: broker-101, at: 5s, for: 10s }\n"),
            (Lines{"1s pause broker-101", "2s kill broker-101", "4s start broker-101", "5s pause broker-101",
                   "15s resume broker-101"}));
}

TEST_F(ProcessFaults, HealingTouchesOnlyWhatWasHit) {
  EXPECT_EQ(run("  - { kind: kill, target: leader-of orders-0, at: 1s, for: 5s }\n", 2s), Lines{"1s kill broker-101"});
  cluster_.leader = kafka::BrokerId(102);
  run_to(10s);
  EXPECT_EQ(cluster_.done.back(), "6s start broker-101");
}

TEST_F(ProcessFaults, SlowMachinesAddUp) {
  EXPECT_EQ(run("  - { kind: slow-host, target: broker-101, factor: 3, at: 1s, for: 10s }\n"
                "  - { kind: slow-host, target: broker-101, factor: 2, at: 2s, for: 3s }\n"),
            (Lines{"1s slowdown 3 broker-101", "2s slowdown 6 broker-101", "5s slowdown 3 broker-101",
                   "11s slowdown 1 broker-101"}));
}

TEST_F(ProcessFaults, DisksAreSlowOrFullUntilTheLastFaultEnds) {
  EXPECT_EQ(run("  - { kind: slow-disk, target: broker-101, factor: 10, at: 1s, for: 1s }\n"
                "  - { kind: full-disk, target: broker-102, at: 1s, for: 3s }\n"
                "  - { kind: full-disk, target: broker-102, at: 2s, for: 5s }\n"
                "  - { kind: full-disk, target: rack-b, at: 9s }\n"),
            (Lines{"1s disk 10 broker-101", "1s full broker-102", "2s disk 1 broker-101", "2s full broker-102",
                   "7s not full broker-102", "9s full broker-103", "9s full zookeeper-3"}));
}

}  // namespace
}  // namespace scenario::test
