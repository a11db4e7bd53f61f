#include "tests/scenarios/faults/fault_fixture.h"

namespace scenario::test {
namespace {

class FaultTimes : public FaultTest {
 protected:
  std::vector<sim::Duration> begins() const {
    std::vector<sim::Duration> times;
    for (const auto& [time, e] : sink_.all<kafka::FaultBegan>()) times.push_back(time - sim::kTimeZero);
    return times;
  }
};

using Times = std::vector<sim::Duration>;

TEST_F(FaultTimes, AnEntryMayHappenAgainAndAgain) {
  run("  - { kind: pause, target: broker-101, at: 10s, for: 1s, every: 20s }\n", 65s);
  EXPECT_EQ(begins(), (Times{10s, 30s, 50s}));
}

TEST_F(FaultTimes, RepeatCountsAllTimes) {
  run("  - { kind: pause, target: broker-101, at: 10s, for: 1s, every: 20s, repeat: 2 }\n");
  EXPECT_EQ(begins(), (Times{10s, 30s}));
}

TEST_F(FaultTimes, JitterDelaysEachTimeAndDoesNotAddUp) {
  run("  - { kind: pause, target: broker-101, at: 10s, for: 100ms, every: 20s, repeat: 20, jitter: 5s }\n");
  const Times times = begins();
  ASSERT_EQ(times.size(), 20u);
  std::set<sim::Duration> offsets;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const sim::Duration offset = times[i] - 10s - 20s * static_cast<std::int64_t>(i);
    EXPECT_GE(offset, 0s);
    EXPECT_LE(offset, 5s);
    offsets.insert(offset);
  }
  EXPECT_EQ(offsets.size(), 20u);
}

TEST_F(FaultTimes, TheSameSeedHasTheSameLuckAndOtherFaultsDoNotChangeIt) {
  const std::string fault = "  - { kind: pause, target: any-broker, at: 10s, for: 100ms, every: 20s, jitter: 5s }\n";
  run(fault);
  const Lines first = events();
  EXPECT_EQ(first.size(), 60u);
  sim::Scheduler scheduler;
  FakeCluster cluster(scheduler);
  kafka::Emitter emitter;
  kafka::testing::RecordingSink sink;
  emitter.attach(sink);
  const Loaded loaded = load_faults(
      fault + "  - { kind: slow-host, factor: 2, target: any-zookeeper, at: 1s, for: 1s, every: 3s, jitter: 1s }\n");
  FaultSchedule schedule(scheduler, streams_, emitter, cluster, loaded.spec->faults);
  schedule.start();
  scheduler.run_until(sim::kTimeZero + 10min);
  std::erase_if(cluster.done, [](const std::string& line) { return line.find("slowdown") != std::string::npos; });
  EXPECT_EQ(cluster.done, cluster_.done);
}

TEST_F(FaultTimes, WhatEndsAtAMomentEndsBeforeWhatBeginsThen) {
  EXPECT_EQ(run("  - { kind: kill, target: broker-101, at: 20s }\n"
                "  - { kind: kill, target: broker-101, at: 10s, for: 10s }\n"),
            (Lines{"10s kill broker-101", "20s start broker-101", "20s kill broker-101"}));
}

TEST_F(FaultTimes, TimesCountFromZeroEvenIfTheClusterBootsBefore) {
  sim::Scheduler scheduler(sim::kTimeZero - 30s);
  FakeCluster cluster(scheduler);
  kafka::Emitter emitter;
  const Loaded loaded = load_faults("  - { kind: kill, target: broker-101, at: 10s }\n");
  FaultSchedule schedule(scheduler, streams_, emitter, cluster, loaded.spec->faults);
  schedule.start();
  scheduler.run_until(sim::kTimeZero + 10min);
  EXPECT_EQ(cluster.done, Lines{"10s kill broker-101"});
}

}  // namespace
}  // namespace scenario::test
