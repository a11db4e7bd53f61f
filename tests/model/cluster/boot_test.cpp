// How a cluster comes up before time zero.

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

TEST(Boot, AtZeroEveryPartitionIsLedByItsPreferredReplicaWithAllInSync) {
  for (const Profile profile : {Profile::v2_3, Profile::v3_9}) {
    ClusterFixture f;
    f.brokers(4);
    f.topic("orders", 6, 3);
    f.topic("payments", 3, 2);
    f.spec.profile = profile;
    f.spec.behaviour = behaviour_of(profile);
    f.spec.hardware.network.latency = 1ms;
    Cluster& cluster = f.build();
    EXPECT_EQ(cluster.boot(), "");
    EXPECT_EQ(f.scheduler.now(), sim::kTimeZero);
    for (const char* topic : {"orders", "payments"}) {
      const TopicId id = cluster.topics().find(topic);
      EXPECT_EQ(cluster.partition_count(id), topic[0] == 'o' ? 6 : 3);
      for (std::int32_t p = 0; p < cluster.partition_count(id); ++p) {
        const PartitionState& state = f.view().state(f.tp(topic, p));
        EXPECT_EQ(state.leader, cluster.replicas_of(f.tp(topic, p)).front());
        EXPECT_EQ(state.isr.size(), topic[0] == 'o' ? 3U : 2U);
        EXPECT_EQ(state.leader_epoch, LeaderEpoch(0));
        ASSERT_NE(f.view().replica(state.leader, f.tp(topic, p)), nullptr);
        EXPECT_TRUE(f.view().replica(state.leader, f.tp(topic, p))->is_leader());
      }
    }
    EXPECT_EQ(cluster.controller(), BrokerId(101)) << "the first that was powered on";
    EXPECT_TRUE(cluster.zookeeper_leader().has_value());
  }
}

/// Events of before time zero reach whoever listens to all.
TEST(Boot, SinksSeeItFromTheFirstEvent) {
  ClusterFixture f;
  RecordingSink all;
  f.attach(all);
  f.brokers(3);
  f.topic("orders", 2, 2);
  f.build().start();
  ASSERT_FALSE(all.seen.empty());
  EXPECT_LT(all.seen.front().time, sim::kTimeZero - 59s);
  EXPECT_EQ(all.count<BrokerRegistered>(), 3U);
  EXPECT_EQ(all.count<ControllerElected>(), 1U);
  EXPECT_EQ(all.count<TopicCreated>(), 1U);
  EXPECT_EQ(all.count<PartitionStateChanged>(), 2U);
  EXPECT_EQ(f.events.count<TopicCreated>(), 0U) << "the fixture's own sink begins at zero";
}

TEST(Boot, SettingsOfATopicReachItsLogs) {
  ClusterFixture f;
  f.brokers(1);
  f.topic("orders", 1, 1);
  f.spec.topics.back().config.min_insync_replicas = 2;
  f.spec.topics.back().config.segment_bytes = sim::MiB(5);
  f.build().start();
  const Partition* leader = f.view().replica(BrokerId(101), f.tp("orders", 0));
  ASSERT_NE(leader, nullptr);
  EXPECT_EQ(leader->log().config().min_insync_replicas, 2);
  EXPECT_EQ(leader->log().config().segment_bytes, sim::MiB(5));
}

TEST(Boot, AClusterThatIsNotUpInTimeSaysWhatIsMissing) {
  ClusterFixture f;
  f.brokers(3);
  f.topic("orders", 1, 3);
  f.spec.hardware.network.latency = 5s;
  EXPECT_EQ(f.build().boot(), "broker-101 did not start: ZooKeeperClientTimeoutException");
}

TEST(Boot, ATopicThatCannotBeCreatedIsToldOf) {
  ClusterFixture f;
  f.brokers(2);
  f.topic("orders", 1, 3);
  EXPECT_EQ(f.build().boot(), "topics could not be created: InvalidReplicationFactorException");
}

}  // namespace
}  // namespace kafka::testing
