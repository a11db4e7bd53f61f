// What an administrator does to a running cluster, through ZooKeeper.

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

struct AdminCommandsTest : public ::testing::Test {
  AdminCommandsTest() {
    f.brokers(3);
    f.topic("orders", 2, 2);
    f.spec.topics.back().assignment = {{BrokerId(101), BrokerId(102)}, {BrokerId(102), BrokerId(103)}};
    f.spec.later_topics = {"payments"};
    f.spec.hardware.network.latency = 1ms;
    f.spec.config.auto_leader_rebalance_enable = false;
    f.build().start();
  }

  AdminCommands::Done note() {
    return [this](const std::string& exception) { results.push_back(exception.empty() ? "done" : exception); };
  }
  std::vector<std::string> take() { return std::exchange(results, {}); }
  std::vector<std::int32_t> replicas(const std::string& topic, int partition) const {
    std::vector<std::int32_t> out;
    for (const BrokerId id : f.cluster().replicas_of(f.tp(topic, partition))) out.push_back(id.value());
    return out;
  }

  mutable ClusterFixture f;
  std::vector<std::string> results;
};

using Results = std::vector<std::string>;

TEST_F(AdminCommandsTest, ATopicIsCreatedAndLed) {
  TopicSpec topic;
  topic.name = "payments";
  topic.partitions = 4;
  topic.replication_factor = 2;
  f.cluster().create_topic(topic, note());
  f.run_for(1s);
  f.cluster().create_topic(topic, note());
  f.run_for(5s);
  EXPECT_EQ(take(), (Results{"done", "TopicExistsException"}));
  const TopicId id = f.cluster().topics().find("payments");
  ASSERT_EQ(f.cluster().partition_count(id), 4);
  for (int p = 0; p < 4; ++p) EXPECT_NE(f.view().leader(f.tp("payments", p)), kNoBroker);
}

TEST_F(AdminCommandsTest, ATopicIsDeletedWithItsLogs) {
  f.cluster().delete_topic("orders", note());
  f.run_for(1s);
  f.cluster().delete_topic("unknown", note());
  f.run_for(30s);
  EXPECT_EQ(take(), (Results{"done", "UnknownTopicOrPartitionException"}));
  EXPECT_EQ(f.cluster().partition_count(f.cluster().topics().find("orders")), 0);
  EXPECT_EQ(f.view().replica(BrokerId(101), f.tp("orders", 0)), nullptr);
  EXPECT_EQ(f.events.count<TopicDeleted>(), 1U);
}

TEST_F(AdminCommandsTest, PartitionsAreAdded) {
  f.cluster().add_partitions("orders", 4, {}, note());
  f.run_for(1s);
  f.cluster().add_partitions("orders", 1, {}, note());
  f.run_for(5s);
  EXPECT_EQ(take(), (Results{"done", "InvalidPartitionsException"}));
  EXPECT_EQ(f.cluster().partition_count(f.cluster().topics().find("orders")), 4);
  EXPECT_NE(f.view().leader(f.tp("orders", 3)), kNoBroker);
  EXPECT_EQ(f.events.count<PartitionsAdded>(), 1U);
}

TEST_F(AdminCommandsTest, APartitionMovesToOtherBrokers) {
  f.cluster().reassign("orders", {{0, {BrokerId(103), BrokerId(102)}}}, note());
  f.run_for(30s);
  EXPECT_EQ(take(), Results{"done"});
  EXPECT_EQ(replicas("orders", 0), (std::vector<std::int32_t>{103, 102}));
  EXPECT_EQ(f.view().leader(f.tp("orders", 0)), BrokerId(103));
  EXPECT_EQ(f.view().replica(BrokerId(101), f.tp("orders", 0)), nullptr);
  f.cluster().reassign("orders", {{0, {BrokerId(109)}}}, note());
  f.run_for(5s);
  EXPECT_EQ(take(), Results{"AdminCommandFailedException"});
}

TEST_F(AdminCommandsTest, ThePreferredLeaderLeadsAgain) {
  Cluster& cluster = f.cluster();
  const sim::HostId host = cluster.host(BrokerId(101));
  cluster.shutdown(host, [] {});
  f.run_for(5s);
  EXPECT_EQ(cluster.leader_of(f.tp("orders", 0)), BrokerId(102));
  cluster.start(host);
  f.run_for(30s);
  EXPECT_EQ(cluster.leader_of(f.tp("orders", 0)), BrokerId(102));
  cluster.elect_preferred_leaders(std::nullopt, {}, note());
  f.run_for(5s);
  EXPECT_EQ(take(), Results{"done"});
  EXPECT_EQ(cluster.leader_of(f.tp("orders", 0)), BrokerId(101));
}

TEST_F(AdminCommandsTest, ChangedSettingsReachTheLogs) {
  f.cluster().change_topic_config("orders", {{"min.insync.replicas", "2"}}, note());
  f.run_for(5s);
  EXPECT_EQ(take(), Results{"done"});
  EXPECT_EQ(f.view().replica(BrokerId(101), f.tp("orders", 0))->log().config().min_insync_replicas, 2);
  f.cluster().change_topic_config("orders", {{"min.insync.replicas", ""}}, note());
  f.run_for(5s);
  EXPECT_EQ(f.view().replica(BrokerId(101), f.tp("orders", 0))->log().config().min_insync_replicas, 1);
}

TEST_F(AdminCommandsTest, WhereTopicsMayNotBeDeletedTheCommandIsRefusedSinceBrokersAreAsked) {
  for (const auto& [profile, result] :
       {std::pair{Profile::v2_3, ""}, {Profile::v3_9, "TopicDeletionDisabledException"}}) {
    ClusterFixture one;
    one.brokers(1);
    one.topic("kept", 1, 1);
    one.spec.profile = profile;
    one.spec.config.delete_topic_enable = false;
    one.build().start();
    std::vector<std::string> told;
    one.cluster().delete_topic("kept", [&](const std::string& exception) { told.push_back(exception); });
    one.run_for(5s);
    EXPECT_EQ(told, std::vector<std::string>{result});
    EXPECT_NE(one.cluster().leader_of(one.tp("kept", 0)), kNoBroker);
  }
}

TEST_F(AdminCommandsTest, ABrokerMoreJoinsAndTakesPartitions) {
  f.cluster().add_broker({.id = BrokerId(104), .rack = ""}, note());
  f.cluster().add_broker({.id = BrokerId(101), .rack = ""}, note());
  f.run_for(5s);
  EXPECT_EQ(take(), (Results{"NodeExistsException", "done"}));
  EXPECT_EQ(f.cluster().machines()[3].name, "broker-104");
  f.cluster().reassign("orders", {{1, {BrokerId(104), BrokerId(103)}}}, note());
  f.run_for(30s);
  EXPECT_EQ(f.view().leader(f.tp("orders", 1)), BrokerId(104));
}

/// Kafka's tools wait for 30 s.
TEST_F(AdminCommandsTest, WithoutZooKeeperACommandFails) {
  for (const Machine& m : f.cluster().machines())
    if (m.kind == MachineKind::zookeeper) f.cluster().stop(m.host, sim::StopKind::kill);
  f.cluster().delete_topic("orders", note());
  f.run_for(29s);
  EXPECT_TRUE(results.empty());
  f.run_for(2s);
  EXPECT_EQ(take(), Results{"ZooKeeperClientTimeoutException"});
}

}  // namespace
}  // namespace kafka::testing
