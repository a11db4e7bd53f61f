// What is stored, told from the ensemble's commits.

#include "model/cluster/stored_state.h"

#include <gtest/gtest.h>

#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

std::vector<BrokerId> ids(const std::vector<std::int32_t>& numbers) {
  std::vector<BrokerId> out;
  for (const std::int32_t n : numbers) out.emplace_back(n);
  return out;
}

PartitionState state_of(std::int32_t leader, std::int32_t epoch, const std::vector<std::int32_t>& isr) {
  PartitionState state;
  state.leader = BrokerId(leader);
  state.leader_epoch = LeaderEpoch(epoch);
  state.isr = ids(isr);
  return state;
}

/// A client that writes as Kafka does, and the stored state that follows.
struct StoredStateTest : public ::testing::Test {
  StoredStateTest() {
    emitter.attach(events);
    z.ensemble.set_commit_listener(stored);
    z.start();
    client = &z.connect();
    z.run(2s);
    for (const std::string& path : zk_data::persistent_paths()) write(zk::Create{path, ""});
  }

  void write(zk::Request request) {
    client->submit("write", std::move(request));
    z.run(100ms);
    ASSERT_EQ(client->last().error, zk::Error::Ok);
  }
  void create_topic(const std::string& name, const std::vector<std::vector<std::int32_t>>& replicas) {
    write(zk::Create{zk_data::topic_path(name), topic(replicas)});
  }
  static std::string topic(const std::vector<std::vector<std::int32_t>>& replicas) {
    zk_data::Assignment assignment;
    for (std::size_t p = 0; p < replicas.size(); ++p)
      assignment[PartitionId(static_cast<std::int32_t>(p))] = {ids(replicas[p]), {}, {}};
    return zk_data::encode_topic(assignment);
  }
  void create_state(const std::string& name, std::int32_t number, const PartitionState& state) {
    const PartitionId p(number);
    if (number == 0) write(zk::Create{zk_data::topic_partitions_path(name), ""});
    write(zk::Create{zk_data::partition_path(name, p), ""});
    write(zk::Create{zk_data::partition_state_path(name, p), zk_data::encode_partition_state(state)});
  }
  TopicPartition tp(const std::string& name, std::int32_t number) const {
    return {topics.find(name), PartitionId(number)};
  }

  ZooKeeperFixture z;
  Emitter emitter;
  RecordingSink events;
  TopicTable topics;
  StoredState stored{z.scheduler, emitter, topics, Mutation::none};
  ZooKeeperUser* client = nullptr;
};

TEST_F(StoredStateTest, ATopicIsThereWithItsAssignmentBeforeItHasLeaders) {
  create_topic("orders", {{101, 102}, {102, 103}});
  EXPECT_EQ(stored.assignment(topics.find("orders")).size(), 2U);
  EXPECT_EQ(stored.partition(tp("orders", 0)), nullptr);
  const auto created = events.all<TopicCreated>();
  ASSERT_EQ(created.size(), 1U);
  EXPECT_EQ(created[0].second.topic, topics.find("orders"));
  EXPECT_EQ(created[0].second.partitions, 2);
  EXPECT_EQ(created[0].second.replication_factor, 2);
}

TEST_F(StoredStateTest, AStateHasItsReplicasFromTheTopicAndItsEpochFromTheNodesVersion) {
  create_topic("orders", {{101, 102}});
  create_state("orders", 0, state_of(101, 0, {101, 102}));
  write(zk::SetData{zk_data::partition_state_path("orders", PartitionId(0)),
                    zk_data::encode_partition_state(state_of(102, 1, {102}))});
  const auto changes = events.all<PartitionStateChanged>();
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].second.leader, BrokerId(101));
  EXPECT_EQ(changes[1].second.leader, BrokerId(102));
  EXPECT_EQ(changes[1].second.leader_epoch, LeaderEpoch(1));
  EXPECT_EQ(changes[1].second.partition_epoch, PartitionEpoch(1));
  EXPECT_EQ(changes[1].second.replicas, ids({101, 102}));
  EXPECT_EQ(changes[1].second.isr, ids({102}));
  ASSERT_NE(stored.partition(tp("orders", 0)), nullptr);
  EXPECT_EQ(stored.partition(tp("orders", 0))->leader, BrokerId(102));
}

TEST_F(StoredStateTest, ANewAssignmentOfAPartitionIsAChangeOfIt) {
  create_topic("orders", {{101, 102}});
  create_state("orders", 0, state_of(101, 0, {101, 102}));
  events.clear();
  write(zk::SetData{zk_data::topic_path("orders"), topic({{103, 101, 102}})});
  ASSERT_EQ(events.count<PartitionStateChanged>(), 1U);
  EXPECT_EQ(events.all<PartitionStateChanged>()[0].second.replicas, ids({103, 101, 102}));
  EXPECT_EQ(events.count<PartitionsAdded>(), 0U);
}

TEST_F(StoredStateTest, AddedPartitionsAreTold) {
  create_topic("orders", {{101}});
  write(zk::SetData{zk_data::topic_path("orders"), topic({{101}, {102}, {103}})});
  ASSERT_EQ(events.count<PartitionsAdded>(), 1U);
  EXPECT_EQ(events.all<PartitionsAdded>()[0].second.partitions, 3);
  EXPECT_EQ(events.count<TopicCreated>(), 1U);
}

TEST_F(StoredStateTest, ADeletedTopicIsGoneAndMayComeAgain) {
  create_topic("orders", {{101}});
  create_state("orders", 0, state_of(101, 0, {101}));
  write(zk::Create{zk_data::delete_topic_path("orders"), ""});
  EXPECT_TRUE(stored.marked_for_deletion("orders"));
  for (const std::string& path :
       {zk_data::partition_state_path("orders", PartitionId(0)), zk_data::partition_path("orders", PartitionId(0)),
        zk_data::topic_partitions_path("orders"), zk_data::topic_path("orders"), zk_data::delete_topic_path("orders")})
    write(zk::Delete{path});
  EXPECT_FALSE(stored.marked_for_deletion("orders"));
  EXPECT_TRUE(stored.assignment(topics.find("orders")).empty());
  EXPECT_EQ(stored.partition(tp("orders", 0)), nullptr);
  create_topic("orders", {{102}, {103}});
  EXPECT_EQ(events.count<TopicCreated>(), 2U);
}

TEST_F(StoredStateTest, AWriteThatWasRefusedChangesNothing) {
  create_topic("orders", {{101}});
  create_state("orders", 0, state_of(101, 0, {101}));
  events.clear();
  client->submit("late", zk::SetData{zk_data::partition_state_path("orders", PartitionId(0)),
                                     zk_data::encode_partition_state(state_of(102, 1, {102})), 7});
  z.run(100ms);
  EXPECT_EQ(client->last().error, zk::Error::BadVersion);
  EXPECT_EQ(events.count<PartitionStateChanged>(), 0U);
  EXPECT_EQ(stored.partition(tp("orders", 0))->leader, BrokerId(101));
}

TEST_F(StoredStateTest, BrokersAndTheControllerGoWithTheirSessions) {
  std::vector<BrokerId> told;
  stored.set_registration_listener([&](BrokerId broker) { told.push_back(broker); });
  write(zk::Create{zk_data::broker_path(BrokerId(101)), zk_data::encode_broker({BrokerId(101)}, sim::kTimeZero),
                   zk::CreateMode::ephemeral});
  write(zk::Create{zk_data::kControllerPath, zk_data::encode_controller(BrokerId(101), sim::kTimeZero),
                   zk::CreateMode::ephemeral});
  EXPECT_EQ(told, ids({101}));
  EXPECT_EQ(stored.brokers(), std::set<BrokerId>{BrokerId(101)});
  EXPECT_EQ(stored.controller(), BrokerId(101));
  client->close();
  z.run(1s);
  EXPECT_TRUE(stored.brokers().empty());
  EXPECT_EQ(stored.controller(), kNoBroker);
}

/// What a leader had committed when it died, and what its successor commits, is told once and in order.
TEST_F(StoredStateTest, AChangeOfZooKeepersLeaderTellsNothingTwice) {
  create_topic("orders", {{101}});
  create_state("orders", 0, state_of(101, 0, {101}));
  z.host(z.leader()).stop(sim::StopKind::kill);
  z.run(5s);
  client->submit("write", zk::SetData{zk_data::partition_state_path("orders", PartitionId(0)),
                                      zk_data::encode_partition_state(state_of(102, 1, {101}))});
  z.run(5s);
  ASSERT_EQ(client->last().error, zk::Error::Ok);
  EXPECT_EQ(events.count<TopicCreated>(), 1U);
  EXPECT_EQ(events.count<PartitionStateChanged>(), 2U);
  EXPECT_EQ(stored.partition(tp("orders", 0))->leader, BrokerId(102));
}

}  // namespace
}  // namespace kafka::testing
