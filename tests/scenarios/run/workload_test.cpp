#include "scenarios/engine/run/workload.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "tests/scenarios/run/small_spec.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;

/// What a producer did, seen from outside.
struct Watch final : kafka::EventSink {
  std::vector<kafka::BatchSent> sent;
  std::vector<sim::SimTime> blocked_since;
  sim::Duration blocked{0};
  int rejected = 0;

  void on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) override {
    if (const auto* e = std::get_if<kafka::BatchSent>(&event)) sent.push_back(*e);
    if (const auto* e = std::get_if<kafka::SendUnblocked>(&event)) {
      if (e->on == kafka::BlockedOn::buffer_memory) blocked += e->waited;
    }
    if (const auto* e = std::get_if<kafka::SendBlocked>(&event)) {
      if (e->on == kafka::BlockedOn::buffer_memory) blocked_since.push_back(now);
    }
    if (std::holds_alternative<kafka::SendFailed>(event)) ++rejected;
  }
};

TEST(Workload, TenSecondsAtAHundredPerSecondAreAThousandRecords) {
  ScenarioSpec spec = small_spec(1, 1, 10s);
  add_producer(spec, "app", 100);
  EXPECT_EQ(run(spec).produced, 1000);  // at 0, 10 ms, ... 9.99 s
}

TEST(Workload, StartStopAndNumberBoundIt) {
  ScenarioSpec spec = small_spec(1, 1, 20s);
  ProducerSpec& from_two_to_five = add_producer(spec, "a", 100);
  from_two_to_five.workload.start = 2s;
  from_two_to_five.workload.stop = 5s;
  ProducerSpec& seven = add_producer(spec, "b", 100);
  seven.workload.records = 7;
  const RunResult result = run(spec);
  EXPECT_EQ(result.applications[0].produced, 300);
  EXPECT_EQ(result.applications[1].produced, 7);
}

TEST(Workload, InstancesAreSeveralProducersOfOneApplication) {
  ScenarioSpec spec = small_spec(1, 1, 10s);
  add_producer(spec, "app", 10).count = 3;
  const RunResult result = run(spec);
  ASSERT_EQ(result.applications.size(), 1u);
  EXPECT_EQ(result.applications[0].instances, 3);
  EXPECT_EQ(result.applications[0].produced, 300);
}

TEST(Workload, AnArrivalMayBeSeveralRecords) {
  ScenarioSpec spec = small_spec(1, 1, 10s);
  ProducerSpec& app = add_producer(spec, "app", 100);
  app.workload.batch = 50;  // 50 records every half second
  Watch watch;
  EXPECT_EQ(run(spec, &watch).produced, 1000);
  std::set<std::int64_t> instants;
  for (const auto& e : watch.sent) instants.insert(e.max_timestamp.time_since_epoch() / 1ms);
  EXPECT_EQ(instants.size(), 20u);
  EXPECT_EQ(*instants.rbegin(), 9500);
}

TEST(Workload, GoesToTheExplicitPartition) {
  ScenarioSpec spec = small_spec(1, 4, 1s);
  add_producer(spec, "app", 100).workload.partition = 2;
  const RunResult result = run(spec);
  EXPECT_EQ(result.topics[0].partitions[2].log_end_offset, 100);
  EXPECT_EQ(result.topics[0].partitions[0].log_end_offset, 0);
}

TEST(Workload, HighRatesGoInTicks) {
  ScenarioSpec spec = small_spec(1, 1, 1s);
  add_producer(spec, "app", 100'000).workload.stop = 100ms;
  Watch watch;
  const RunResult result = run(spec, &watch);
  EXPECT_EQ(result.produced, 10'000);
  EXPECT_EQ(result.totals.acknowledged, 10'000);
  for (const auto& e : watch.sent) {
    ASSERT_EQ(e.first_timestamp.time_since_epoch() % OpenLoopWorkload::kTick, 0ns);
    ASSERT_LE(e.max_timestamp.time_since_epoch(), 100ms);  // due before, handed over at the tick
  }
}

TEST(Workload, ArrivalsWaitWhileSendBlocksAndComeLateInOrder) {
  // 1000 records/s of 1000 bytes into a 100 kB/s line: what does not fit into 64 KiB of buffer waits with the thread.
  ScenarioSpec spec = small_spec(1, 1, 60s);
  spec.cluster.hardware.network.client_nic = sim::BytesPerSecond(100'000);
  ProducerSpec& app = add_producer(spec, "app", 1000);
  app.workload.stop = 2s;
  app.workload.value_size = 1000;
  app.config.buffer_memory = sim::KiB(64);
  add_group(spec, "readers");
  Watch watch;
  const RunResult result = run(spec, &watch);
  EXPECT_EQ(result.produced, 2000);
  EXPECT_EQ(result.totals.acknowledged, 2000);
  EXPECT_EQ(result.groups[0].totals.distinct(), 2000);
  EXPECT_EQ(result.groups[0].totals.reordered, 0);
  EXPECT_EQ(watch.rejected, 0);
  // 2000 x 1000 bytes take 20 s on that line; they were due within 2 s.
  EXPECT_GT(watch.blocked, 15s);
  EXPECT_GT(watch.sent.back().max_timestamp.time_since_epoch(), 18s);
}

TEST(Workload, RejectedRecordsAreNotProduced) {
  // The only broker dies at once: the first record waits max.block.ms for metadata and is rejected, then the next one.
  ScenarioSpec spec = small_spec(1, 1, 10s);
  ProducerSpec& app = add_producer(spec, "app", 100);
  app.config.max_block_ms = 1s;
  Experiment experiment(spec);
  Watch watch;
  experiment.attach(watch);
  experiment.start();
  experiment.cluster().stop(experiment.cluster().host(kafka::BrokerId(101)), sim::StopKind::kill);
  experiment.advance(experiment.end());
  const RunResult result = experiment.finish();
  // The thread is blocked from 0 to 1 s, from 1 to 2 s, ... : ten at most in ten seconds.
  EXPECT_EQ(result.produced, 0);
  EXPECT_GE(watch.rejected, 9);
  EXPECT_LE(watch.rejected, 10);
  EXPECT_EQ(result.totals.rejected, watch.rejected);
}

TEST(Workload, WithoutARateOnlyTheBufferStopsIt) {
  ScenarioSpec spec = small_spec(1, 1, 60s);
  spec.cluster.hardware.network.client_nic = sim::BytesPerSecond(10'000'000);
  ProducerSpec& app = add_producer(spec, "app", 0);
  app.workload.records = 50'000;
  app.config.buffer_memory = sim::MiB(1);
  Watch watch;
  const RunResult result = run(spec, &watch);
  EXPECT_EQ(result.totals.acknowledged, 50'000);
  EXPECT_FALSE(watch.blocked_since.empty());
}

TEST(Workload, SeedsAndNamesDecideTheLuck) {
  const auto times = [](std::uint64_t seed, const std::string& name) {
    ScenarioSpec spec = small_spec(1, 1, 1s);
    spec.seed = seed;
    add_producer(spec, name, 100).workload.arrivals = Arrivals::poisson;
    Watch watch;
    run(spec, &watch);
    std::vector<sim::SimTime> result;
    for (const auto& e : watch.sent) result.push_back(e.first_timestamp);
    return result;
  };
  EXPECT_EQ(times(1, "app"), times(1, "app"));
  EXPECT_NE(times(1, "app"), times(2, "app"));
  EXPECT_NE(times(1, "app"), times(1, "ppa"));
}

}  // namespace
}  // namespace scenario
