/// Kafka's own topics begin with the first question for a coordinator; and groups outlive theirs.
#include <gtest/gtest.h>

#include "model/types/java_hash.h"
#include "tests/support/asking_client.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;
using testing::AskingClient;

class AutoTopicCreationManagerTest : public ::testing::Test {
 protected:
  void start() {
    f.start();
    const TopicId offsets = f.topics.intern(kGroupMetadataTopicName);
    group =
        f.groups.add({.name = "dashboard",
                      .offsets_partition = {
                          offsets, coordinator_partition("dashboard", f.spec.config.offsets_topic_num_partitions)}});
    client.emplace(f);
  }
  FindCoordinatorResponse find(int broker, CoordinatorType type = CoordinatorType::GROUP) {
    FindCoordinatorRequest request;
    request.group = group;
    request.type = type;
    request.transactional_id = "transform";
    return client->ask<FindCoordinatorResponse>(broker, request).value();
  }
  /// Asks until there is one.
  int coordinator(int broker = 1) {
    FindCoordinatorResponse found;
    f.time_until(
        [&] {
          found = find(broker);
          return found.error == ErrorCode::NONE;
        },
        10s);
    return found.coordinator.value();
  }
  [[nodiscard]] std::size_t partitions_of(std::string_view topic) const {
    const std::string* data = f.tree().data(zk_data::topic_path(std::string(topic)));
    const auto assignment = data ? zk_data::decode_topic(*data) : std::nullopt;
    return assignment ? assignment->size() : 0;
  }
  [[nodiscard]] zk_data::Overrides config_of(std::string_view topic) const {
    return zk_data::decode_config(*f.tree().data(zk_data::topic_config_path(std::string(topic))));
  }

  testing::ServerFixture f;
  GroupId group{0};
  std::optional<AskingClient> client;
};

TEST_F(AutoTopicCreationManagerTest, TheFirstThatAsksHasTheOffsetsTopicCreated) {
  start();
  EXPECT_EQ(partitions_of(kGroupMetadataTopicName), 0U);
  EXPECT_EQ(find(2).error, ErrorCode::COORDINATOR_NOT_AVAILABLE);
  const int leader = coordinator(2);
  EXPECT_EQ(leader, f.leader(f.groups.entry(group).offsets_partition));
  EXPECT_EQ(partitions_of(kGroupMetadataTopicName), 50U);
  EXPECT_EQ(f.isr(f.groups.entry(group).offsets_partition), (std::set<int>{1, 2, 3}));
  const zk_data::Overrides config = config_of(kGroupMetadataTopicName);
  EXPECT_EQ(config.at("cleanup.policy"), "compact");
  EXPECT_EQ(config.at("compression.type"), "producer");
  EXPECT_EQ(config.at("segment.bytes"), "104857600");
}

TEST_F(AutoTopicCreationManagerTest, TheTransactionsTopicHasItsOwnSettings) {
  start();
  EXPECT_EQ(find(1, CoordinatorType::TRANSACTION).error, ErrorCode::COORDINATOR_NOT_AVAILABLE);
  f.run_for(2s);
  const FindCoordinatorResponse found = find(3, CoordinatorType::TRANSACTION);
  EXPECT_EQ(found.error, ErrorCode::NONE);
  const TopicPartition tp{f.topics.find(kTransactionStateTopicName), coordinator_partition("transform", 50)};
  EXPECT_EQ(found.coordinator.value(), f.leader(tp));
  EXPECT_EQ(config_of(kTransactionStateTopicName).at("min.insync.replicas"), "2");
  EXPECT_EQ(config_of(kTransactionStateTopicName).at("unclean.leader.election.enable"), "false");
}

TEST_F(AutoTopicCreationManagerTest, SeveralThatAskAtOnceGetOneTopic) {
  start();
  std::vector<std::unique_ptr<AskingClient>> clients;
  for (const int broker : {1, 2, 3}) {
    clients.push_back(std::make_unique<AskingClient>(f));
    ASSERT_TRUE(clients.back()->connect(broker));
  }
  FindCoordinatorRequest request;
  request.group = group;
  for (const int broker : {1, 2, 3}) clients[static_cast<std::size_t>(broker) - 1]->send(broker, request);
  f.run_for(3s);
  EXPECT_EQ(partitions_of(kGroupMetadataTopicName), 50U);
}

TEST_F(AutoTopicCreationManagerTest, WhileTooFewBrokersAreAliveThereIsNoCoordinator) {
  start();
  f.machine(3).stop(sim::StopKind::kill);
  f.run_for(30s);  // its session ends, and the others hear of it
  EXPECT_EQ(find(1).error, ErrorCode::COORDINATOR_NOT_AVAILABLE);
  f.run_for(5s);
  EXPECT_EQ(partitions_of(kGroupMetadataTopicName), 0U);
  f.machine(3).start();
  f.run_for(10s);
  EXPECT_GT(coordinator(), 0);
}

// ---- a coordinator's broker dies

TEST_F(AutoTopicCreationManagerTest, AGroupOutlivesItsCoordinatorsBroker) {
  start();
  const int first = coordinator();
  JoinGroupRequest join;
  join.group = group;
  join.session_timeout = 45s;
  join.rebalance_timeout = 60s;
  join.client_id = "consumer";
  join.protocols.resize(1);
  join.protocols[0].name = "range";
  join.member_id = client->ask<JoinGroupResponse>(first, join).value().member_id;
  const JoinGroupResponse joined = client->ask<JoinGroupResponse>(first, join).value();
  ASSERT_EQ(joined.error, ErrorCode::NONE);
  SyncGroupRequest sync;
  sync.group = group;
  sync.generation = joined.generation;
  sync.member_id = join.member_id;
  const TopicPartition offsets = f.groups.entry(group).offsets_partition;
  sync.assignments = {{join.member_id, Assignment{{offsets}}}};
  ASSERT_EQ(client->ask<SyncGroupResponse>(first, sync).value().error, ErrorCode::NONE);
  OffsetCommitRequest commit;
  commit.group = group;
  commit.generation = joined.generation;
  commit.member_id = join.member_id;
  commit.offsets = {{.tp = offsets, .offset = Offset(5)}};
  ASSERT_EQ(client->ask<OffsetCommitResponse>(first, commit).value().error, ErrorCode::NONE);

  f.machine(first).stop(sim::StopKind::kill);
  f.run_for(25s);
  const int second = coordinator(first == 1 ? 2 : 1);
  ASSERT_NE(second, first);
  HeartbeatRequest heartbeat;
  heartbeat.group = group;
  heartbeat.generation = joined.generation;
  heartbeat.member_id = join.member_id;
  EXPECT_EQ(client->ask<HeartbeatResponse>(second, heartbeat).value().error, ErrorCode::NONE);
  const GroupCoordinator& now = f.server(second).broker().coordinator();
  EXPECT_EQ(now.describe_group(group).state, GroupState::Stable);
  EXPECT_EQ(now.describe_group(group).members[0].assignment.partitions, std::vector<TopicPartition>{offsets});
  EXPECT_EQ(now.committed(group, offsets), Offset(5));
  EXPECT_EQ(f.events.all<GroupLoaded>().back().second.members, 1);
}

TEST_F(AutoTopicCreationManagerTest, MemberIdsOfTwoLivesOfABrokerDiffer) {
  start();
  JoinGroupRequest join;
  join.group = group;
  join.session_timeout = 45s;
  join.client_id = "consumer";
  join.protocols.resize(1);
  join.protocols[0].name = "range";
  const int broker = coordinator();
  const std::string one = client->ask<JoinGroupResponse>(broker, join).value().member_id;
  f.machine(broker).stop(sim::StopKind::kill);
  f.run_for(25s);
  f.machine(broker).start();
  f.run_for(10s);
  const int next = coordinator(broker == 1 ? 2 : 1);
  const std::string two = client->ask<JoinGroupResponse>(next, join).value().member_id;
  EXPECT_NE(one, two);
}

}  // namespace
}  // namespace kafka
