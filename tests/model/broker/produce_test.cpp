// What acks=all promises, and what a broken promise is answered with.

#include <gtest/gtest.h>

#include "model/config/config_def.h"
#include "tests/support/one_broker.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Produce : public ::testing::Test {
 protected:
  void lead(std::vector<int> isr, int min_isr, Profile profile = Profile::v3_9) {
    world.profile = profile;
    world.config = profile_defaults<BrokerConfig>(profile);
    world.start();
    TopicConfig config;
    config.min_insync_replicas = min_isr;
    partition = &world.lead("orders", config, {1, 2, 3}, isr);
  }
  void produce(std::int16_t acks) {
    world.replicas().append_records(acks, 30s, {{.tp = world.tp(), .batch = OneBroker::batch(100)}}, false,
                                    [this](std::vector<ProduceResponse::Partition>&& answer) {
                                      error = answer.front().error;
                                      answered = world.scheduler.now();
                                    });
  }

  OneBroker world;
  Partition* partition = nullptr;
  std::optional<ErrorCode> error;
  sim::SimTime answered;
};

TEST_F(Produce, AllWaitsForEveryMemberOfTheIsr) {
  lead({1, 2, 3}, 2);
  produce(-1);
  world.follower_fetch(2, Offset(1));
  EXPECT_FALSE(error);
  world.follower_fetch(3, Offset(1));
  EXPECT_EQ(error, ErrorCode::NONE);
}

TEST_F(Produce, TooFewReplicasBeforeTheAppendLeaveTheLogAlone) {
  lead({1}, 2);
  produce(-1);
  EXPECT_EQ(error, ErrorCode::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(partition->log().log_end_offset(), Offset(0));
}

TEST_F(Produce, TooFewReplicasDoNotConcernAcksOne) {
  lead({1}, 2);
  produce(1);
  EXPECT_EQ(error, ErrorCode::NONE);
}

// 2.3: the ISR shrinks to the leader while the record waits; the high watermark moves on, and min ISR is judged then.
TEST_F(Produce, TooFewReplicasAfterTheAppendKeepTheRecord) {
  lead({1, 2, 3}, 2, Profile::v2_3);
  produce(-1);
  world.run_for(20s);
  ASSERT_EQ(world.isr_changes.size(), 1u);  // 15 s: two checks of 5 s after the 10 s of replica.lag.time.max.ms
  EXPECT_EQ(world.isr_changes[0].isr, OneBroker::ids({1}));
  world.accept_isr();
  EXPECT_EQ(error, ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND);
  EXPECT_EQ(partition->log().log_end_offset(), Offset(1));
}

// 3.7 and later (KAFKA-15583): below min ISR the high watermark stands still, so the request runs into its timeout.
TEST_F(Produce, BelowMinIsrNothingIsCommittedAnyMore) {
  lead({1, 2, 3}, 2);
  produce(-1);
  PartitionState alone = world.state();
  alone.isr = OneBroker::ids({1});
  world.tell(alone);
  EXPECT_EQ(partition->log().high_watermark(), Offset(0));
  world.run_for(30s);
  EXPECT_EQ(error, ErrorCode::REQUEST_TIMED_OUT);
}

TEST_F(Produce, TheTimeoutIsTheRequestsAndTheRecordStays) {
  lead({1, 2, 3}, 2);
  produce(-1);
  world.follower_fetch(2, Offset(1));
  world.run_for(29999ms);
  EXPECT_FALSE(error);
  world.run_for(1ms);
  EXPECT_EQ(error, ErrorCode::REQUEST_TIMED_OUT);
  EXPECT_EQ(answered, sim::SimTime(30s));
  EXPECT_EQ(partition->log().log_end_offset(), Offset(1));
}

TEST_F(Produce, LostLeadershipFailsWhatWaits) {
  lead({1, 2, 3}, 2);
  produce(-1);
  PartitionState other = world.state();
  other.leader = BrokerId(2);
  other.leader_epoch = LeaderEpoch(1);
  world.tell(other);
  EXPECT_EQ(error, ErrorCode::NOT_LEADER_OR_FOLLOWER);
}

TEST_F(Produce, ReelectionOfTheSameBrokerDoesNot) {
  lead({1, 2, 3}, 2);
  produce(-1);
  PartitionState again = world.state();
  again.leader_epoch = LeaderEpoch(1);
  world.tell(again);
  EXPECT_FALSE(error);
  world.follower_fetch(2, Offset(1));
  world.follower_fetch(3, Offset(1));
  EXPECT_EQ(error, ErrorCode::NONE);
}

}  // namespace
}  // namespace kafka::testing
