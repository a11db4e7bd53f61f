// When a consumer commits, and what becomes of a commit that is refused.

#include <gtest/gtest.h>

#include "tests/support/consumer_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Commits : public ::testing::Test {
 protected:
  Commits() {
    bench.topic("orders", 1);
    bench.application.polls_on = false;
  }
  void start() {
    bench.start({"orders"});
    bench.run_for(0ms);
    bench.brokers->append(orders(), 10);
    bench.run_for(0ms);
    ASSERT_EQ(bench.application.records(), 10);
  }
  TopicPartition orders() { return bench.tp("orders", 0); }
  /// commitSync() of offset 10 with this answer first; "?" while it is not done.
  std::string commit(ErrorCode first = ErrorCode::NONE, sim::Duration run = 1s) {
    if (first != ErrorCode::NONE) bench.brokers->will_refuse(ApiKey::OFFSET_COMMIT, first);
    outcome = "?";
    bench.consumer->commit_sync({{.tp = orders(), .offset = Offset(10), .leader_epoch = LeaderEpoch(3)}},
                                [this](std::string_view exception) { outcome = exception; });
    EXPECT_EQ(outcome, "?");  // never inside the call
    bench.run_for(run);
    return outcome;
  }
  [[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> commits() const {
    std::vector<std::pair<std::int64_t, std::int64_t>> out;
    for (const auto& [at, commit] : bench.brokers->all<OffsetCommitRequest>())
      out.emplace_back(bench.ms(at), commit.offsets.empty() ? -1 : commit.offsets[0].offset.value());
    return out;
  }

  ConsumerBench bench;
  std::string outcome;
};

TEST_F(Commits, NameTheMemberItsGenerationAndTheLeadersEpoch) {
  start();
  EXPECT_EQ(commit(), "");
  const OffsetCommitRequest sent = bench.brokers->all<OffsetCommitRequest>()[0].second;
  EXPECT_EQ(sent.generation, Generation(1));
  EXPECT_EQ(sent.member_id, "consumer-g-1-1");
  EXPECT_EQ(sent.offsets[0].leader_epoch, LeaderEpoch(3));
  ASSERT_EQ(bench.events.count<OffsetCommitted>(), 1u);
  EXPECT_EQ(bench.events.all<OffsetCommitted>()[0].second.offset, Offset(10));
}

TEST_F(Commits, CoverThePositionsWithTheEpochOfTheLastRecord) {
  bench.brokers->leaders[orders()].epoch = LeaderEpoch(5);
  start();
  const auto consumed = bench.consumer->all_consumed();
  ASSERT_EQ(consumed.size(), 1u);
  EXPECT_EQ(consumed[0].offset, Offset(10));
  EXPECT_EQ(consumed[0].leader_epoch, LeaderEpoch(5));
}

TEST_F(Commits, AreTriedAgainIfThatMayHelp) {
  start();
  for (const ErrorCode error : {ErrorCode::COORDINATOR_LOAD_IN_PROGRESS, ErrorCode::NOT_COORDINATOR,
                                ErrorCode::COORDINATOR_NOT_AVAILABLE, ErrorCode::REQUEST_TIMED_OUT})
    EXPECT_EQ(commit(error, 3s), "") << name_of(error);
}

TEST_F(Commits, GiveUpAfterDefaultApiTimeout) {
  start();
  bench.brokers->will_hold(ApiKey::OFFSET_COMMIT);
  EXPECT_EQ(commit(ErrorCode::NONE, 59s), "?");
  bench.run_for(2s);
  EXPECT_EQ(outcome, "TimeoutException");
}

TEST_F(Commits, OfAStaleMemberFail) {
  start();
  EXPECT_EQ(commit(ErrorCode::ILLEGAL_GENERATION), "CommitFailedException");
  EXPECT_EQ(commit(), "CommitFailedException");  // it is no member now
  bench.consumer->poll();
  bench.run_for(1s);
  EXPECT_EQ(commit(), "");
  EXPECT_EQ(bench.events.count<PartitionsLost>(), 1u);
}

TEST_F(Commits, OfAnUnknownMemberFail) {
  start();
  EXPECT_EQ(commit(ErrorCode::UNKNOWN_MEMBER_ID), "CommitFailedException");
  EXPECT_EQ(bench.events.all<CommitFailed>()[0].second.exception, "CommitFailedException");
  bench.consumer->poll();
  bench.run_for(1s);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>()[2].second.member_id, "");
}

TEST_F(Commits, DuringARebalanceMayBeTriedAfterIt) {
  start();
  EXPECT_EQ(commit(ErrorCode::REBALANCE_IN_PROGRESS), "RebalanceInProgressException");
  EXPECT_EQ(bench.consumer->assignment().size(), 1u);
  bench.consumer->poll();
  bench.run_for(1s);
  EXPECT_EQ(bench.consumer->group_metadata().generation, Generation(2));
  EXPECT_EQ(bench.events.count<PartitionsLost>(), 0u);
}

TEST_F(Commits, In23ARebalanceMeansThatTheMemberIsOut) {
  bench.profile = Profile::v2_3;
  start();
  EXPECT_EQ(commit(ErrorCode::REBALANCE_IN_PROGRESS), "CommitFailedException");
  bench.consumer->poll();
  bench.run_for(1s);
  EXPECT_EQ(bench.brokers->all<JoinGroupRequest>()[2].second.member_id, "");
}

TEST_F(Commits, OfAFencedMemberAreFatal) {
  bench.config.group_instance_id = "till-1";
  start();
  EXPECT_EQ(commit(ErrorCode::FENCED_INSTANCE_ID), "FencedInstanceIdException");
}

TEST_F(Commits, WhatIsSentAsynchronouslyIsToldInALaterPollInOrder) {
  start();
  std::vector<ErrorCode> told;
  bench.brokers->will_refuse(ApiKey::OFFSET_COMMIT, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  bench.consumer->commit_async({{.tp = orders(), .offset = Offset(5)}}, [&](ErrorCode e) { told.push_back(e); });
  bench.consumer->commit_async({{.tp = orders(), .offset = Offset(6)}}, [&](ErrorCode e) { told.push_back(e); });
  bench.run_for(1s);
  EXPECT_EQ(commits().size(), 2u);  // one try each
  EXPECT_TRUE(told.empty());
  EXPECT_EQ(bench.events.all<CommitFailed>()[0].second.exception, "RetriableCommitFailedException");
  bench.consumer->poll();
  bench.run_for(0ms);
  EXPECT_EQ(told, (std::vector<ErrorCode>{ErrorCode::COORDINATOR_LOAD_IN_PROGRESS, ErrorCode::NONE}));
}

TEST_F(Commits, ASynchronousOneTellsOfTheAsynchronousOnesBeforeIt) {
  start();
  std::string order;
  bench.consumer->commit_async({{.tp = orders(), .offset = Offset(5)}}, [&](ErrorCode) { order += "async "; });
  bench.consumer->commit_sync({{.tp = orders(), .offset = Offset(6)}}, [&](std::string_view) { order += "sync"; });
  bench.run_for(1s);
  EXPECT_EQ(order, "async sync");
}

class AutoCommits : public Commits {
 protected:
  AutoCommits() { bench.config.enable_auto_commit = true; }
  void poll_at(sim::Duration at, int records) {
    bench.scheduler.run_until(sim::kTimeZero + at);
    if (records > 0) bench.brokers->append(orders(), records);
    bench.consumer->poll(0ms);
    bench.run_for(0ms);
  }
};

TEST_F(AutoCommits, CoverWhatEarlierPollsReturnedAndComeInsidePoll) {
  start();
  poll_at(3s, 10);
  poll_at(5100ms, 10);
  poll_at(8s, 10);
  poll_at(10200ms, 10);
  EXPECT_EQ(commits(), (std::vector<std::pair<std::int64_t, std::int64_t>>{{5100, 20}, {10200, 40}}));
}

TEST_F(AutoCommits, AreTriedAgainAfterTheBackoff) {
  start();
  bench.brokers->will_refuse(ApiKey::OFFSET_COMMIT, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  bench.consumer->poll();
  bench.run_for(6s);
  EXPECT_EQ(commits(), (std::vector<std::pair<std::int64_t, std::int64_t>>{{5000, 10}, {5100, 10}}));
}

TEST_F(AutoCommits, WaitForTheNextIntervalAfterAnErrorThatStays) {
  start();
  bench.brokers->will_refuse(ApiKey::OFFSET_COMMIT, ErrorCode::REBALANCE_IN_PROGRESS);
  bench.consumer->poll();
  bench.run_for(9s);
  EXPECT_EQ(commits()[0], (std::pair<std::int64_t, std::int64_t>{5000, 10}));
  EXPECT_EQ(bench.events.all<CommitFailed>()[0].second.error, ErrorCode::REBALANCE_IN_PROGRESS);
}

TEST_F(AutoCommits, BeginAnewWithAnAssignment) {
  start();
  bench.brokers->will_refuse(ApiKey::HEARTBEAT, ErrorCode::REBALANCE_IN_PROGRESS);
  bench.consumer->poll();
  bench.run_for(7900ms);
  // One before the join at 3 s, the next 5 s after it.
  EXPECT_EQ(commits(), (std::vector<std::pair<std::int64_t, std::int64_t>>{{3000, 10}}));
  bench.run_for(200ms);
  EXPECT_EQ(commits().size(), 2u);
}

TEST_F(AutoCommits, OfAFencedMemberEndThePoll) {
  bench.config.group_instance_id = "till-1";
  start();
  bench.brokers->will_refuse(ApiKey::OFFSET_COMMIT, ErrorCode::FENCED_INSTANCE_ID);
  bench.consumer->poll();
  bench.run_for(6s);
  EXPECT_EQ(bench.application.exceptions, std::vector<std::string>{"FencedInstanceIdException"});
}

// ---- the end

class Close : public Commits {
 protected:
  void close(sim::Duration run = 1s) {
    bench.consumer->close([this] { closed_at = bench.now_ms(); });
    bench.run_for(run);
  }
  std::int64_t closed_at = -1;
};

TEST_F(Close, CommitsRevokesAndLeaves) {
  bench.config.enable_auto_commit = true;
  start();
  bench.events.clear();
  close();
  EXPECT_EQ(closed_at, 0);
  EXPECT_EQ(bench.brokers->committed[orders()].offset, Offset(10));
  ASSERT_EQ(bench.brokers->all<LeaveGroupRequest>().size(), 1u);
  EXPECT_EQ(bench.brokers->all<LeaveGroupRequest>()[0].second.reason, "the consumer is being closed");
  EXPECT_EQ(bench.application.calls.back().what, "revoked");
  EXPECT_EQ(bench.events.count<PartitionsRevoked>(), 1u);
  EXPECT_EQ(bench.events.count<MemberLeft>(), 1u);
}

TEST_F(Close, In23TellsTheApplicationNothing) {
  bench.profile = Profile::v2_3;
  start();
  const std::size_t calls = bench.application.calls.size();
  close();
  EXPECT_EQ(bench.application.calls.size(), calls);
  EXPECT_EQ(bench.brokers->all<LeaveGroupRequest>().size(), 1u);
}

TEST_F(Close, OfAStaticMemberDoesNotLeave) {
  bench.config.group_instance_id = "till-1";
  start();
  close();
  EXPECT_GE(closed_at, 0);
  EXPECT_TRUE(bench.brokers->all<LeaveGroupRequest>().empty());
}

TEST_F(Close, DoesNotLeaveIfToldSo) {
  bench.config.internal_leave_group_on_close = false;
  start();
  close();
  EXPECT_GE(closed_at, 0);
  EXPECT_TRUE(bench.brokers->all<LeaveGroupRequest>().empty());
  EXPECT_EQ(bench.events.count<PartitionsRevoked>(), 0u);
}

TEST_F(Close, TakesThirtySecondsAtMost) {
  bench.config.enable_auto_commit = true;
  start();
  bench.brokers->will_hold(ApiKey::OFFSET_COMMIT);
  close(29s);
  EXPECT_EQ(closed_at, -1);
  bench.run_for(2s);
  EXPECT_EQ(closed_at, 30000);
}

TEST_F(Close, EndsAPollThatWaits) {
  start();
  bench.consumer->poll();
  bench.run_for(100ms);
  const int answers = bench.application.empty_polls;
  close();
  EXPECT_EQ(closed_at, 100);
  EXPECT_EQ(bench.application.empty_polls, answers);
}

TEST_F(Close, WaitsForACommitUnderWay) {
  start();
  bench.brokers->will_hold(ApiKey::OFFSET_COMMIT);
  EXPECT_EQ(commit(), "?");
  close();
  EXPECT_EQ(closed_at, -1);
  bench.brokers->release(ApiKey::OFFSET_COMMIT);
  bench.run_for(0ms);
  EXPECT_EQ(outcome, "");
  EXPECT_EQ(closed_at, 2000);
}

TEST_F(Close, LetsTheApplicationCommitItsLastWhileItIsRevoked) {
  start();
  bench.application.holds_callbacks = true;
  bench.application.in_revoked = [&] {
    bench.consumer->commit_sync(bench.consumer->all_consumed(), [&](std::string_view exception) {
      outcome = exception;
      bench.application.finish_callback();
    });
  };
  outcome = "?";
  close();
  EXPECT_EQ(outcome, "");
  EXPECT_EQ(bench.brokers->committed[orders()].offset, Offset(10));
  EXPECT_EQ(closed_at, 0);
}

}  // namespace
}  // namespace kafka::testing
