// What keeps a member in its group, and what it makes of the answers.

#include <gtest/gtest.h>

#include "tests/support/consumer_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Heartbeats : public ::testing::Test {
 protected:
  Heartbeats() {
    bench.topic("orders", 1);
    bench.config.heartbeat_interval_ms = 3s;
    bench.config.session_timeout_ms = 10s;
  }
  void start(sim::Duration run = 0ms) {
    bench.start({"orders"});
    bench.run_for(run);
  }
  [[nodiscard]] std::vector<std::int64_t> beats() const {
    std::vector<std::int64_t> at;
    for (const auto& [time, beat] : bench.brokers->all<HeartbeatRequest>()) at.push_back(bench.ms(time));
    return at;
  }
  /// poll() returned at this moment and is not called again.
  void work() {
    bench.application.polls_on = false;
    bench.brokers->append(bench.tp("orders", 0), 1);
    bench.run_for(0ms);
    ASSERT_EQ(bench.application.records(), 1);
  }
  void refuse(ErrorCode error) { bench.brokers->will_refuse(ApiKey::HEARTBEAT, error); }

  ConsumerBench bench;
};

TEST_F(Heartbeats, BeginAnIntervalAfterTheJoin) {
  start(10s);
  EXPECT_EQ(beats(), (std::vector<std::int64_t>{3000, 6000, 9000}));
  EXPECT_EQ(bench.events.count<HeartbeatAnswered>(), 3u);
}

TEST_F(Heartbeats, GoOnWhileTheApplicationWorks) {
  start();
  work();
  bench.run_for(10s);
  EXPECT_EQ(beats().size(), 3u);
}

TEST_F(Heartbeats, BeginWhileTheSyncIsUnderWay) {
  bench.brokers->will_hold(ApiKey::SYNC_GROUP);
  start(4s);
  EXPECT_EQ(beats().size(), 1u);
}

TEST_F(Heartbeats, In23TheyBeginAfterTheSync) {
  bench.profile = Profile::v2_3;
  bench.brokers->will_hold(ApiKey::SYNC_GROUP);
  start(4s);
  EXPECT_EQ(beats().size(), 0u);
  bench.brokers->release(ApiKey::SYNC_GROUP);
  bench.run_for(3s);
  EXPECT_EQ(beats(), std::vector<std::int64_t>{7000});
}

TEST_F(Heartbeats, RestWhileAJoinIsUnderWay) {
  start(1s);
  bench.brokers->will_hold(ApiKey::JOIN_GROUP);
  refuse(ErrorCode::REBALANCE_IN_PROGRESS);
  bench.run_for(20s);
  EXPECT_EQ(beats(), std::vector<std::int64_t>{3000});
}

TEST_F(Heartbeats, ARebalanceIsSeenByTheNextPoll) {
  start();
  work();
  refuse(ErrorCode::REBALANCE_IN_PROGRESS);
  refuse(ErrorCode::REBALANCE_IN_PROGRESS);
  bench.run_for(7s);
  EXPECT_EQ(beats(), (std::vector<std::int64_t>{3000, 6000}));
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 2u);
  bench.consumer->poll();
  bench.run_for(0ms);
  const auto joins = bench.brokers->all<JoinGroupRequest>();
  ASSERT_EQ(joins.size(), 3u);
  EXPECT_EQ(bench.ms(joins[2].first), 7000);
  EXPECT_EQ(joins[2].second.reason, "group is already rebalancing");
}

TEST_F(Heartbeats, AnIllegalGenerationKeepsTheMemberIdButNotThePartitions) {
  start();
  refuse(ErrorCode::ILLEGAL_GENERATION);
  bench.run_for(3s);
  const auto joins = bench.brokers->all<JoinGroupRequest>();
  ASSERT_EQ(joins.size(), 3u);
  EXPECT_EQ(joins[2].second.member_id, "consumer-g-1-1");
  EXPECT_EQ(bench.events.count<PartitionsLost>(), 1u);
}

TEST_F(Heartbeats, AnUnknownMemberJoinsAsANewOne) {
  start();
  refuse(ErrorCode::UNKNOWN_MEMBER_ID);
  bench.run_for(3s);
  const auto joins = bench.brokers->all<JoinGroupRequest>();
  ASSERT_EQ(joins.size(), 4u);
  EXPECT_EQ(joins[2].second.member_id, "");
}

TEST_F(Heartbeats, AFencedMemberFailsInItsNextPoll) {
  for (const Profile profile : {Profile::v2_3, Profile::v3_9}) {
    ConsumerBench other;
    other.topic("orders", 1);
    other.profile = profile;
    other.config.group_instance_id = "till-1";
    other.start({"orders"});
    other.brokers->will_refuse(ApiKey::HEARTBEAT, ErrorCode::FENCED_INSTANCE_ID);
    other.run_for(4s);
    EXPECT_EQ(other.application.exceptions, std::vector<std::string>{"FencedInstanceIdException"});
    EXPECT_EQ(other.brokers->all<HeartbeatRequest>().size(), 1u);
  }
}

TEST_F(Heartbeats, ACoordinatorThatMovedIsLookedForWhileTheApplicationWorks) {
  start();
  work();
  refuse(ErrorCode::NOT_COORDINATOR);
  bench.brokers->coordinator = BrokerId(2);
  bench.run_for(6s);
  EXPECT_EQ(bench.events.count<CoordinatorLost>(), 1u);
  EXPECT_EQ(bench.events.all<CoordinatorFound>().back().second.coordinator, BrokerId(2));
  EXPECT_GE(beats().size(), 2u);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 2u);
}

TEST_F(Heartbeats, WithoutAnAnswerForASessionTheCoordinatorIsLookedForAnew) {
  start();
  bench.brokers->will_hold(ApiKey::HEARTBEAT);
  bench.run_for(9900ms);
  EXPECT_EQ(bench.events.count<CoordinatorLost>(), 0u);
  bench.run_for(200ms);
  ASSERT_GE(bench.events.count<CoordinatorLost>(), 1u);
  EXPECT_EQ(bench.events.all<CoordinatorLost>()[0].second.why,
            "session timed out without receiving a heartbeat response");
}

TEST_F(Heartbeats, WhoDoesNotPollLeaves) {
  bench.config.max_poll_interval_ms = 300s;
  start();
  work();
  bench.run_for(299s);
  EXPECT_EQ(bench.events.count<MemberLeft>(), 0u);
  bench.run_for(1s);
  const auto left = bench.brokers->all<LeaveGroupRequest>();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(bench.ms(left[0].first), 300000);
  EXPECT_EQ(left[0].second.reason, "consumer poll timeout has expired.");
  const std::size_t sent = beats().size();
  bench.run_for(10s);
  EXPECT_EQ(beats().size(), sent);
}

TEST_F(Heartbeats, WhoLeftCannotCommitAndJoinsInTheNextPoll) {
  bench.config.max_poll_interval_ms = 300s;
  start();
  work();
  bench.run_for(400s);
  std::string exception;
  bench.consumer->commit_sync({{.tp = bench.tp("orders", 0), .offset = Offset(1)}},
                              [&](std::string_view what) { exception = what; });
  bench.run_for(0ms);
  EXPECT_EQ(exception, "CommitFailedException");
  EXPECT_TRUE(bench.brokers->all<OffsetCommitRequest>().empty());
  bench.consumer->poll();
  bench.run_for(0ms);
  EXPECT_EQ(bench.events.count<PartitionsLost>(), 1u);
  EXPECT_EQ(bench.ms(bench.brokers->all<JoinGroupRequest>().back().first), 400000);
}

TEST_F(Heartbeats, AStaticMemberThatDoesNotPollJustFallsSilent) {
  bench.config.group_instance_id = "till-1";
  bench.config.max_poll_interval_ms = 20s;
  start();
  work();
  bench.run_for(60s);
  EXPECT_TRUE(bench.brokers->all<LeaveGroupRequest>().empty());
  EXPECT_EQ(beats().size(), 6u);
}

TEST_F(Heartbeats, AThreadThatWaitsInsidePollIsNotTooSlow) {
  bench.config.max_poll_interval_ms = 20s;
  start(200s);
  EXPECT_EQ(bench.events.count<MemberLeft>(), 0u);
}

TEST_F(Heartbeats, APausedProcessSendsNone) {
  start(1s);
  bench.pause();
  bench.run_for(30s);
  EXPECT_TRUE(beats().empty());
  bench.resume();
  bench.run_for(5s);
  EXPECT_FALSE(beats().empty());
  EXPECT_EQ(bench.events.all<CoordinatorLost>().size(), 1u);  // its session is long over
}

}  // namespace
}  // namespace kafka::testing
