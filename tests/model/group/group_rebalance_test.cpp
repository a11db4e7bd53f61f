/// The join phase: how long it lasts, and who is in the next generation. Kafka: GroupCoordinatorTest,
/// GroupCoordinatorConcurrencyTest's rules.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

struct GroupRebalanceTest : ::testing::Test, testing::GroupBench {};

TEST_F(GroupRebalanceTest, TheInitialDelayGoesOnWhileNewMembersCome) {
  start();
  const std::string first = new_id();
  const std::string second = new_id();
  const auto joined = join(first);
  run_for(2s);
  join(second);
  run_for(1s + 2999ms);  // the first window ends, the second one begins
  EXPECT_FALSE(joined.answered());
  run_for(1ms);
  EXPECT_EQ(joined.get().members.size(), 2U);
}

TEST_F(GroupRebalanceTest, TheInitialDelayEndsWithTheRebalanceTimeout) {
  start();
  JoinGroupRequest request = joining(new_id());
  request.rebalance_timeout = 7s;
  const auto joined = join(request);
  for (int i = 0; i < 6; ++i) {  // somebody new in every window
    run_for(1s);
    request = joining(new_id());
    request.rebalance_timeout = 7s;
    join(request);
  }
  run_for(999ms);
  EXPECT_FALSE(joined.answered());
  run_for(1ms);
  EXPECT_EQ(joined.get().members.size(), 7U);
}

TEST_F(GroupRebalanceTest, WithoutAnInitialDelayTheFirstMemberIsAlone) {
  config.group_initial_rebalance_delay_ms = 0ms;
  start();
  const auto joined = join(new_id());
  run_for(0ms);
  EXPECT_EQ(joined.get().generation, Generation(1));
}

TEST_F(GroupRebalanceTest, ANewMemberMakesTheOthersRejoin) {
  start();
  const auto ids = form(1);
  const std::string newcomer = new_id();
  const auto joined = join(newcomer);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::REBALANCE_IN_PROGRESS);
  const auto rejoined = join(ids[0]);
  EXPECT_EQ(joined.get().generation, Generation(2));
  EXPECT_EQ(joined.get().leader, ids[0]);
  EXPECT_TRUE(joined.get().members.empty());
  EXPECT_EQ(rejoined.get().members.size(), 2U);
  EXPECT_EQ(state(), GroupState::CompletingRebalance);
  const RebalanceStarted told = events.all<RebalanceStarted>().back().second;
  EXPECT_EQ(told.reason, "Adding new member");
  EXPECT_EQ(told.generation, Generation(1));
}

// Kafka: testLeaderFailToRejoinBeforeFinalRebalanceTimeoutWithLongSessionTimeout
TEST_F(GroupRebalanceTest, WhoDoesNotRejoinInTimeIsRemovedAndAnotherLeads) {
  config.group_max_session_timeout_ms = 30min;
  start();
  JoinGroupRequest patient = joining();
  patient.session_timeout = 30min;
  const std::string leader = join(patient).get().member_id;
  patient.member_id = leader;
  join(patient);
  run_for(3s);
  stabilise({leader});
  const std::string follower = new_id();
  const auto joined = join(follower);
  run_for(kRebalance - 1ms);
  EXPECT_FALSE(joined.answered());
  run_for(1ms);
  EXPECT_EQ(joined.get().leader, follower);
  EXPECT_EQ(joined.get().members.size(), 1U);
  EXPECT_EQ(events.all<GroupMemberRemoved>().back().second.reason, "did not rejoin");
  EXPECT_EQ(heartbeat(leader, 1), ErrorCode::UNKNOWN_MEMBER_ID);
}

// Kafka: testLeaderRejoinBeforeFinalRebalanceTimeoutWithLongSessionTimeout
TEST_F(GroupRebalanceTest, ALeaderThatRejoinsStaysLeader) {
  start();
  const auto ids = form(2);
  join(ids[1]);
  join(new_id());
  join(ids[1]);
  const auto leader = join(ids[0]);
  EXPECT_TRUE(leader.get().is_leader());
}

// Kafka: testJoinGroupCompletionWhenPendingMemberJoins
TEST_F(GroupRebalanceTest, TheJoinPhaseWaitsForWhoWasGivenAnId) {
  start();
  const auto ids = form(1);
  const std::string pending = new_id();
  const auto rejoined = join(ids[0]);
  EXPECT_FALSE(rejoined.answered());
  const auto joined = join(pending);
  EXPECT_EQ(rejoined.get().members.size(), 2U);
  EXPECT_EQ(joined.error(), ErrorCode::NONE);
}

// Kafka: testJoinGroupCompletionWhenPendingMemberTimesOut, testSecondMemberPartiallyJoinAndTimeout
TEST_F(GroupRebalanceTest, AnIdThatIsNotUsedExpiresWithItsSession) {
  start();
  const auto ids = form(1);
  const std::string pending = new_id();
  const auto rejoined = join(ids[0]);
  run_for(kSession - 1ms);
  EXPECT_FALSE(rejoined.answered());
  run_for(1ms);
  EXPECT_EQ(rejoined.get().members.size(), 1U);
  EXPECT_EQ(join(pending).error(), ErrorCode::UNKNOWN_MEMBER_ID);
}

// Kafka: testPendingMembersLeavesGroup
TEST_F(GroupRebalanceTest, WhoWasGivenAnIdMayLeave) {
  start();
  const auto ids = form(1);
  const std::string pending = new_id();
  const auto rejoined = join(ids[0]);
  EXPECT_EQ(leave(pending), ErrorCode::NONE);
  EXPECT_EQ(rejoined.get().members.size(), 1U);
  EXPECT_EQ(leave(pending), ErrorCode::UNKNOWN_MEMBER_ID);
}

// Kafka: testNewMemberJoinExpiration
TEST_F(GroupRebalanceTest, ANewMemberWhoseJoinTakesFiveMinutesIsDropped) {
  start();
  JoinGroupRequest patient = joining();
  patient.session_timeout = 30min;
  patient.rebalance_timeout = 20min;
  patient.member_id = join(patient).get().member_id;
  join(patient);
  run_for(3s);
  stabilise({patient.member_id});
  JoinGroupRequest newcomer = joining(new_id());
  newcomer.rebalance_timeout = 20min;
  const auto joined = join(newcomer);
  run_for(5min - 1ms);
  EXPECT_FALSE(joined.answered());
  run_for(1ms);
  EXPECT_EQ(joined.error(), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(summary().members.size(), 1U);
}

// Kafka: testRebalanceCompletesBeforeMemberJoins
TEST_F(GroupRebalanceTest, WhoComesAfterTheJoinPhaseStartsAnotherOne) {
  start();
  const auto ids = form(2);
  const auto leader = join(ids[0]);
  for (int i = 0; i < 12; ++i) {
    run_for(5s);
    heartbeat(ids[1], 1);
  }
  EXPECT_EQ(leader.get().generation, Generation(2));
  EXPECT_EQ(leader.get().members.size(), 1U);
  EXPECT_EQ(join(ids[1]).error(), ErrorCode::UNKNOWN_MEMBER_ID);
  stabilise({ids[0]});
  EXPECT_FALSE(join(new_id()).answered());
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
}

TEST_F(GroupRebalanceTest, AJoinDuringTheSyncPhaseSendsEverybodyBack) {
  start();
  const std::string leader = new_id();
  const std::string follower = new_id();
  join(leader);
  join(follower);
  run_for(6s);
  const auto waiting = sync(follower, 1);
  join(new_id());
  EXPECT_EQ(waiting.error(), ErrorCode::REBALANCE_IN_PROGRESS);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
}

// Kafka: testStaticMemberLeaderFailToRejoinBeforeRebalanceTimeout, and nobody else did
TEST_F(GroupRebalanceTest, IfNobodyRejoinsTheJoinPhaseLastsUntilTheSessionsEnd) {
  start();
  JoinGroupRequest patient = joining_static("i1");
  patient.session_timeout = 3min;
  const auto joined = join(patient);
  run_for(3s);
  const std::string id = joined.get().member_id;
  sync(id, 1, {id});
  ASSERT_EQ(state(), GroupState::Stable);
  const std::string newcomer = new_id();
  join(newcomer);
  leave(newcomer);
  run_for(kRebalance + 1s);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(summary().members.size(), 1U);
  run_for(3min);
  EXPECT_EQ(state(), GroupState::Empty);
  EXPECT_EQ(generation(), 2);
}

// Kafka: testGenerationIdIncrementsOnRebalance
TEST_F(GroupRebalanceTest, EveryJoinPhaseEndsWithAnotherGeneration) {
  start();
  const auto ids = form(1);
  EXPECT_EQ(join(ids[0]).get().generation, Generation(2));
  stabilise(ids);
  leave(ids[0]);
  EXPECT_EQ(state(), GroupState::Empty);
  EXPECT_EQ(generation(), 3);
  const auto started = events.all<GenerationStarted>();
  ASSERT_EQ(started.size(), 3U);
  EXPECT_EQ(started[1].second.members, std::vector<ClientId>{ClientId(0)});
  EXPECT_EQ(started[2].second.leader, kNoClient);
}

TEST_F(GroupRebalanceTest, AMemberIdIsAUuidThatNoOtherHas) {
  RandomMemberIds ids(sim::Rng(1));
  const std::string one = ids.uuid(ClientId(0));
  EXPECT_NE(one, ids.uuid(ClientId(0)));
  ASSERT_EQ(one.size(), 36U);
  EXPECT_EQ(one[14], '4');
  EXPECT_NE(std::string("89ab").find(one[19]), std::string::npos);
}

}  // namespace
}  // namespace kafka
