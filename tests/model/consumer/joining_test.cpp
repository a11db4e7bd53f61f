// How a consumer joins its group, and what it does when that is refused.

#include <gtest/gtest.h>

#include "tests/support/consumer_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Joining : public ::testing::Test {
 protected:
  Joining() { bench.topic("orders", 2); }
  void start(sim::Duration run = 1s) {
    bench.start({"orders"});
    bench.run_for(run);
  }
  [[nodiscard]] std::vector<std::string> member_ids() const {
    std::vector<std::string> ids;
    for (const auto& [at, join] : bench.brokers->all<JoinGroupRequest>()) ids.push_back(join.member_id);
    return ids;
  }
  [[nodiscard]] std::vector<std::int64_t> joins_at() const {
    std::vector<std::int64_t> at;
    for (const auto& [time, join] : bench.brokers->all<JoinGroupRequest>()) at.push_back(bench.ms(time));
    return at;
  }
  void refuse_join(ErrorCode error) { bench.brokers->will_refuse(ApiKey::JOIN_GROUP, error); }
  void refuse_sync(ErrorCode error) { bench.brokers->will_refuse(ApiKey::SYNC_GROUP, error); }
  static JoinGroupResponse joined(const std::string& leader) {
    JoinGroupResponse answer;
    answer.generation = Generation(7);
    answer.protocol = "range";
    answer.leader = leader;
    answer.member_id = "me";
    return answer;
  }

  ConsumerBench bench;
};

TEST_F(Joining, ANewMemberIsToldItsIdFirst) {
  start();
  EXPECT_EQ(member_ids(), (std::vector<std::string>{"", "consumer-g-1-1"}));
  ASSERT_EQ(bench.events.count<PartitionsAssigned>(), 1u);
  EXPECT_EQ(bench.events.all<PartitionsAssigned>()[0].second.added.size(), 2u);
  EXPECT_EQ(bench.consumer->group_metadata().member_id, "consumer-g-1-1");
  EXPECT_EQ(bench.consumer->group_metadata().generation, Generation(1));
  EXPECT_EQ(bench.consumer->assignment().size(), 2u);
}

TEST_F(Joining, TheRequestSaysHowLongTheMemberMayTakeAndWhatItWants) {
  bench.config.session_timeout_ms = 20s;
  bench.config.max_poll_interval_ms = 100s;
  bench.config.client_rack = "a";
  bench.config.partition_assignment_strategy = {"cooperative-sticky", "range"};
  start();
  const JoinGroupRequest join = bench.brokers->all<JoinGroupRequest>()[1].second;
  EXPECT_EQ(join.session_timeout, 20s);
  EXPECT_EQ(join.rebalance_timeout, 100s);
  ASSERT_EQ(join.protocols.size(), 2u);
  EXPECT_EQ(join.protocols[0].name, "cooperative-sticky");
  EXPECT_EQ(join.protocols[1].name, "range");
  EXPECT_EQ(join.protocols[1].subscription.topics, std::vector<TopicId>{bench.topics.find("orders")});
  EXPECT_EQ(join.protocols[1].subscription.rack, "a");
  EXPECT_EQ(join.reason, "need to re-join with the given member-id");
}

TEST_F(Joining, TheLeaderAssignsForAll) {
  JoinGroupResponse answer = joined("me");
  const Subscription wanted{.topics = {bench.topics.find("orders")}, .owned = {}, .rack = ""};
  answer.members = {{"me", "", wanted}, {"a-other", "", wanted}};
  bench.brokers->will_answer(ApiKey::JOIN_GROUP, answer);
  start();
  const auto syncs = bench.brokers->all<SyncGroupRequest>();
  ASSERT_EQ(syncs.size(), 1u);
  const auto& given = syncs[0].second.assignments;
  ASSERT_EQ(given.size(), 2u);
  EXPECT_EQ(given[0].member_id, "me");
  EXPECT_EQ(given[0].assignment.partitions, std::vector<TopicPartition>{bench.tp("orders", 1)});
  EXPECT_EQ(given[1].assignment.partitions, std::vector<TopicPartition>{bench.tp("orders", 0)});
  EXPECT_EQ(bench.consumer->assignment(), std::vector<TopicPartition>{bench.tp("orders", 1)});
}

TEST_F(Joining, AFollowerSendsNothingAndTakesWhatItGets) {
  bench.brokers->follower_assignment = {bench.tp("orders", 1)};
  bench.brokers->will_answer(ApiKey::JOIN_GROUP, joined("other"));
  start();
  EXPECT_TRUE(bench.brokers->all<SyncGroupRequest>()[0].second.assignments.empty());
  EXPECT_EQ(bench.consumer->assignment(), std::vector<TopicPartition>{bench.tp("orders", 1)});
}

TEST_F(Joining, ALeaderThatIsToSkipTheAssignmentSendsNone) {
  JoinGroupResponse answer = joined("me");
  answer.skip_assignment = true;
  bench.brokers->will_answer(ApiKey::JOIN_GROUP, answer);
  start();
  EXPECT_TRUE(bench.brokers->all<SyncGroupRequest>()[0].second.assignments.empty());
}

TEST_F(Joining, AStaticMemberNeedsNoIdFirst) {
  bench.config.group_instance_id = "till-1";
  start();
  EXPECT_EQ(member_ids(), std::vector<std::string>{""});
  EXPECT_EQ(bench.brokers->all<SyncGroupRequest>()[0].second.group_instance_id, "till-1");
}

TEST_F(Joining, AnUnknownMemberBeginsAnewAtOnce) {
  JoinGroupResponse id = joined("");
  id.error = ErrorCode::MEMBER_ID_REQUIRED;
  bench.brokers->will_answer(ApiKey::JOIN_GROUP, id);
  refuse_join(ErrorCode::UNKNOWN_MEMBER_ID);
  start();
  EXPECT_EQ(member_ids(), (std::vector<std::string>{"", "me", "", "consumer-g-1-1"}));
  EXPECT_EQ(joins_at(), (std::vector<std::int64_t>{0, 0, 0, 0}));
}

TEST_F(Joining, ACoordinatorThatLoadsIsAskedAgainAfterTheBackoff) {
  refuse_join(ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  start();
  EXPECT_EQ(joins_at(), (std::vector<std::int64_t>{0, 100, 100}));
  EXPECT_EQ(bench.events.all<JoinFailed>()[0].second.error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(bench.events.count<CoordinatorLost>(), 0u);
}

TEST_F(Joining, AnotherCoordinatorIsLookedFor) {
  refuse_join(ErrorCode::NOT_COORDINATOR);
  bench.brokers->coordinator = BrokerId(1);
  bench.start({"orders"});
  bench.brokers->coordinator = BrokerId(1);
  bench.run_for(0ms);
  bench.brokers->coordinator = BrokerId(2);
  bench.run_for(2s);
  EXPECT_EQ(bench.events.all<CoordinatorLost>()[0].second.why, "NOT_COORDINATOR");
  EXPECT_GE(bench.events.count<CoordinatorFound>(), 2u);
  EXPECT_EQ(bench.events.count<PartitionsAssigned>(), 1u);
}

TEST_F(Joining, ASyncThatComesTooLateJoinsAgainAtOnce) {
  refuse_sync(ErrorCode::REBALANCE_IN_PROGRESS);
  start();
  EXPECT_EQ(joins_at(), (std::vector<std::int64_t>{0, 0, 0}));
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>()[2].second.reason,
            "rebalance failed due to RebalanceInProgressException");
  EXPECT_EQ(bench.consumer->group_metadata().generation, Generation(2));
}

TEST_F(Joining, AnIllegalGenerationKeepsTheMemberId) {
  refuse_sync(ErrorCode::ILLEGAL_GENERATION);
  start();
  EXPECT_EQ(member_ids(), (std::vector<std::string>{"", "consumer-g-1-1", "consumer-g-1-1"}));
}

TEST_F(Joining, In23AnIllegalGenerationCostsTheMemberId) {
  bench.profile = Profile::v2_3;
  refuse_sync(ErrorCode::ILLEGAL_GENERATION);
  start();
  EXPECT_EQ(member_ids(), (std::vector<std::string>{"", "consumer-g-1-1", "", "consumer-g-1-2"}));
}

TEST_F(Joining, WhatCannotBeMendedLeavesPoll) {
  const std::vector<std::pair<ErrorCode, std::string>> fatal{
      {ErrorCode::FENCED_INSTANCE_ID, "FencedInstanceIdException"},
      {ErrorCode::INCONSISTENT_GROUP_PROTOCOL, "InconsistentGroupProtocolException"},
      {ErrorCode::GROUP_MAX_SIZE_REACHED, "GroupMaxSizeReachedException"},
      {ErrorCode::INVALID_SESSION_TIMEOUT, "InvalidSessionTimeoutException"},
  };
  for (const auto& [error, exception] : fatal) {
    ConsumerBench other;
    other.topic("orders", 2);
    other.brokers->will_refuse(ApiKey::JOIN_GROUP, error);
    other.start({"orders"});
    other.run_for(1s);
    EXPECT_EQ(other.application.exceptions, std::vector<std::string>{exception});
  }
}

TEST_F(Joining, JoinGroupMayTakeTheRebalanceTimeoutAndFiveSeconds) {
  bench.config.max_poll_interval_ms = 60s;
  bench.brokers->will_hold(ApiKey::JOIN_GROUP);
  start(64s);
  EXPECT_EQ(joins_at(), std::vector<std::int64_t>{0});
  EXPECT_EQ(bench.events.count<ConnectionLost>(), 0u);
  bench.run_for(2s);
  EXPECT_EQ(bench.events.count<ConnectionLost>(), 1u);
  EXPECT_EQ(bench.events.all<JoinFailed>()[0].second.error, ErrorCode::NETWORK_EXCEPTION);
}

TEST_F(Joining, ADeadCoordinatorIsFoundElsewhereWithoutANewGeneration) {
  bench.config.heartbeat_interval_ms = 1s;
  start(500ms);
  bench.brokers->coordinator = BrokerId(2);
  bench.brokers->kill(BrokerId(1));
  bench.run_for(3s);
  EXPECT_EQ(bench.events.count<CoordinatorFound>(), 2u);
  EXPECT_EQ(joins_at().size(), 2u);
  EXPECT_GE(bench.brokers->all<HeartbeatRequest>().size(), 2u);
}

TEST_F(Joining, AnOnlyCoordinatorThatIsDeadIsNotLookedForWithoutEnd) {
  bench.brokers->kill(BrokerId(1));
  bench.brokers->coordinator = BrokerId(1);
  start(10s);
  EXPECT_EQ(bench.events.count<PartitionsAssigned>(), 0u);
  EXPECT_LT(bench.brokers->all<FindCoordinatorRequest>().size(), 120u);
  bench.brokers->start(BrokerId(1));
  bench.run_for(3s);
  EXPECT_EQ(bench.events.count<PartitionsAssigned>(), 1u);
}

/// The leader must know all topics of its group before it assigns. If the heartbeat thread ends the generation while it
/// waits for them, it joins again.
TEST(JoiningSlowly, ALeaderWhoseGenerationEndsWhileItWaitsForMetadataJoinsAgain) {
  ConsumerBench bench(10ms);
  bench.topic("orders", 2);
  bench.topic("payments", 1);
  bench.config.heartbeat_interval_ms = 1s;
  JoinGroupResponse answer;
  answer.generation = Generation(7);
  answer.protocol = "range";
  answer.leader = answer.member_id = "me";
  answer.members = {{"me", "", {.topics = {bench.topics.find("orders")}, .owned = {}, .rack = ""}},
                    {"other", "", {.topics = {bench.topics.find("payments")}, .owned = {}, .rack = ""}}};
  bench.brokers->will_answer(ApiKey::JOIN_GROUP, answer);
  bench.brokers->will_refuse(ApiKey::HEARTBEAT, ErrorCode::UNKNOWN_MEMBER_ID);
  bench.start({"orders"});
  while (bench.brokers->all<JoinGroupRequest>().empty()) bench.run_for(1ms);
  bench.brokers->will_hold(ApiKey::METADATA);
  bench.run_for(2s);
  EXPECT_EQ(bench.brokers->all<SyncGroupRequest>().size(), 0u);
  bench.brokers->release(ApiKey::METADATA);
  bench.run_for(2s);
  ASSERT_GE(bench.events.count<JoinFailed>(), 1u);
  EXPECT_EQ(bench.events.all<JoinFailed>().front().second.error, ErrorCode::ILLEGAL_GENERATION);
  EXPECT_EQ(bench.events.count<PartitionsAssigned>(), 1u);
}

}  // namespace
}  // namespace kafka::testing
