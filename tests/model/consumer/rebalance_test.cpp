// What a member does with its partitions before, during and after a rebalance.

#include <gtest/gtest.h>

#include "tests/support/consumer_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Rebalance : public ::testing::Test {
 protected:
  Rebalance() {
    bench.topic("orders", 2);
    bench.config.heartbeat_interval_ms = 1s;
  }
  /// A member in generation 1, with both partitions and 10 records each.
  void settle() {
    bench.start({"orders"});
    bench.run_for(100ms);
    for (int p = 0; p < 2; ++p) bench.brokers->append(bench.tp("orders", p), 10);
    bench.run_for(100ms);
    ASSERT_EQ(bench.application.records(), 20);
    bench.application.calls.clear();
    bench.events.clear();
  }
  /// The next heartbeat says that the group rebalances.
  void rebalance() { bench.brokers->will_refuse(ApiKey::HEARTBEAT, ErrorCode::REBALANCE_IN_PROGRESS); }
  /// The next generation gives this member what is said, from another leader.
  void next_assignment(const std::vector<TopicPartition>& partitions) {
    JoinGroupResponse answer;
    answer.generation = ++bench.brokers->generation;
    answer.protocol = bench.config.partition_assignment_strategy.front();
    answer.leader = "other";
    answer.member_id = bench.consumer->group_metadata().member_id;
    bench.brokers->will_answer(ApiKey::JOIN_GROUP, answer);
    bench.brokers->follower_assignment = partitions;
  }
  void cooperative() { bench.config.partition_assignment_strategy = {"cooperative-sticky"}; }
  [[nodiscard]] std::vector<std::string> calls() const {
    std::vector<std::string> out;
    for (const auto& call : bench.application.calls) {
      std::string text = call.what;
      for (const TopicPartition tp : call.partitions) text += " " + std::to_string(tp.partition.value());
      out.push_back(text);
    }
    return out;
  }
  TopicPartition p0() { return bench.tp("orders", 0); }
  TopicPartition p1() { return bench.tp("orders", 1); }

  ConsumerBench bench;
};

TEST_F(Rebalance, EagerMembersGiveUpAllBeforeTheyJoin) {
  settle();
  rebalance();
  next_assignment({p1()});
  bench.brokers->will_hold(ApiKey::JOIN_GROUP);
  bench.run_for(1s);
  EXPECT_EQ(calls(), std::vector<std::string>{"revoked 0 1"});
  EXPECT_TRUE(bench.consumer->assignment().empty());
  bench.brokers->append(p1(), 10);
  bench.run_for(2s);
  EXPECT_EQ(bench.application.records(), 20);
  bench.brokers->release(ApiKey::JOIN_GROUP);
  bench.run_for(100ms);
  EXPECT_EQ(calls(), (std::vector<std::string>{"revoked 0 1", "assigned 1"}));
  EXPECT_EQ(bench.consumer->assignment(), std::vector<TopicPartition>{p1()});
}

TEST_F(Rebalance, CooperativeMembersReadOnWhileTheyJoin) {
  cooperative();
  settle();
  rebalance();
  next_assignment({p1()});
  bench.brokers->will_hold(ApiKey::JOIN_GROUP);
  bench.run_for(1s);
  EXPECT_TRUE(calls().empty());
  bench.brokers->append(p0(), 10);
  bench.brokers->append(p1(), 10);
  bench.run_for(1s);
  EXPECT_EQ(bench.application.records(), 40);
}

TEST_F(Rebalance, CooperativeMembersGiveUpWhatTheyLoseAfterSyncAndJoinAgainAtOnce) {
  cooperative();
  settle();
  rebalance();
  next_assignment({p1()});
  bench.run_for(1s);
  const auto joins = bench.brokers->all<JoinGroupRequest>();
  ASSERT_EQ(joins.size(), 4u);  // two for the first generation
  EXPECT_EQ(joins[2].second.protocols[0].subscription.owned, (std::vector<TopicPartition>{p0(), p1()}));
  EXPECT_EQ(joins[2].second.protocols[0].subscription.generation, Generation(1));
  EXPECT_EQ(joins[3].second.protocols[0].subscription.owned, std::vector<TopicPartition>{p1()});
  EXPECT_EQ(joins[3].second.protocols[0].subscription.generation, Generation(2));
  EXPECT_EQ(joins[3].second.reason, "need to revoke partitions and re-join");
  EXPECT_EQ(joins[3].first, joins[2].first);
  EXPECT_EQ(calls()[0], "revoked 0");
  EXPECT_EQ(calls()[1], "assigned");
  const auto revoked = bench.events.all<PartitionsRevoked>();
  ASSERT_EQ(revoked.size(), 1u);
  EXPECT_EQ(revoked[0].second.generation, Generation(2));
}

TEST_F(Rebalance, CooperativeMembersKeepTheirPositions) {
  cooperative();
  settle();
  rebalance();
  next_assignment({p0(), p1()});
  bench.run_for(1s);
  EXPECT_EQ(calls(), std::vector<std::string>{"assigned"});
  EXPECT_EQ(bench.consumer->position(p0()), Offset(10));
  EXPECT_EQ(bench.brokers->all<OffsetFetchRequest>().size(), 1u);
}

TEST_F(Rebalance, TheProtocolIsTheBestThatAllAssignorsSpeak) {
  bench.config.partition_assignment_strategy = {"cooperative-sticky", "range"};
  settle();
  rebalance();
  bench.run_for(1s);
  EXPECT_EQ(calls()[0], "revoked 0 1");  // range is eager
}

TEST_F(Rebalance, EagerPositionsAreCommittedFirst) {
  bench.config.enable_auto_commit = true;
  settle();
  rebalance();
  bench.brokers->will_hold(ApiKey::OFFSET_COMMIT);
  bench.run_for(900ms);
  EXPECT_EQ(bench.brokers->all<OffsetCommitRequest>().size(), 1u);
  EXPECT_TRUE(calls().empty());
  // Nothing is read meanwhile: it would be read again by the next owner.
  bench.brokers->append(p0(), 10);
  bench.run_for(1s);
  EXPECT_EQ(bench.application.records(), 20);
  bench.brokers->release(ApiKey::OFFSET_COMMIT);
  bench.run_for(0ms);
  EXPECT_EQ(calls()[0], "revoked 0 1");
  EXPECT_EQ(bench.brokers->committed[p0()].offset, Offset(10));
}

TEST_F(Rebalance, ACommitThatMaySucceedLaterIsTriedAgainBeforeTheJoin) {
  bench.config.enable_auto_commit = true;
  settle();
  rebalance();
  for (int i = 0; i < 3; ++i)
    bench.brokers->will_refuse(ApiKey::OFFSET_COMMIT, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  bench.run_for(2s);
  EXPECT_GE(bench.brokers->all<OffsetCommitRequest>().size(), 4u);
  EXPECT_EQ(calls()[0], "revoked 0 1");
  EXPECT_EQ(bench.brokers->committed[p0()].offset, Offset(10));
}

TEST_F(Rebalance, ACommitThatIsRefusedDoesNotHoldUpTheJoin) {
  bench.config.enable_auto_commit = true;
  settle();
  rebalance();
  bench.brokers->will_refuse(ApiKey::OFFSET_COMMIT, ErrorCode::REBALANCE_IN_PROGRESS);
  bench.run_for(1s);
  EXPECT_EQ(calls()[0], "revoked 0 1");
  EXPECT_EQ(bench.events.all<CommitFailed>()[0].second.exception, "RebalanceInProgressException");
}

TEST_F(Rebalance, TheCommitBeforeAJoinWaitsAtMostMaxPollInterval) {
  bench.config.enable_auto_commit = true;
  bench.config.max_poll_interval_ms = 5s;
  settle();
  rebalance();
  bench.brokers->will_hold(ApiKey::OFFSET_COMMIT);
  bench.run_for(5s);
  EXPECT_TRUE(calls().empty());
  bench.run_for(1s);
  EXPECT_EQ(calls()[0], "revoked 0 1");
}

TEST_F(Rebalance, In23TheCommitBeforeAJoinIsTriedAgainToo) {
  bench.profile = Profile::v2_3;
  bench.config.enable_auto_commit = true;
  settle();
  rebalance();
  bench.brokers->will_refuse(ApiKey::OFFSET_COMMIT, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  bench.run_for(1200ms);
  EXPECT_EQ(bench.brokers->all<OffsetCommitRequest>().size(), 2u);
  EXPECT_EQ(calls()[0], "revoked 0 1");
}

TEST_F(Rebalance, In23TheFirstJoinRevokesNothing) {
  bench.profile = Profile::v2_3;
  bench.start({"orders"});
  bench.run_for(1s);
  EXPECT_EQ(calls(), (std::vector<std::string>{"revoked", "assigned 0 1"}));
}

TEST_F(Rebalance, SinceThenTheFirstJoinSaysNothing) {
  bench.start({"orders"});
  bench.run_for(1s);
  EXPECT_EQ(calls(), std::vector<std::string>{"assigned 0 1"});
  EXPECT_EQ(bench.events.count<PartitionsRevoked>(), 0u);
}

TEST_F(Rebalance, AMemberThatWasThrownOutHasLostWhatItHad) {
  settle();
  bench.brokers->will_refuse(ApiKey::HEARTBEAT, ErrorCode::UNKNOWN_MEMBER_ID);
  bench.run_for(1s);
  EXPECT_EQ(calls(), (std::vector<std::string>{"lost 0 1", "assigned 0 1"}));
  EXPECT_EQ(bench.events.count<PartitionsLost>(), 1u);
  EXPECT_EQ(bench.events.count<PartitionsRevoked>(), 0u);
}

TEST_F(Rebalance, In23ItIsToldThatTheyAreRevoked) {
  bench.profile = Profile::v2_3;
  settle();
  bench.brokers->will_refuse(ApiKey::HEARTBEAT, ErrorCode::UNKNOWN_MEMBER_ID);
  bench.run_for(1s);
  EXPECT_EQ(calls(), (std::vector<std::string>{"revoked 0 1", "assigned 0 1"}));
}

TEST_F(Rebalance, TheApplicationMayCommitWhileItIsTold) {
  settle();
  std::string committed = "not told";
  bench.application.holds_callbacks = true;
  bench.application.in_revoked = [&] {
    bench.consumer->commit_sync(bench.consumer->all_consumed(), [&](std::string_view exception) {
      committed = exception;
      bench.application.finish_callback();
    });
  };
  rebalance();
  bench.run_for(1s);
  EXPECT_EQ(committed, "");
  EXPECT_EQ(bench.brokers->committed[p1()].offset, Offset(10));
  bench.application.finish_callback();
  bench.run_for(100ms);
  EXPECT_EQ(bench.consumer->group_metadata().generation, Generation(2));
}

TEST_F(Rebalance, TheJoinWaitsForTheApplicationAndPollTimeRuns) {
  bench.config.max_poll_interval_ms = 5s;
  settle();
  bench.application.holds_callbacks = true;
  rebalance();
  bench.run_for(4s);
  EXPECT_TRUE(bench.application.in_callback());
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 2u);
  EXPECT_EQ(bench.events.count<MemberLeft>(), 0u);
  bench.run_for(3s);
  ASSERT_EQ(bench.events.count<MemberLeft>(), 1u);
  EXPECT_EQ(bench.events.all<MemberLeft>()[0].second.reason, "consumer poll timeout has expired.");
}

TEST_F(Rebalance, WhatIsAtHandStaysTheApplications) {
  bench.application.polls_on = false;
  bench.start({"orders"});
  bench.run_for(100ms);
  bench.brokers->append(p0(), 10);
  bench.run_for(100ms);
  ASSERT_EQ(bench.application.records(), 10);
  rebalance();
  bench.run_for(5s);  // it works: no poll(), no rebalance of its own
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 2u);
  EXPECT_EQ(bench.consumer->assignment().size(), 2u);
  bench.application.consumer->poll();
  bench.run_for(0ms);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 3u);
}

TEST_F(Rebalance, AnAnswerToJoinGroupWaitsForTheNextPoll) {
  cooperative();
  bench.application.polls_on = false;
  bench.start({"orders"});
  bench.run_for(100ms);
  rebalance();
  bench.brokers->will_hold(ApiKey::JOIN_GROUP);
  bench.run_for(1s);
  bench.brokers->append(p0(), 10);  // poll() returns in the middle of the join
  bench.run_for(100ms);
  ASSERT_EQ(bench.application.records(), 10);
  bench.brokers->release(ApiKey::JOIN_GROUP);
  bench.run_for(5s);
  EXPECT_EQ(bench.brokers->all<SyncGroupRequest>().size(), 1u);
  bench.application.consumer->poll();
  bench.run_for(0ms);
  EXPECT_EQ(bench.brokers->all<SyncGroupRequest>().size(), 2u);
}

TEST_F(Rebalance, TheLeaderWatchesHowManyPartitionsThereAre) {
  bench.config.metadata_max_age_ms = 10s;
  settle();
  bench.brokers->leaders[bench.tp("orders", 2)] = {BrokerId(1), LeaderEpoch(0)};
  bench.run_for(9s);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 2u);
  bench.run_for(1s);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 3u);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>()[2].second.reason, "cached metadata has changed");
  EXPECT_EQ(bench.consumer->assignment().size(), 3u);
}

TEST_F(Rebalance, AFollowerDoesNotWatch) {
  bench.config.metadata_max_age_ms = 10s;
  settle();
  rebalance();
  next_assignment({p1()});
  bench.run_for(2s);
  bench.brokers->leaders[bench.tp("orders", 2)] = {BrokerId(1), LeaderEpoch(0)};
  bench.run_for(20s);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 3u);
}

TEST_F(Rebalance, ALeaderWithARackWatchesTheReplicasRacks) {
  bench.config.metadata_max_age_ms = 10s;
  bench.config.client_rack = "a";
  bench.brokers->racks[BrokerId(1)] = "a";
  settle();
  bench.run_for(11s);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 2u);
  bench.brokers->racks[BrokerId(1)] = "b";
  bench.run_for(10s);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 3u);
}

TEST_F(Rebalance, WithoutARackItDoesNot) {
  bench.config.metadata_max_age_ms = 10s;
  settle();
  bench.brokers->racks[BrokerId(1)] = "b";
  bench.run_for(30s);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>().size(), 2u);
}

TEST_F(Rebalance, AStickyMemberTellsWhatItHadLastEvenAfterItGaveItUp) {
  bench.config.partition_assignment_strategy = {"sticky"};
  settle();
  rebalance();
  bench.run_for(1s);
  const auto joins = bench.brokers->all<JoinGroupRequest>();
  ASSERT_EQ(joins.size(), 3u);
  EXPECT_EQ(joins[2].second.protocols[0].subscription.owned.size(), 2u);
  EXPECT_EQ(joins[2].second.protocols[0].subscription.generation, Generation(1));
}

}  // namespace
}  // namespace kafka::testing
