// How a broker answers fetches: limits of size, waiting for min bytes, segments, followers that diverge.

#include <gtest/gtest.h>

#include "model/broker/fetched_partition.h"
#include "tests/support/one_broker.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Fetch : public ::testing::Test {
 protected:
  void SetUp() override {
    world.start();
    partition = &world.lead("orders", {}, {1}, {1});
  }

  /// Sends it and keeps the answer.
  void fetch(const FetchRequest& asked) {
    request = asked;
    answered.reset();
    world.replicas().fetch(request, [this](FetchResponse&& response) {
      answer = std::move(response);
      answered = world.scheduler.now();
    });
  }
  FetchRequest waiting(Offset offset, std::int64_t min_bytes) const {
    FetchRequest made = world.fetch_at(offset);
    made.max_wait = 500ms;
    made.min_bytes = sim::Bytes(min_bytes);
    return made;
  }
  std::int64_t bytes() const {
    std::int64_t total = 0;
    for (const auto& p : answer.partitions)
      for (const auto& record : p.records) total += record.batch->size.count();
    return total;
  }
  void roll() { world.topic_config().segment_index_bytes = sim::Bytes{}; }

  OneBroker world;
  Partition* partition = nullptr;
  FetchRequest request;
  FetchResponse answer;
  std::optional<sim::SimTime> answered;
};

// KIP-74: one batch is returned however large it is, or a consumer could never go on.
TEST_F(Fetch, TheFirstBatchMayBeLargerThanEveryLimit) {
  world.append(5000);
  world.append(5000);
  FetchRequest small = world.fetch_at(Offset(0));
  small.max_bytes = sim::Bytes(100);
  small.partitions[0].max_bytes = sim::Bytes(100);
  fetch(small);
  EXPECT_EQ(bytes(), 5000);
}

TEST_F(Fetch, OnlyTheFirstPartitionWithRecordsGetsOneForFree) {
  const TopicPartition first = world.tp();
  world.append(5000);
  world.lead("invoices", {}, {1}, {1});
  world.append(5000);
  FetchRequest both = world.fetch_at(Offset(0));
  both.max_bytes = sim::Bytes(6000);  // 1000 are left for the second partition, whose batch has 5000
  both.partitions.insert(both.partitions.begin(), both.partitions[0]);
  both.partitions[0].tp = first;
  fetch(both);
  EXPECT_EQ(bytes(), 5000);
  EXPECT_EQ(answer.partitions[0].tp, first);
}

TEST_F(Fetch, MaxPartitionFetchBytesCountsWholeBatches) {
  for (int i = 0; i < 3; ++i) world.append(400);
  FetchRequest limited = world.fetch_at(Offset(0));
  limited.partitions[0].max_bytes = sim::Bytes(1000);
  fetch(limited);
  EXPECT_EQ(bytes(), 800);  // a third batch would make it 1200
}

TEST_F(Fetch, WaitsUntilMinBytesAreThere) {
  fetch(waiting(Offset(0), 1000));
  world.run_for(100ms);
  world.append(600);
  EXPECT_FALSE(answered);
  world.run_for(100ms);
  world.append(400);
  ASSERT_TRUE(answered);
  EXPECT_EQ(*answered, sim::SimTime(200ms));
  EXPECT_EQ(bytes(), 1000);
}

TEST_F(Fetch, AnswersWithWhatThereIsWhenTheWaitIsOver) {
  fetch(waiting(Offset(0), 1000));
  world.append(600);
  world.run_for(1s);
  ASSERT_TRUE(answered);
  EXPECT_EQ(*answered, sim::SimTime(500ms));
  EXPECT_EQ(bytes(), 600);
}

// What waits at the end of a full segment is behind by a segment as soon as the next begins, however few its bytes.
TEST_F(Fetch, ANewSegmentEndsTheWaitAtTheOldOnesEnd) {
  world.append(600);
  fetch(waiting(Offset(1), 1000));
  world.run_for(100ms);
  roll();
  world.append(10);
  ASSERT_EQ(partition->log().segment_count(), 2u);
  ASSERT_TRUE(answered);
  EXPECT_EQ(*answered, sim::SimTime(100ms));
  EXPECT_EQ(bytes(), 10);
}

TEST_F(Fetch, WithinASegmentTheSameAppendWouldWait) {
  world.append(600);
  fetch(waiting(Offset(1), 1000));
  world.append(10);
  EXPECT_FALSE(answered);
}

TEST_F(Fetch, LostLeadershipEndsAFollowersWait) {
  PartitionState state = world.state();
  state.replicas = OneBroker::ids({1, 2});
  world.tell(state);
  FetchRequest follower = waiting(Offset(0), 1);
  follower.replica = BrokerId(2);
  follower.partitions[0].log_start_offset = Offset(0);
  fetch(follower);
  EXPECT_FALSE(answered);
  state.leader = BrokerId(2);
  state.leader_epoch = LeaderEpoch(1);
  world.tell(state);
  ASSERT_TRUE(answered);
  EXPECT_EQ(answer.partitions.at(0).error, ErrorCode::NOT_LEADER_OR_FOLLOWER);
}

/// It may wait at a follower, too (KIP-392): that nobody leads here any more tells it nothing.
TEST_F(Fetch, ADeletedReplicaEndsAConsumersWait) {
  fetch(waiting(Offset(0), 1000));
  EXPECT_FALSE(answered);
  world.replicas().stop_replica(world.tp(), kEpochDuringDelete, true);
  ASSERT_TRUE(answered);
  EXPECT_NE(answer.partitions.at(0).error, ErrorCode::NONE);
  EXPECT_EQ(world.replicas().delayed_fetches(), 0u);
}

/// Broker 1 leads [1, 2] in epoch 5; its log is epoch 0 up to offset 3, then epoch 5 up to 5.
class DivergingFetch : public Fetch {
 protected:
  void SetUp() override {
    Fetch::SetUp();
    world.append(100, 3);
    PartitionState state = world.state();
    state.replicas = state.isr = OneBroker::ids({1, 2});
    state.leader_epoch = LeaderEpoch(5);
    world.tell(state);
    world.append(100, 2);
  }
  void follower_fetch(Offset offset, int last_epoch) {
    FetchRequest follower = world.fetch_at(offset);
    follower.replica = BrokerId(2);
    follower.partitions[0].log_start_offset = Offset(0);
    follower.partitions[0].last_fetched_epoch = LeaderEpoch(last_epoch);
    fetch(follower);
  }
};

TEST_F(DivergingFetch, TellsWhereTheEpochEndedAndCountsNothing) {
  follower_fetch(Offset(4), 2);  // the leader never had epoch 2: the last it shares is 0, which ended at 3
  ASSERT_EQ(answer.partitions.size(), 1u);
  ASSERT_TRUE(answer.partitions[0].diverging);
  EXPECT_EQ(answer.partitions[0].diverging->epoch, LeaderEpoch(0));
  EXPECT_EQ(answer.partitions[0].diverging->end_offset, Offset(3));
  EXPECT_EQ(bytes(), 0);
  EXPECT_EQ(partition->remote(BrokerId(2))->log_end_offset, kUnknownOffset);
}

TEST_F(DivergingFetch, AnEpochThatEndedEarlierDivergesToo) {
  follower_fetch(Offset(4), 0);
  ASSERT_TRUE(answer.partitions.at(0).diverging);
  EXPECT_EQ(answer.partitions[0].diverging->end_offset, Offset(3));
}

TEST_F(DivergingFetch, AnEpochBeyondTheLeadersIsOutOfRange) {
  follower_fetch(Offset(4), 6);
  EXPECT_EQ(answer.partitions.at(0).error, ErrorCode::OFFSET_OUT_OF_RANGE);
}

TEST_F(DivergingFetch, TheSharedPartIsServed) {
  follower_fetch(Offset(3), 0);
  EXPECT_FALSE(answer.partitions.at(0).diverging);
  EXPECT_EQ(bytes(), 100);
  EXPECT_EQ(partition->remote(BrokerId(2))->log_end_offset, Offset(3));
}

// To the end of the own part of that epoch, or of the largest epoch below it.
TEST_F(DivergingFetch, AFollowerCutsItsLogThere) {
  const auto cut_to = [&](EpochEndOffset leader) {
    const Log& log = partition->log();
    const EpochEndOffset own = log.epochs().end_offset_for(leader.epoch, log.log_end_offset());
    const OffsetTruncation cut = truncation_after(leader, own, log.log_end_offset(), log.high_watermark());
    world.replicas().truncate(*partition, cut.offset, TruncationReason::diverging_epoch);
    return partition->log().log_end_offset();
  };
  EXPECT_EQ(cut_to({LeaderEpoch(5), Offset(5)}), Offset(5)) << "it has no more of epoch 5 than the leader";
  EXPECT_EQ(cut_to({LeaderEpoch(4), Offset(5)}), Offset(3)) << "epoch 4 is unknown: 0 ended at 3";
  EXPECT_EQ(cut_to({LeaderEpoch(0), Offset(0)}), Offset(0)) << "the leader has less of epoch 0";
}

}  // namespace
}  // namespace kafka::testing
