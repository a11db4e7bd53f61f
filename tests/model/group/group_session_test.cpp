/// Heartbeats, sessions and leaving. Kafka: GroupCoordinatorTest.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

struct GroupSessionTest : ::testing::Test, testing::GroupBench {};

// Kafka: testHeartbeatUnknownGroup, testHeartbeatUnknownConsumerExistingGroup, testHeartbeatIllegalGeneration,
// testValidHeartbeat, testHeartbeatEmptyGroup
TEST_F(GroupSessionTest, AHeartbeatSaysWhoAndInWhichGeneration) {
  start();
  EXPECT_EQ(heartbeat("stranger", -1), ErrorCode::UNKNOWN_MEMBER_ID);
  const auto ids = form(1);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::NONE);
  EXPECT_EQ(heartbeat(ids[0], 2), ErrorCode::ILLEGAL_GENERATION);
  EXPECT_EQ(heartbeat("stranger", 1), ErrorCode::UNKNOWN_MEMBER_ID);
  leave(ids[0]);
  EXPECT_EQ(heartbeat(ids[0], 2), ErrorCode::UNKNOWN_MEMBER_ID);
}

// Kafka: testHeartbeatRebalanceInProgress (2.7 and later), GroupCoordinatorTest of 2.3
TEST_F(GroupSessionTest, BetweenJoinAndSyncAHeartbeatCountsSince2_7) {
  start();
  const std::string id = new_id();
  join(id);
  run_for(3s);
  ASSERT_EQ(state(), GroupState::CompletingRebalance);
  EXPECT_EQ(heartbeat(id, 1), ErrorCode::NONE);
  behaviour.heartbeat_while_completing = false;
  EXPECT_EQ(heartbeat(id, 1), ErrorCode::REBALANCE_IN_PROGRESS);
  run_for(9999ms);
  EXPECT_EQ(state(), GroupState::CompletingRebalance);
  run_for(1ms);  // the second heartbeat did not keep it
  EXPECT_EQ(state(), GroupState::Empty);
}

// Kafka: testSessionTimeout
TEST_F(GroupSessionTest, AMemberThatIsSilentForItsSessionTimeoutIsRemoved) {
  start();
  const auto ids = form(2);
  run_for(5s);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::NONE);
  run_for(4999ms);
  EXPECT_EQ(state(), GroupState::Stable);
  run_for(1ms);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(heartbeat(ids[1], 1), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::REBALANCE_IN_PROGRESS);
  EXPECT_EQ(events.all<GroupMemberRemoved>().back().second.reason, "session timeout");
  EXPECT_EQ(events.all<RebalanceStarted>().back().second.reason, "removing member on heartbeat expiration");
}

// Kafka: testHeartbeatMaintainsSession, testCommitMaintainsSession
TEST_F(GroupSessionTest, HeartbeatsAndCommitsKeepAMember) {
  start();
  const auto ids = form(1);
  run_for(6s);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::NONE);
  run_for(6s);
  EXPECT_EQ(commit(5, ids[0], 1).error(), ErrorCode::NONE);
  run_for(6s);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::NONE);
}

// Kafka: testSessionTimeoutDuringRebalance
TEST_F(GroupSessionTest, AMemberThatDiesDuringTheJoinPhaseEndsIt) {
  start();
  const auto ids = form(2);
  const auto joined = join(ids[0]);
  run_for(kSession);
  EXPECT_EQ(joined.get().members.size(), 1U);
}

// Kafka: testNewMemberTimeoutCompletion, testNewMemberFailureAfterJoinGroupCompletion
TEST_F(GroupSessionTest, AParkedMemberNeedsNoHeartbeatAndHasAWholeSessionAfterIt) {
  start();
  JoinGroupRequest patient = joining(new_id());
  patient.session_timeout = 30min;
  join(patient);
  run_for(3s);
  stabilise({patient.member_id});
  const std::string newcomer = new_id();
  const auto joined = join(newcomer);
  run_for(30s);  // three of its sessions
  EXPECT_FALSE(joined.answered());
  join(patient);
  EXPECT_EQ(joined.error(), ErrorCode::NONE);
  run_for(kSession - 1ms);
  EXPECT_EQ(state(), GroupState::CompletingRebalance);
  run_for(1ms);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
}

// Kafka: testNewMemberFailureAfterSyncGroupCompletion
TEST_F(GroupSessionTest, AParkedSyncKeepsAMemberToo) {
  start();
  const std::string leader = new_id();
  const std::string follower = new_id();
  join(leader);
  join(follower);
  run_for(6s);
  const auto waiting = sync(follower, 1);
  for (int i = 0; i < 4; ++i) {
    run_for(6s);
    heartbeat(leader, 1);
  }
  EXPECT_FALSE(waiting.answered());
  sync(leader, 1, {leader, follower});
  EXPECT_EQ(waiting.error(), ErrorCode::NONE);
  run_for(kSession - 1ms);
  heartbeat(leader, 1);
  EXPECT_EQ(state(), GroupState::Stable);
  run_for(1ms);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
}

// Kafka: testValidLeaveGroup, testLeaveGroupUnknownGroup, testLeaveGroupUnknownConsumerExistingGroup
TEST_F(GroupSessionTest, WhoLeavesIsGoneAtOnce) {
  start();
  EXPECT_EQ(leave("stranger"), ErrorCode::UNKNOWN_MEMBER_ID);
  const auto ids = form(2);
  EXPECT_EQ(leave("stranger"), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(leave(ids[1]), ErrorCode::NONE);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(events.all<RebalanceStarted>().back().second.reason, "Removing member on LeaveGroup");
  EXPECT_EQ(join(ids[0]).get().members.size(), 1U);
}

TEST_F(GroupSessionTest, WhenTheLastOneLeavesTheGroupIsEmptyInANewGenerationAndStoredSo) {
  start();
  const auto ids = form(1);
  EXPECT_EQ(leave(ids[0]), ErrorCode::NONE);
  EXPECT_EQ(state(), GroupState::Empty);
  EXPECT_EQ(generation(), 2);
  const auto stored = log.all<GroupMetadataValue>();
  ASSERT_EQ(stored.size(), 2U);
  EXPECT_TRUE(stored[1].members.empty());
  EXPECT_EQ(stored[1].generation, Generation(2));
  EXPECT_EQ(stored[1].protocol_type, "consumer");
  EXPECT_EQ(stored[1].protocol, "");
}

TEST_F(GroupSessionTest, ALeaderThatLeavesIsFollowedByTheLowestMemberId) {
  start();
  const auto ids = form(3);
  leave(ids[0]);
  join(ids[2]);
  const auto joined = join(ids[1]);
  EXPECT_EQ(joined.get().leader, ids[1]);
}

TEST_F(GroupSessionTest, AMemberThatLeavesWhileItIsParkedIsAnswered) {
  start();
  const auto ids = form(2);
  const auto parked = join(ids[0]);
  EXPECT_EQ(leave(ids[0]), ErrorCode::NONE);
  EXPECT_EQ(parked.error(), ErrorCode::UNKNOWN_MEMBER_ID);
}

// Kafka: testDescribeGroupStableForDynamicMember, testDescribeGroupRebalancing, testDescribeGroupInactiveGroup
TEST_F(GroupSessionTest, ADescriptionTellsAssignmentsOfAStableGroupOnly) {
  start();
  EXPECT_EQ(summary().state, GroupState::Dead);
  const auto ids = form(1);
  GroupSummary told = summary();
  EXPECT_EQ(told.protocol, "range");
  ASSERT_EQ(told.members.size(), 1U);
  EXPECT_EQ(told.members[0].client_id, "consumer");
  EXPECT_EQ(told.members[0].assignment, share(0));
  join(new_id());
  told = summary();
  EXPECT_EQ(told.state, GroupState::PreparingRebalance);
  EXPECT_EQ(told.protocol, "");
  EXPECT_TRUE(told.members[0].assignment.partitions.empty());
}

// Kafka: testDeleteNonEmptyGroup, testDeleteEmptyGroup, testDeleteEmptyGroupWithStoredOffsets,
// testDeleteGroupWithInvalidGroupId
TEST_F(GroupSessionTest, OnlyAGroupWithoutMembersIsDeleted) {
  start();
  EXPECT_EQ(coordinator().delete_groups({group}).front(), ErrorCode::GROUP_ID_NOT_FOUND);
  const auto ids = form(1);
  commit(5, ids[0], 1);
  EXPECT_EQ(coordinator().delete_groups({group}).front(), ErrorCode::NON_EMPTY_GROUP);
  leave(ids[0]);
  EXPECT_EQ(coordinator().delete_groups({group}).front(), ErrorCode::NONE);
  EXPECT_EQ(state(), GroupState::Dead);
  EXPECT_EQ(committed(), -1);
  EXPECT_EQ(log.all<OffsetTombstones>().size(), 1U);
  EXPECT_EQ(log.all<GroupTombstone>().size(), 1U);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(commit(5, ids[0], 1).error(), ErrorCode::ILLEGAL_GENERATION);
}

// Kafka: testJoinGroupUnknownConsumerNewDeadGroup, testSyncDeadGroup, testHeartbeatDeadGroup, testSingleLeaveDeadGroup,
// testOffsetCommitDeadGroup
TEST_F(GroupSessionTest, ADeadGroupMakesItsMembersLookForAnotherCoordinator) {
  start();
  const auto dead = std::make_shared<GroupMetadata>(group, scheduler.now());
  dead->transition_to(GroupState::Dead, scheduler.now());
  coordinator().manager().add(dead);
  EXPECT_EQ(join("").error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(join("m").error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(sync("m", 1).error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(heartbeat("m", 1), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(leave("m"), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(commit(5).error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(txn_commit(txn_committing(1000, 5)).error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(fetch().offsets[0].offset, kUnknownOffset);
  EXPECT_EQ(coordinator().delete_groups({group}).front(), ErrorCode::GROUP_ID_NOT_FOUND);
}

}  // namespace
}  // namespace kafka
