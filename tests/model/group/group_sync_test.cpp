/// The sync phase: from the leader's assignment to everybody's. Kafka: GroupCoordinatorTest.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

class GroupSyncTest : public ::testing::Test, protected testing::GroupBench {
 protected:
  /// Two members that have joined; the first one leads.
  void complete_join() {
    start();
    leader = new_id();
    follower = new_id();
    join(leader);
    join(follower);
    run_for(6s);
    ASSERT_EQ(state(), GroupState::CompletingRebalance);
  }

  std::string leader;
  std::string follower;
};

// Kafka: testSyncGroupFromUnknownGroup, testSyncGroupFromUnknownMember, testSyncGroupFromIllegalGeneration,
// testSyncGroupReturnsAnErrorWhenProtocolNameIsInconsistent
TEST_F(GroupSyncTest, OnlyMembersOfThisGenerationSync) {
  start();
  EXPECT_EQ(sync("stranger", 1).error(), ErrorCode::UNKNOWN_MEMBER_ID);
  complete_join();
  EXPECT_EQ(sync("stranger", 1).error(), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(sync(follower, 0).error(), ErrorCode::ILLEGAL_GENERATION);
  EXPECT_EQ(sync(follower, 2).error(), ErrorCode::ILLEGAL_GENERATION);
  SyncGroupRequest request;
  request.group = group;
  request.generation = Generation(1);
  request.member_id = follower;
  request.protocol = "sticky";
  EXPECT_EQ(sync(request).error(), ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
  request.protocol = "range";
  EXPECT_FALSE(sync(request).answered());
}

// Kafka: testSyncGroupFollowerAfterLeader, testSyncGroupLeaderAfterFollower
TEST_F(GroupSyncTest, EverybodyIsAnsweredWhenTheAssignmentIsStored) {
  log.latency = 20ms;
  complete_join();
  const auto early = sync(follower, 1);
  const auto leading = sync(leader, 1, {leader, follower});
  EXPECT_FALSE(early.answered());
  EXPECT_FALSE(leading.answered());
  run_for(20ms);
  EXPECT_EQ(early.get().assignment, share(1));
  EXPECT_EQ(early.get().protocol, "range");
  EXPECT_EQ(leading.get().assignment, share(0));
  EXPECT_EQ(state(), GroupState::Stable);
  EXPECT_EQ(sync(follower, 1).get().assignment, share(1));

  const auto stored = log.all<GroupMetadataValue>();
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].leader, leader);
  EXPECT_EQ(stored[0].protocol, "range");
  ASSERT_EQ(stored[0].members.size(), 2U);
  EXPECT_EQ(stored[0].members[1].assignment, share(1));
  const auto told = events.all<GroupAssigned>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].second.partitions, (std::vector<std::int32_t>{1, 1}));
}

// Kafka: testSyncGroupEmptyAssignment
TEST_F(GroupSyncTest, WhomTheLeaderForgetsGetsNothing) {
  complete_join();
  const auto forgotten = sync(follower, 1);
  sync(leader, 1, {leader, "nobody"});
  EXPECT_EQ(forgotten.error(), ErrorCode::NONE);
  EXPECT_TRUE(forgotten.get().assignment.partitions.empty());
}

// Kafka: GroupMetadataManagerTest.testStoreGroupErrorMapping
TEST_F(GroupSyncTest, AnAssignmentThatCannotBeStoredStartsAnotherRebalance) {
  complete_join();
  log.error = ErrorCode::NOT_ENOUGH_REPLICAS;
  const auto waiting = sync(follower, 1);
  const auto leading = sync(leader, 1, {leader, follower});
  run_for(0ms);
  EXPECT_EQ(waiting.error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(leading.error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(events.all<RebalanceStarted>().back().second.reason,
            "Error COORDINATOR_NOT_AVAILABLE when storing group assignment during SyncGroup");
}

TEST_F(GroupSyncTest, TheErrorSaysWhatTheMembersShallDo) {
  using enum ErrorCode;
  for (const auto& [error, answer] :
       {std::pair(NOT_LEADER_OR_FOLLOWER, NOT_COORDINATOR),
        std::pair(UNKNOWN_TOPIC_OR_PARTITION, COORDINATOR_NOT_AVAILABLE),
        std::pair(KAFKA_STORAGE_ERROR, NOT_COORDINATOR),
        std::pair(NOT_ENOUGH_REPLICAS_AFTER_APPEND, COORDINATOR_NOT_AVAILABLE),
        std::pair(MESSAGE_TOO_LARGE, UNKNOWN_SERVER_ERROR), std::pair(REQUEST_TIMED_OUT, REBALANCE_IN_PROGRESS)}) {
    testing::GroupBench bench;
    bench.start();
    const std::string id = bench.new_id();
    bench.join(id);
    bench.run_for(3s);
    bench.log.error = error;
    const auto synced = bench.sync(id, 1, {id});
    bench.run_for(bench.config.offsets_commit_timeout_ms);
    EXPECT_EQ(synced.error(), answer) << name_of(error);
  }
}

TEST_F(GroupSyncTest, AnAssignmentThatARebalanceOvertookIsIgnored) {
  log.latency = 20ms;
  complete_join();
  const auto leading = sync(leader, 1, {leader, follower});
  join(new_id());
  EXPECT_EQ(leading.error(), ErrorCode::REBALANCE_IN_PROGRESS);
  run_for(20ms);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
}

// Kafka: testRebalanceTimesOutWhenSyncRequestIsNotReceivedFromFollowers, ...FromLeaders,
// testRebalanceTimesOutWhenSyncRequestIsNotReceived
TEST_F(GroupSyncTest, WhoDoesNotSyncWithinTheRebalanceTimeoutIsRemoved) {
  complete_join();
  const auto leading = sync(leader, 1, {leader, follower});
  for (int i = 0; i < 11; ++i) {
    run_for(5s);
    EXPECT_EQ(heartbeat(leader, 1), ErrorCode::NONE);
    EXPECT_EQ(heartbeat(follower, 1), ErrorCode::NONE);
  }
  run_for(4999ms);
  EXPECT_EQ(state(), GroupState::Stable);
  run_for(1ms);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(heartbeat(follower, 1), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(heartbeat(leader, 1), ErrorCode::REBALANCE_IN_PROGRESS);
  EXPECT_EQ(events.all<GroupMemberRemoved>().back().second.reason, "did not sync");
}

TEST_F(GroupSyncTest, ALeaderThatDoesNotSyncLosesItsPlaceAndTheOthersTheirWait) {
  complete_join();
  const auto waiting = sync(follower, 1);
  for (int i = 0; i < 12; ++i) {
    run_for(5s);
    heartbeat(leader, 1);
  }
  EXPECT_EQ(waiting.error(), ErrorCode::REBALANCE_IN_PROGRESS);
  const auto rejoined = join(follower);
  EXPECT_EQ(rejoined.get().leader, follower);
}

// Kafka: testRebalanceDoesNotTimeOutWhenAllSyncAreReceived
TEST_F(GroupSyncTest, NothingIsRemovedOnceAllHaveSynced) {
  complete_join();
  sync(follower, 1);
  sync(leader, 1, {leader, follower});
  for (int i = 0; i < 30; ++i) {
    run_for(5s);
    EXPECT_EQ(heartbeat(leader, 1), ErrorCode::NONE);
    EXPECT_EQ(heartbeat(follower, 1), ErrorCode::NONE);
  }
  EXPECT_EQ(state(), GroupState::Stable);
}

TEST_F(GroupSyncTest, Before3_0NobodyWaitsForASync) {
  behaviour.sync_timeout = false;
  complete_join();
  sync(leader, 1, {leader, follower});
  for (int i = 0; i < 30; ++i) {
    run_for(5s);
    EXPECT_EQ(heartbeat(leader, 1), ErrorCode::NONE);
    EXPECT_EQ(heartbeat(follower, 1), ErrorCode::NONE);
  }
  EXPECT_EQ(state(), GroupState::Stable);
}

// Kafka: testLeaderFailureInSyncGroup
TEST_F(GroupSyncTest, ALeaderWhoseSessionEndsBeforeItSyncsSendsEverybodyBack) {
  complete_join();
  const auto waiting = sync(follower, 1);
  run_for(kSession);
  EXPECT_EQ(waiting.error(), ErrorCode::REBALANCE_IN_PROGRESS);
  EXPECT_EQ(join(follower).get().leader, follower);
}

}  // namespace
}  // namespace kafka
