/// Static members (KIP-345): a group.instance.id stands for whoever joined under it last. Kafka: GroupCoordinatorTest's
/// staticMember... cases.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

class StaticMembersTest : public ::testing::Test, protected testing::GroupBench {
 protected:
  /// Static members i1 (leads) and i2, Stable in generation 1.
  void form_static() {
    start();
    const auto first = join(joining_static("i1"));
    const auto second = join(joining_static("i2"));
    run_for(6s);
    one = first.get().member_id;
    two = second.get().member_id;
    stabilise({one, two});
  }
  SyncGroupRequest syncing_static(const std::string& instance_id, const std::string& member_id) {
    SyncGroupRequest request;
    request.group = group;
    request.generation = Generation(1);
    request.member_id = member_id;
    request.group_instance_id = instance_id;
    return request;
  }

  std::string one;
  std::string two;
};

TEST_F(StaticMembersTest, JoinWithoutBeingToldAnIdFirst) {
  form_static();
  EXPECT_EQ(one, "i1-001");
  EXPECT_EQ(summary().members[1].group_instance_id, "i2");
}

// Kafka: staticMemberRejoinWithFollowerIdAndChangeOfProtocol...,
// staticMemberRejoinWithUnknownMemberIdAndChangeOfProtocol WhileSelectProtocolUnchanged...
TEST_F(StaticMembersTest, AFollowerThatComesBackGetsAnotherIdAndItsAssignmentAndNobodyNotices) {
  form_static();
  run_for(5s);
  heartbeat(one, 1, "i1");
  const auto back = join(joining_static("i2"));
  EXPECT_EQ(back.error(), ErrorCode::NONE);
  EXPECT_EQ(back.get().member_id, "i2-003");
  EXPECT_EQ(back.get().generation, Generation(1));
  EXPECT_EQ(back.get().leader, one);
  EXPECT_EQ(state(), GroupState::Stable);
  EXPECT_EQ(sync(syncing_static("i2", "i2-003")).get().assignment, share(1));
  EXPECT_EQ(heartbeat("i2-003", 1, "i2"), ErrorCode::NONE);
  EXPECT_EQ(log.all<GroupMetadataValue>().back().members[1].member_id, "i2-003");
  EXPECT_EQ(events.count<RebalanceStarted>(), 1U);
  EXPECT_EQ(events.all<GroupMemberRemoved>().back().second.reason, "replaced");
}

// Kafka: staticMemberFenceDuplicateRejoinedFollower, staticMemberFenceDuplicateSyncingFollowerAfterMemberIdChanged,
// staticMemberHeartbeatLeaderWithInvalidMemberId, testLeaveGroupWithFencedInstanceId
TEST_F(StaticMembersTest, WhoeverGoesOnUnderTheOldIdIsFenced) {
  form_static();
  join(joining_static("i2"));
  EXPECT_EQ(heartbeat(two, 1, "i2"), ErrorCode::FENCED_INSTANCE_ID);
  EXPECT_EQ(sync(syncing_static("i2", two)).error(), ErrorCode::FENCED_INSTANCE_ID);
  EXPECT_EQ(join(joining_static("i2", two)).error(), ErrorCode::FENCED_INSTANCE_ID);
  EXPECT_EQ(leave(two, "i2"), ErrorCode::FENCED_INSTANCE_ID);
  OffsetCommitRequest late = committing(5, two, 1);
  late.group_instance_id = "i2";
  EXPECT_EQ(commit(late).error(), ErrorCode::FENCED_INSTANCE_ID);
  EXPECT_EQ(heartbeat(two, 1), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(heartbeat(two, 1, "i9"), ErrorCode::UNKNOWN_MEMBER_ID);
}

// Kafka: staticMemberFenceDuplicateRejoiningFollowerAfterMemberIdChanged
TEST_F(StaticMembersTest, AParkedRequestOfTheOldIdIsFencedAtOnce) {
  form_static();
  const auto leader = join(joining_static("i1", one));
  EXPECT_FALSE(leader.answered());
  const auto again = join(joining_static("i1"));
  EXPECT_EQ(leader.error(), ErrorCode::FENCED_INSTANCE_ID);
  EXPECT_EQ(leader.get().member_id, one);
  join(joining_static("i2", two));
  EXPECT_EQ(again.get().generation, Generation(2));
  EXPECT_TRUE(again.get().is_leader());
}

// Kafka: staticMemberRejoinWithLeaderIdAndKnownMemberId, KIP-814
TEST_F(StaticMembersTest, ALeaderThatComesBackLeadsAndHasNothingToAssignSince3_2) {
  form_static();
  const auto back = join(joining_static("i1"));
  EXPECT_TRUE(back.get().is_leader());
  EXPECT_TRUE(back.get().skip_assignment);
  EXPECT_EQ(back.get().members.size(), 2U);

  behaviour.skip_assignment = false;
  const auto before = join(joining_static("i1"));
  EXPECT_EQ(before.get().leader, back.get().member_id);  // the id it had: it does not take itself for the leader
  EXPECT_FALSE(before.get().skip_assignment);
  EXPECT_TRUE(before.get().members.empty());
  EXPECT_EQ(summary().leader, before.get().member_id);
}

// Kafka: staticMemberRejoinWithUnknownMemberIdAndChangeOfProtocolWithSelectedProtocolChanged
TEST_F(StaticMembersTest, WhoComesBackWithAnotherFirstChoiceMayCauseARebalance) {
  start();
  JoinGroupRequest request = joining_static("i1");
  request.protocols = {protocol("range"), protocol("sticky")};
  const auto first = join(request);
  run_for(3s);
  stabilise({first.get().member_id});
  request.protocols = {protocol("sticky"), protocol("range")};
  EXPECT_FALSE(join(request).answered() && state() == GroupState::Stable);
  EXPECT_EQ(events.all<RebalanceStarted>().back().second.reason,
            "Group's selectedProtocol will change because static member joined with change of protocol");
}

// Kafka: staticMemberRejoinWithKnownLeaderIdToTriggerRebalanceAndFollowerWithChangeofProtocol, CompletingRebalance
TEST_F(StaticMembersTest, WhoComesBackBetweenJoinAndSyncCausesARebalance) {
  start();
  const auto first = join(joining_static("i1"));
  const auto second = join(joining_static("i2"));
  run_for(6s);
  ASSERT_EQ(state(), GroupState::CompletingRebalance);
  const auto back = join(joining_static("i2"));
  EXPECT_FALSE(back.answered());
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(heartbeat(second.get().member_id, 1, "i2"), ErrorCode::FENCED_INSTANCE_ID);
  join(joining_static("i1", first.get().member_id));
  EXPECT_EQ(back.get().generation, Generation(2));
}

// Kafka: staticMemberRejoinAsFollowerWithUnknownMemberId with appendRecords failing (KAFKA-9844)
TEST_F(StaticMembersTest, AReplacementThatCannotBeStoredIsTakenBack) {
  form_static();
  log.latency = 20ms;
  log.error = ErrorCode::NOT_LEADER_OR_FOLLOWER;
  const auto back = join(joining_static("i2"));
  run_for(20ms);
  EXPECT_EQ(back.answers(), 1U);
  EXPECT_EQ(back.error(), ErrorCode::NOT_COORDINATOR);
  EXPECT_EQ(heartbeat(two, 1, "i2"), ErrorCode::NONE);
  EXPECT_EQ(state(), GroupState::Stable);
}

TEST_F(StaticMembersTest, AReplacementIsAnsweredWhenItIsStored) {
  form_static();
  log.latency = 20ms;
  const auto back = join(joining_static("i2"));
  run_for(19ms);
  EXPECT_FALSE(back.answered());
  run_for(1ms);
  EXPECT_EQ(back.error(), ErrorCode::NONE);
}

TEST_F(StaticMembersTest, AReplacementThatARebalanceOvertakesTakesPartInIt) {
  form_static();
  log.latency = 20ms;
  const auto back = join(joining_static("i2"));
  join(joining_static("i1", one));  // the leader: a rebalance, in which everybody has joined
  EXPECT_EQ(back.get().generation, Generation(2));
  run_for(20ms);
  EXPECT_EQ(back.answers(), 1U);
  EXPECT_EQ(state(), GroupState::CompletingRebalance);
}

// Kafka: testStaticMemberFollowerFailToRejoinBeforeRebalanceTimeout, testStaticMemberLeaderFailToRejoinBeforeRebalance-
// Timeout
TEST_F(StaticMembersTest, WhoDoesNotRejoinStaysUntilItsSessionEnds) {
  config.group_max_session_timeout_ms = 30min;
  start();
  JoinGroupRequest first = joining_static("i1");
  JoinGroupRequest second = joining_static("i2");
  first.session_timeout = second.session_timeout = 5min;
  const auto one_joined = join(first);
  const auto two_joined = join(second);
  run_for(6s);
  one = one_joined.get().member_id;
  two = two_joined.get().member_id;
  stabilise({one, two});
  JoinGroupRequest rejoining = joining_static("i2", two);
  rejoining.protocols[0].subscription.topics = {payments.topic};
  const auto joined = join(rejoining);
  run_for(kRebalance);
  EXPECT_EQ(joined.error(), ErrorCode::NONE);
  EXPECT_EQ(joined.get().leader, two);  // the leader has not come
  EXPECT_EQ(joined.get().members.size(), 2U);
  EXPECT_EQ(heartbeat(one, 1, "i1"), ErrorCode::ILLEGAL_GENERATION);
}

// Kafka: testLeaveGroupStaticMemberWithUnknownMemberId, testStaticMembersUnknownInstanceBatchLeaveGroup
TEST_F(StaticMembersTest, CanBeSentAwayByTheirInstanceId) {
  form_static();
  EXPECT_EQ(leave("", "i9"), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(leave("", "i2"), ErrorCode::NONE);
  EXPECT_EQ(summary().members.size(), 1U);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
}

// Kafka: testStaticMembersJoinGroupWithMaxSize
TEST_F(StaticMembersTest, AGroupOfGroupMaxSizeTakesNoNewStaticMemberButLetsTheOthersComeBack) {
  config.group_max_size = 2;
  form_static();
  EXPECT_EQ(join(joining_static("i3")).error(), ErrorCode::GROUP_MAX_SIZE_REACHED);
  EXPECT_EQ(join(joining_static("i1", one)).answers(), 0U);
}

// A static member that comes back in a Stable group without having synced: its old id stays among those whose SyncGroup
// is missing, and costs a rebalance, as in Kafka.
TEST_F(StaticMembersTest, AnIdThatWasReplacedBeforeItSyncedCostsARebalance) {
  start();
  const auto first = join(joining_static("i1"));
  const auto second = join(joining_static("i2"));
  run_for(6s);
  sync(first.get().member_id, 1, {first.get().member_id});
  ASSERT_EQ(state(), GroupState::Stable);
  const std::string back = join(joining_static("i2")).get().member_id;
  sync(syncing_static("i2", back));
  for (int i = 0; i < 12; ++i) {
    run_for(5s);
    heartbeat(first.get().member_id, 1, "i1");
    heartbeat(back, 1, "i2");
  }
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(summary().members.size(), 2U);
}

}  // namespace
}  // namespace kafka
