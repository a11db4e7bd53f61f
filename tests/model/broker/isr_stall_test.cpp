// Row 14 of the tutorial table: a follower that stands still leaves the ISR, acks=all goes on without it, and it
// returns once it has caught up.

#include <functional>

#include <gtest/gtest.h>

#include "model/config/config_def.h"
#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

constexpr sim::Duration kPause = 20s;    // when broker 102 stops
constexpr sim::Duration kResume = 120s;  // and goes on

/// Three brokers 1 ms apart, one partition on all of them, a record every 100 ms with acks=all.
struct Stall {
  explicit Stall(Profile profile) {
    f.brokers(3);
    f.topic("orders", 1, 3);
    f.spec.topics[0].assignment = {{BrokerId(101), BrokerId(102), BrokerId(103)}};
    f.spec.topics[0].config.min_insync_replicas = 2;
    f.spec.profile = profile;
    f.spec.behaviour = behaviour_of(profile);
    f.spec.config = profile_defaults<BrokerConfig>(profile);
    f.spec.hardware.network.latency = 1ms;
    // It keeps its session, or the controller would take it out of the ISR.
    f.spec.config.zookeeper_session_timeout_ms = 3min;
    f.spec.zookeeper.config.max_session_timeout = 3min;
    Cluster& cluster = f.build();
    ProducerConfig config = profile_defaults<ProducerConfig>(profile);
    config.acks = Acks::all;
    app = std::make_unique<TestApplication>(cluster.add_producer("shop", "", config));
    cluster.start();
    for (sim::Duration at = 1s; at < 150s; at += 100ms)
      f.scheduler.at(sim::SimTime(at), sim::kWorld,
                     [this] { app->send({.topic = f.tp("orders", 0).topic, .value_size = 100}); });
    f.scheduler.at(sim::SimTime(kPause), sim::kWorld, [this] { f.cluster().pause(f.cluster().host(BrokerId(102))); });
    f.scheduler.at(sim::SimTime(kResume), sim::kWorld, [this] { f.cluster().resume(f.cluster().host(BrokerId(102))); });
    f.scheduler.run_until(sim::SimTime(150s));
  }

  [[nodiscard]] sim::SimTime shrunk_at() const {
    const auto shrinks = f.events.all<IsrShrunk>();
    EXPECT_EQ(shrinks.size(), 1u);
    if (shrinks.empty()) return {};
    EXPECT_EQ(shrinks[0].second.removed, std::vector<BrokerId>{BrokerId(102)});
    return shrinks[0].first;
  }
  [[nodiscard]] int acknowledged(sim::SimTime from, sim::SimTime to) const {
    int records = 0;
    for (const auto& [at, e] : f.events.all<RecordsAcknowledged>())
      if (at > from && at <= to) records += e.count;
    return records;
  }

  ClusterFixture f;
  std::unique_ptr<TestApplication> app;
};

// It was caught up at most one fetch (replica.fetch.wait.max.ms, 500 ms) before it stopped. The look comes every half
// of replica.lag.time.max.ms, so the removal comes between one and one and a half of it after that.
TEST(IsrStall, AFollowerLeavesAfter30To45Seconds) {
  const sim::Duration after = Stall(Profile::v3_9).shrunk_at() - sim::SimTime(kPause);
  EXPECT_GE(after, 29500ms);
  EXPECT_LE(after, 45s);
}

TEST(IsrStall, Release23HasATenSecondLimit) {
  const sim::Duration after = Stall(Profile::v2_3).shrunk_at() - sim::SimTime(kPause);
  EXPECT_GE(after, 9500ms);
  EXPECT_LE(after, 15s);
}

TEST(IsrStall, AcksAllStopsUntilTheFollowerIsOut) {
  const Stall run(Profile::v2_3);
  const sim::SimTime out = run.shrunk_at();
  EXPECT_EQ(run.acknowledged(sim::SimTime(kPause + 10ms), out), 0);
  // From then on 4 hops of 1 ms each: every record of a whole minute is confirmed 4 ms after it was sent.
  int quick = 0;
  for (const auto& [at, e] : run.f.events.all<RecordsAcknowledged>())
    if (e.first_timestamp > out + 1s && e.first_timestamp <= out + 61s) quick += at - e.first_timestamp == 4ms;
  EXPECT_EQ(quick, 600);
}

TEST(IsrStall, TheFollowerReturnsOnceItHasCaughtUp) {
  const Stall run(Profile::v3_9);
  const auto expansions = run.f.events.all<IsrExpanded>();
  ASSERT_EQ(expansions.size(), 1u);
  EXPECT_EQ(expansions[0].second.added, BrokerId(102));
  EXPECT_GE(expansions[0].first, sim::SimTime(kResume));
  EXPECT_LE(expansions[0].first, sim::SimTime(kResume + 5s));
  const TopicPartition tp = run.f.tp("orders", 0);
  EXPECT_EQ(run.f.view().state(tp).isr.size(), 3u);
  EXPECT_EQ(run.f.view().replica(BrokerId(102), tp)->log().log_end_offset(), run.f.view().log_end_offset(tp));
}

}  // namespace
}  // namespace kafka::testing
