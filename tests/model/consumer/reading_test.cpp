// What poll() returns, from which position, and what it passes over.

#include <gtest/gtest.h>

#include "tests/support/consumer_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Reading : public ::testing::Test {
 protected:
  Reading() { bench.topic("orders", 2); }
  void assign(const std::vector<TopicPartition>& partitions, sim::Duration timeout = sim::kForever) {
    bench.start();
    bench.consumer->assign(partitions);
    bench.application.timeout = timeout;
    bench.consumer->poll(timeout);
    bench.run_for(0ms);
  }
  TopicPartition p0() { return bench.tp("orders", 0); }
  TopicPartition p1() { return bench.tp("orders", 1); }
  /// "0-9 20-29": what came of a partition.
  [[nodiscard]] std::string offsets(TopicPartition tp) const {
    std::string out;
    for (const auto& poll : bench.application.polls)
      for (const FetchedRecords& r : poll.records)
        if (r.tp == tp)
          out += (out.empty() ? "" : " ") + std::to_string(r.base_offset.value()) + "-" +
                 std::to_string(r.base_offset.value() + r.count - 1);
    return out;
  }
  RecordBatch& append_of(ProducerId producer, int count, bool transactional = true) {
    RecordBatch& batch = bench.brokers->append(p0(), count);
    batch.producer_id = producer;
    batch.transactional = transactional;
    return batch;
  }
  void append_marker(ProducerId producer, ControlRecordType type) { append_of(producer, 1).control = type; }
  [[nodiscard]] std::vector<std::pair<PositionSource, std::int64_t>> positions() const {
    std::vector<std::pair<PositionSource, std::int64_t>> out;
    for (const auto& [at, set] : bench.events.all<PositionSet>()) out.emplace_back(set.source, set.position.value());
    return out;
  }

  ConsumerBench bench;
};

TEST_F(Reading, OnePartitionIsDrainedBeforeTheNext) {
  bench.application.polls_on = false;
  bench.brokers->append(p0(), 600);
  bench.brokers->append(p1(), 100);
  assign({p0(), p1()});
  bench.consumer->poll();
  bench.run_for(0ms);
  ASSERT_EQ(bench.application.polls.size(), 2u);
  EXPECT_EQ(offsets(p0()), "0-499 500-599");
  EXPECT_EQ(bench.application.polls[1].records.size(), 2u);
}

TEST_F(Reading, PollReturnsNothingAfterItsTimeout) {
  assign({p0()}, 100ms);
  bench.run_for(1s);
  EXPECT_EQ(bench.application.empty_polls, 10);
}

TEST_F(Reading, MembersBeginAtTheCommittedOffset) {
  bench.brokers->append(p0(), 10);
  bench.brokers->committed[p0()] = {.tp = p0(), .offset = Offset(4)};
  bench.start({"orders"});
  bench.run_for(0ms);
  EXPECT_EQ(offsets(p0()), "4-9");
  EXPECT_EQ(positions()[0], (std::pair{PositionSource::committed_offset, std::int64_t{4}}));
}

TEST_F(Reading, WithoutOneThePolicyDecides) {
  bench.config.auto_offset_reset = OffsetResetStrategy::latest;
  bench.brokers->append(p0(), 10);
  bench.start({"orders"});
  bench.run_for(0ms);
  EXPECT_EQ(bench.consumer->position(p0()), Offset(10));
}

TEST_F(Reading, WithoutOneAndWithoutPolicyPollFails) {
  bench.config.auto_offset_reset = OffsetResetStrategy::none;
  bench.start({"orders"});
  bench.run_for(0ms);
  EXPECT_EQ(bench.application.exceptions, std::vector<std::string>{"NoOffsetForPartitionException"});
}

TEST_F(Reading, ASeekBeforeTheFirstPollNeedsNoCommittedOffset) {
  bench.brokers->append(p0(), 10);
  bench.start();
  bench.consumer->assign({p0()});
  bench.consumer->seek(p0(), Offset(7));
  bench.consumer->poll();
  bench.run_for(0ms);
  EXPECT_EQ(offsets(p0()), "7-9");
  EXPECT_TRUE(bench.brokers->all<OffsetFetchRequest>().empty());
  EXPECT_TRUE(bench.brokers->all<JoinGroupRequest>().empty());
}

TEST_F(Reading, CommittedOffsetsAreAskedForUntilTheyAreStable) {
  bench.brokers->will_refuse(ApiKey::OFFSET_FETCH, ErrorCode::UNSTABLE_OFFSET_COMMIT);
  bench.brokers->committed[p0()] = {.tp = p0(), .offset = Offset(4)};
  bench.brokers->append(p0(), 10);
  bench.start({"orders"});
  bench.run_for(0ms);
  EXPECT_EQ(offsets(p0()), "");
  bench.run_for(200ms);
  EXPECT_EQ(offsets(p0()), "4-9");
  EXPECT_TRUE(bench.brokers->all<OffsetFetchRequest>()[0].second.require_stable);
}

TEST_F(Reading, In23NobodyAsksForStableOffsets) {
  bench.profile = Profile::v2_3;
  bench.start({"orders"});
  bench.run_for(0ms);
  EXPECT_FALSE(bench.brokers->all<OffsetFetchRequest>()[0].second.require_stable);
}

TEST_F(Reading, BufferedRecordsOfARevokedPartitionAreDropped) {
  bench.config.max_poll_records = 5;
  bench.application.polls_on = false;
  bench.brokers->append(p0(), 20);
  bench.start({"orders"});
  bench.run_for(0ms);
  ASSERT_EQ(offsets(p0()), "0-4");
  bench.brokers->will_refuse(ApiKey::HEARTBEAT, ErrorCode::REBALANCE_IN_PROGRESS);
  bench.run_for(3s);
  JoinGroupResponse elsewhere;
  elsewhere.generation = Generation(2);
  elsewhere.protocol = "range";
  elsewhere.leader = "other";
  elsewhere.member_id = "consumer-g-1-1";
  bench.brokers->will_answer(ApiKey::JOIN_GROUP, elsewhere);
  bench.brokers->follower_assignment = {p1()};
  bench.consumer->poll();
  bench.run_for(1s);
  EXPECT_EQ(offsets(p0()), "0-4");
}

TEST_F(Reading, MarkersAreNeverReturnedAndPassedOver) {
  append_of(ProducerId(1), 5);
  append_marker(ProducerId(1), ControlRecordType::ABORT);
  append_of(ProducerId(1), 5);
  append_marker(ProducerId(1), ControlRecordType::COMMIT);
  assign({p0()});
  EXPECT_EQ(offsets(p0()), "0-4 6-10");
  EXPECT_EQ(bench.consumer->position(p0()), Offset(12));
}

TEST_F(Reading, CommittedReadersSkipWhatWasTakenBack) {
  bench.config.isolation_level = IsolationLevel::READ_COMMITTED;
  append_of(ProducerId(1), 5);                             // 0: aborted
  append_of(ProducerId(2), 5);                             // 5: committed
  append_of(ProducerId(3), 5, false);                      // 10: idempotent, no transaction
  append_marker(ProducerId(1), ControlRecordType::ABORT);  // 15
  append_of(ProducerId(1), 5);                             // 16: the next one, committed
  append_marker(ProducerId(2), ControlRecordType::COMMIT);
  append_marker(ProducerId(1), ControlRecordType::COMMIT);
  bench.brokers->aborted[p0()] = {{.producer_id = ProducerId(1), .first_offset = Offset(0)}};
  assign({p0()});
  EXPECT_EQ(offsets(p0()), "5-9 10-14 16-20");
  EXPECT_EQ(bench.consumer->position(p0()), Offset(23));
  EXPECT_EQ(bench.brokers->all<FetchRequest>()[0].second.isolation, IsolationLevel::READ_COMMITTED);
}

TEST_F(Reading, PollReturnsWhenThePositionHasMovedOverNothingToReturn) {
  bench.config.isolation_level = IsolationLevel::READ_COMMITTED;
  append_of(ProducerId(1), 5);
  append_marker(ProducerId(1), ControlRecordType::ABORT);
  bench.brokers->aborted[p0()] = {{.producer_id = ProducerId(1), .first_offset = Offset(0)}};
  bench.application.polls_on = true;
  assign({p0()});
  EXPECT_EQ(bench.application.records(), 0);
  EXPECT_EQ(bench.application.empty_polls, 1);
  EXPECT_EQ(bench.consumer->position(p0()), Offset(6));
}

TEST_F(Reading, APositionOutOfRangeGoesByThePolicy) {
  bench.brokers->append(p0(), 10);
  bench.brokers->committed[p0()] = {.tp = p0(), .offset = Offset(50)};
  bench.start({"orders"});
  bench.run_for(1s);
  EXPECT_EQ(offsets(p0()), "0-9");
  EXPECT_EQ(bench.events.all<FetchFailed>()[0].second.error, ErrorCode::OFFSET_OUT_OF_RANGE);
}

TEST_F(Reading, APositionOutOfRangeWithoutPolicyFailsAfterWhatWasCollected) {
  bench.config.auto_offset_reset = OffsetResetStrategy::none;
  bench.application.polls_on = false;
  bench.brokers->append(p0(), 10);
  bench.brokers->committed[p0()] = {.tp = p0(), .offset = Offset(0)};
  bench.brokers->committed[p1()] = {.tp = p1(), .offset = Offset(50)};
  bench.start({"orders"});
  bench.run_for(0ms);
  if (bench.application.exceptions.empty()) {
    EXPECT_EQ(offsets(p0()), "0-9");
    bench.consumer->poll();
    bench.run_for(0ms);
  }
  EXPECT_EQ(bench.application.exceptions, std::vector<std::string>{"OffsetOutOfRangeException"});
  EXPECT_EQ(bench.events.count<FetchFailed>(), 1u);
}

// ---- a change of leader

class ChangeOfLeader : public Reading {
 protected:
  /// Ten records of epoch 0 are read; then broker 2 leads in epoch 1.
  void change(OffsetForLeaderEpochResponse::Partition end_of_epoch) {
    bench.brokers->append(p0(), 10);
    assign({p0()});
    ASSERT_EQ(offsets(p0()), "0-9");
    bench.brokers->epoch_ends[p0()] = end_of_epoch;
    bench.brokers->leaders[p0()] = {BrokerId(2), LeaderEpoch(1)};
    bench.run_for(1s);
  }
  OffsetForLeaderEpochResponse::Partition end(std::int64_t offset, std::int32_t epoch = 0) {
    return {.tp = p0(), .error = ErrorCode::NONE, .leader_epoch = LeaderEpoch(epoch), .end_offset = Offset(offset)};
  }
};

TEST_F(ChangeOfLeader, TheNewLeaderIsAskedForTheEndOfTheLastEpoch) {
  change(end(10));
  const auto asked = bench.brokers->all<OffsetForLeaderEpochRequest>();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].second.partitions[0].leader_epoch, LeaderEpoch(0));
  EXPECT_EQ(asked[0].second.partitions[0].current_leader_epoch, LeaderEpoch(1));
  bench.brokers->append(p0(), 5);
  bench.run_for(1s);
  EXPECT_EQ(offsets(p0()), "0-9 10-14");
  EXPECT_EQ(bench.brokers->all<FetchRequest>().back().second.partitions[0].current_leader_epoch, LeaderEpoch(1));
}

TEST_F(ChangeOfLeader, WhatWasTruncatedIsReadAnewFromWhereTheLogsPart) {
  change(end(6));
  EXPECT_EQ(positions().back(), (std::pair{PositionSource::truncation, std::int64_t{6}}));
  EXPECT_EQ(offsets(p0()), "0-9 6-9");
}

TEST_F(ChangeOfLeader, WithoutAPolicyPollFails) {
  bench.config.auto_offset_reset = OffsetResetStrategy::none;
  bench.brokers->committed[p0()] = {.tp = p0(), .offset = Offset(0)};
  change(end(6));
  EXPECT_EQ(bench.application.exceptions, std::vector<std::string>{"LogTruncationException"});
}

TEST_F(ChangeOfLeader, ALeaderThatKnowsNothingSendsItToThePolicy) {
  change(end(-1, -1));
  EXPECT_EQ(positions().back(), (std::pair{PositionSource::reset_earliest, std::int64_t{0}}));
}

TEST_F(ChangeOfLeader, ReleasesBeforeDidNotLook) {
  bench.behaviour.position_validation = false;
  change(end(6));
  EXPECT_TRUE(bench.brokers->all<OffsetForLeaderEpochRequest>().empty());
  EXPECT_EQ(bench.consumer->position(p0()), Offset(10));
}

TEST_F(ChangeOfLeader, ACommittedOffsetIsLookedAtToo) {
  bench.brokers->append(p0(), 10);
  bench.brokers->leaders[p0()] = {BrokerId(1), LeaderEpoch(3)};
  bench.brokers->epoch_ends[p0()] = end(4, 2);
  bench.brokers->committed[p0()] = {.tp = p0(), .offset = Offset(8), .leader_epoch = LeaderEpoch(2)};
  bench.start({"orders"});
  bench.run_for(1s);
  EXPECT_EQ(offsets(p0()), "4-9");
}

TEST_F(ChangeOfLeader, ALeaderNamedInAnErrorIsBelieved) {
  bench.brokers->append(p0(), 10);
  assign({p0()});
  const std::size_t asked = bench.brokers->all<MetadataRequest>().size();
  FetchResponse moved;
  moved.partitions.push_back({.tp = p0(), .error = ErrorCode::NOT_LEADER_OR_FOLLOWER, .records = {}});
  moved.partitions[0].current_leader = {BrokerId(2), LeaderEpoch(1)};
  bench.brokers->leaders[p0()] = {BrokerId(2), LeaderEpoch(1)};
  bench.brokers->will_answer(ApiKey::FETCH, moved);
  bench.run_for(600ms);
  EXPECT_EQ(bench.brokers->told.back().broker, BrokerId(2));
  bench.brokers->append(p0(), 5);
  bench.run_for(100ms);
  EXPECT_EQ(offsets(p0()), "0-9 10-14");
  EXPECT_LE(bench.brokers->all<MetadataRequest>().size(), asked + 1);
}

// ---- while the coordinator is away

class WithoutCoordinator : public Reading {
 protected:
  /// A member of whose partitions broker 2 has ten new records, while nobody knows who coordinates.
  void go() {
    bench.brokers->leaders[p0()] = bench.brokers->leaders[p1()] = {BrokerId(2), LeaderEpoch(0)};
    bench.application.timeout = 100ms;
    bench.start({"orders"});
    bench.run_for(500ms);
    for (int i = 0; i < 100; ++i)
      bench.brokers->will_refuse(ApiKey::FIND_COORDINATOR, ErrorCode::COORDINATOR_NOT_AVAILABLE);
    bench.brokers->kill(BrokerId(1));
    bench.run_for(200ms);
    bench.brokers->append(p0(), 10);
    bench.run_for(1s);
  }
};

TEST_F(WithoutCoordinator, PollsGoOnAtTheirTimeout) {
  go();
  EXPECT_EQ(offsets(p0()), "0-9");
  EXPECT_EQ(bench.consumer->assignment().size(), 2u);
}

TEST_F(WithoutCoordinator, In23NothingIsReturned) {
  bench.profile = Profile::v2_3;
  go();
  EXPECT_EQ(offsets(p0()), "");
}

}  // namespace
}  // namespace kafka::testing
