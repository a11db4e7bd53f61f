/// Who may join, and what it is told. Kafka: GroupCoordinatorTest.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

struct GroupJoinTest : ::testing::Test, testing::GroupBench {};

// Kafka: testJoinGroupWrongCoordinator, testRequestHandlingWhileLoadingInProgress
TEST_F(GroupJoinTest, OnlyTheCoordinatorThatHasReadItsLogAnswers) {
  make();
  EXPECT_EQ(join("").error(), ErrorCode::NOT_COORDINATOR);
  log.reading = 1s;
  coordinator().on_election(offsets_partition());
  EXPECT_EQ(join("").error(), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(sync("m", 1).error(), ErrorCode::REBALANCE_IN_PROGRESS);
  EXPECT_EQ(heartbeat("m", 1), ErrorCode::NONE);
  EXPECT_EQ(leave("m"), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(commit(5).error(), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(fetch().error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(summary().error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(coordinator().delete_groups({group}).front(), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  run_for(1s);
  EXPECT_EQ(join("").error(), ErrorCode::MEMBER_ID_REQUIRED);
  coordinator().shutdown();
  EXPECT_EQ(join("").error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
}

// Kafka: testInvalidGroupId, testJoinGroupUnknownConsumerNewGroup, testJoinGroupUnknownConsumerExistingGroup
TEST_F(GroupJoinTest, AMemberIdThatWasNotGivenIsUnknown) {
  start();
  EXPECT_EQ(join("stranger").error(), ErrorCode::UNKNOWN_MEMBER_ID);
  form(1);
  EXPECT_EQ(join("stranger").error(), ErrorCode::UNKNOWN_MEMBER_ID);
  JoinGroupRequest nameless = joining();
  nameless.group = add_group("");
  EXPECT_EQ(join(nameless).error(), ErrorCode::INVALID_GROUP_ID);
}

// Kafka: testJoinGroupSessionTimeoutTooSmall, testJoinGroupSessionTimeoutTooLarge
TEST_F(GroupJoinTest, TheSessionTimeoutHasItsBounds) {
  start();
  const auto asked = [this](sim::Duration session) {
    JoinGroupRequest request = joining();
    request.session_timeout = session;
    return join(request).error();
  };
  EXPECT_EQ(asked(5999ms), ErrorCode::INVALID_SESSION_TIMEOUT);
  EXPECT_EQ(asked(6000ms), ErrorCode::MEMBER_ID_REQUIRED);
  EXPECT_EQ(asked(1800000ms), ErrorCode::MEMBER_ID_REQUIRED);
  EXPECT_EQ(asked(1800001ms), ErrorCode::INVALID_SESSION_TIMEOUT);
}

// Kafka: testValidJoinGroup
TEST_F(GroupJoinTest, TheFirstMemberLeadsAfterTheInitialDelay) {
  start();
  const auto first = join("");
  EXPECT_EQ(first.error(), ErrorCode::MEMBER_ID_REQUIRED);
  EXPECT_EQ(first.get().member_id, "consumer-001");
  EXPECT_EQ(state(), GroupState::Empty);
  const auto joined = join("consumer-001");
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  run_for(2999ms);
  EXPECT_FALSE(joined.answered());
  run_for(1ms);
  EXPECT_EQ(joined.error(), ErrorCode::NONE);
  EXPECT_EQ(joined.get().generation, Generation(1));
  EXPECT_EQ(joined.get().protocol, "range");
  EXPECT_TRUE(joined.get().is_leader());
  ASSERT_EQ(joined.get().members.size(), 1U);
  EXPECT_EQ(joined.get().members[0].subscription.topics, std::vector<TopicId>{orders.topic});
  EXPECT_EQ(state(), GroupState::CompletingRebalance);
}

TEST_F(GroupJoinTest, BeforeVersion4AMemberNeedsNoIdToJoin) {
  start();
  JoinGroupRequest old = joining();
  old.requires_member_id = false;
  const auto joined = join(old);
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  run_for(3s);
  EXPECT_EQ(joined.error(), ErrorCode::NONE);
}

// Kafka: testJoinGroupInconsistentProtocolType, testJoinGroupWithEmptyProtocolType,
// testJoinGroupWithEmptyGroupProtocol, testJoinGroupInconsistentGroupProtocol,
// testJoinGroupSecondJoinInconsistentProtocol
TEST_F(GroupJoinTest, WhoSharesNoAssignorIsRefused) {
  start();
  JoinGroupRequest request = joining();
  request.protocols.clear();
  EXPECT_EQ(join(request).error(), ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
  request = joining();
  request.protocol_type.clear();
  EXPECT_EQ(join(request).error(), ErrorCode::INCONSISTENT_GROUP_PROTOCOL);

  const auto ids = form(1);
  request = joining();
  request.protocol_type = "connect";
  EXPECT_EQ(join(request).error(), ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
  for (const std::string& id : {std::string(), ids[0]}) {
    request = joining(id);
    request.protocols = {protocol("cooperative-sticky")};
    EXPECT_EQ(join(request).error(), ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
  }
  EXPECT_EQ(state(), GroupState::Stable);
}

// Kafka: GroupMetadataTest.testSelectProtocol, testSelectProtocolChoosesCompatibleProtocol
TEST_F(GroupJoinTest, TheAssignorWithMostVotesAmongThoseAllSupportIsChosen) {
  start();
  const auto offers = [this](const std::vector<std::string>& names) {
    JoinGroupRequest request = joining(new_id());
    request.protocols.clear();
    for (const std::string& name : names) request.protocols.push_back(protocol(name));
    return join(request);
  };
  const auto first = offers({"range", "sticky"});
  offers({"sticky", "range"});
  offers({"sticky", "range", "roundrobin"});
  run_for(10s);
  EXPECT_EQ(first.get().protocol, "sticky");
}

TEST_F(GroupJoinTest, OfEqualVotesTheFirstNameIsChosen) {
  start();
  JoinGroupRequest sticky = joining(new_id());
  sticky.protocols = {protocol("sticky"), protocol("range")};
  JoinGroupRequest range = joining(new_id());
  range.protocols = {protocol("range"), protocol("sticky")};
  const auto joined = join(sticky);
  join(range);
  run_for(10s);
  EXPECT_EQ(joined.get().protocol, "range");
}

// Kafka: testDynamicMembersJoinGroupWithMaxSize, testDynamicMembersJoinGroupWithMaxSizeAndRequiredKnownMember
TEST_F(GroupJoinTest, AGroupOfGroupMaxSizeTakesNobodyMore) {
  config.group_max_size = 2;
  start();
  const auto ids = form(2);
  EXPECT_EQ(join("").error(), ErrorCode::GROUP_MAX_SIZE_REACHED);
  EXPECT_EQ(state(), GroupState::Stable);
  EXPECT_EQ(join(ids[1]).error(), ErrorCode::NONE);
}

// Kafka: testDynamicMembersCanReJoinGroupWithMaxSizeWhileRebalancing, testLastJoiningMembersAreKickedOutWhenReJoining-
// GroupWithMaxSize
TEST_F(GroupJoinTest, TheLastToRejoinAGroupThatIsTooLargeAreTurnedAway) {
  start();
  const auto ids = form(3);
  config.group_max_size = 2;
  const auto leader = join(ids[0]);
  const auto second = join(ids[1]);
  EXPECT_EQ(join(ids[1]).answers(), 0U);  // it is among those that count
  const auto third = join(ids[2]);
  EXPECT_EQ(third.error(), ErrorCode::GROUP_MAX_SIZE_REACHED);
  EXPECT_EQ(leader.error(), ErrorCode::NONE);
  EXPECT_EQ(summary().members.size(), 2U);
  EXPECT_EQ(events.all<GroupMemberRemoved>().back().second.reason, "group.max.size");
}

// Kafka: testJoinGroupFromUnchangedFollowerDoesNotRebalance, testJoinGroupFromUnchangedLeaderShouldRebalance
TEST_F(GroupJoinTest, AnUnchangedFollowerGetsTheCurrentGenerationTheLeaderANewOne) {
  start();
  const auto ids = form(2);
  const auto follower = join(ids[1]);
  EXPECT_EQ(follower.error(), ErrorCode::NONE);
  EXPECT_EQ(follower.get().generation, Generation(1));
  EXPECT_EQ(follower.get().leader, ids[0]);
  EXPECT_TRUE(follower.get().members.empty());
  EXPECT_EQ(state(), GroupState::Stable);

  EXPECT_FALSE(join(ids[0]).answered());
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(events.all<RebalanceStarted>().back().second.reason, "Leader re-joining group during Stable");
}

TEST_F(GroupJoinTest, AFollowerWithAnotherSubscriptionMakesEverybodyJoin) {
  start();
  const auto ids = form(2);
  JoinGroupRequest changed = joining(ids[1]);
  changed.client = ClientId(7);
  changed.protocols[0].subscription.topics = {payments.topic};
  changed.reason = "topics changed";
  EXPECT_FALSE(join(changed).answered());
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  const RebalanceStarted told = events.all<RebalanceStarted>().back().second;
  EXPECT_EQ(told.reason, "Updating metadata for member during Stable; client reason: topics changed");
  EXPECT_EQ(told.member, ClientId(7));
}

TEST_F(GroupJoinTest, WhoMissedItsJoinAnswerGetsItAgain) {
  start();
  const std::string leader = new_id();
  const std::string follower = new_id();
  join(leader);
  join(follower);
  run_for(6s);
  ASSERT_EQ(state(), GroupState::CompletingRebalance);
  EXPECT_EQ(join(leader).get().members.size(), 2U);
  EXPECT_EQ(join(follower).get().generation, Generation(1));
  EXPECT_EQ(state(), GroupState::CompletingRebalance);
}

}  // namespace
}  // namespace kafka
