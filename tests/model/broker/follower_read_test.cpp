// KIP-392: consumers read from a replica in their rack.

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Broker 101 in rack a leads, 102 in rack b follows; a consumer in rack b, a record every 100 ms for `length`.
struct TwoRacks {
  explicit TwoRacks(const std::string& selector, Profile profile = Profile::v3_9) {
    f.spec.brokers = {{.id = BrokerId(101), .rack = "a"}, {.id = BrokerId(102), .rack = "b"}};
    f.spec.config.offsets_topic_replication_factor = 2;
    f.topic("orders", 1, 2);
    f.spec.topics[0].assignment = {{BrokerId(101), BrokerId(102)}};
    f.spec.profile = profile;
    f.spec.behaviour = behaviour_of(profile);
    f.spec.config.replica_selector_class = selector;
    f.spec.hardware.network.latency = 1ms;
    group.name = "readers";
    group.topics = {"orders"};
    group.rack = "b";
    group.config.auto_offset_reset = OffsetResetStrategy::earliest;
  }
  void run(sim::Duration length) {
    Cluster& cluster = f.build();
    app = std::make_unique<TestApplication>(cluster.add_producer("shop", "a", {}));
    cluster.add_group(group);
    cluster.start();
    for (sim::Duration at = 1s; at < length; at += 100ms) {
      f.scheduler.at(sim::SimTime(at), sim::kWorld,
                     [this] { app->send({.topic = f.tp("orders", 0).topic, .value_size = 100}); });
      ++sent;
    }
    f.scheduler.run_until(sim::SimTime(length));
  }
  /// Consumers' fetches that a broker answered.
  [[nodiscard]] int fetches(int broker) const {
    int count = 0;
    for (const auto& [at, e] : f.events.all<RequestCompleted>())
      if (e.broker == BrokerId(broker) && e.api == ApiKey::FETCH && !e.from_follower) ++count;
    return count;
  }
  [[nodiscard]] int delivered() const {
    int count = 0;
    for (const auto& [at, e] : f.events.all<RecordsDelivered>()) count += e.count;
    return count;
  }

  ClusterFixture f;
  ConsumerGroupSpec group;
  std::unique_ptr<TestApplication> app;
  int sent = 0;
};

TEST(FollowerRead, WithoutASelectorTheLeaderServesAll) {
  TwoRacks racks("");
  racks.run(30s);
  EXPECT_EQ(racks.fetches(102), 0);
  EXPECT_EQ(racks.delivered(), racks.sent);
}

TEST(FollowerRead, TheLeaderSendsTheConsumerToItsRack) {
  TwoRacks racks("RackAwareReplicaSelector");
  racks.run(30s);
  EXPECT_EQ(racks.delivered(), racks.sent - 1) << "the last waits for the follower's high watermark, see below";
  EXPECT_EQ(racks.fetches(101), 1) << "the one that was answered with the follower";
  EXPECT_GE(racks.fetches(102), racks.sent - 1);
  EXPECT_EQ(racks.f.events.count<FetchFailed>(), 0u);
}

TEST(FollowerRead, AConsumerInTheLeadersRackStays) {
  TwoRacks racks("RackAwareReplicaSelector");
  racks.group.config.client_rack = "a";  // stronger than where the scenario puts it
  racks.run(30s);
  EXPECT_EQ(racks.fetches(102), 0);
  EXPECT_EQ(racks.delivered(), racks.sent);
}

TEST(FollowerRead, Release23KnowsNothingOfIt) {
  TwoRacks racks("RackAwareReplicaSelector", Profile::v2_3);
  racks.run(30s);
  EXPECT_EQ(racks.fetches(102), 0);
  EXPECT_EQ(racks.delivered(), racks.sent);
}

// metadata.max.age.ms 10 s: asked at the beginning and after about 10, 20, 30, 40 and 50 s.
TEST(FollowerRead, TheLeaderIsAskedAgainAfterTheMetadatasMaxAge) {
  TwoRacks racks("RackAwareReplicaSelector");
  racks.group.config.metadata_max_age_ms = 10s;
  racks.run(55s);
  EXPECT_EQ(racks.fetches(101), 6);
  EXPECT_EQ(racks.delivered(), racks.sent - 1);
}

// A record reaches the reader of a follower when the follower hears of the high watermark: produce 1, data to the
// follower 1, its next fetch confirms 1, the new high watermark comes back with that fetch's answer only when there is
// something to answer it with: the next record or the end of its wait.
TEST(FollowerRead, RecordsWaitForTheFollowersHighWatermark) {
  TwoRacks racks("RackAwareReplicaSelector");
  racks.run(30s);
  for (const auto& [at, e] : racks.f.events.all<RecordsDelivered>())
    if (e.first_timestamp > sim::SimTime(5s) && e.first_timestamp < sim::SimTime(25s)) {
      EXPECT_GT(at - e.first_timestamp, 50ms) << "not with its own data";
      EXPECT_LE(at - e.first_timestamp, 103ms) << "with the next record's data, then one hop from the follower on";
    }
}

// The follower dies: nobody is there to read from until the controller has taken it out of the ISR and the leader
// serves its records itself.
TEST(FollowerRead, ADeadFollowerIsLeftBehind) {
  TwoRacks racks("RackAwareReplicaSelector");
  racks.f.scheduler.at(sim::SimTime(10s), sim::kWorld,
                       [&] { racks.f.cluster().stop(racks.f.cluster().host(BrokerId(102)), sim::StopKind::kill); });
  racks.run(90s);
  EXPECT_EQ(racks.f.view().state(racks.f.tp("orders", 0)).isr, std::vector<BrokerId>{BrokerId(101)});
  EXPECT_GE(racks.delivered(), racks.sent - 1);
}

}  // namespace
}  // namespace kafka::testing
