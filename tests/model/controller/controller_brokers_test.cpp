// What the controller makes of brokers that come, go, bounce, shut down, and of what they answer.

#include <gtest/gtest.h>

#include "tests/support/controller_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Partition t-0 on brokers 1, 2, 3, as a new topic: led by 1, all in sync, epoch 0.
class ControllerBrokersTest : public ::testing::Test {
 protected:
  explicit ControllerBrokersTest(const ControllerBench::Setup& setup = {}) : bench(setup) {
    bench.start(100);
    tp = bench.create_topic("t", {{1, 2, 3}});
    bench.run();
    bench.forget_told();
    bench.events.clear();
  }
  [[nodiscard]] const ControllerContext& context() { return bench.controller(100).context(); }
  [[nodiscard]] ReplicaMachineState replica(int id) { return context().replica_state({tp, BrokerId(id)}); }
  /// Who stands in the last UpdateMetadata that this broker got.
  [[nodiscard]] std::vector<BrokerId> told_alive(int id) {
    std::vector<BrokerId> live;
    const auto told = bench.told<UpdateMetadataRequest>(id);
    if (told.empty()) return live;
    for (const auto& b : told.back().live_brokers) live.push_back(b.id);
    return live;
  }

  ControllerBench bench;
  TopicPartition tp;
};

// ---- dead and new

TEST_F(ControllerBrokersTest, ADeadLeaderIsReplacedAndAllBrokersAreTold) {
  bench.expire_sessions(ids({1}));
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 1");
  EXPECT_EQ(replica(1), ReplicaMachineState::Offline);
  for (const int id : {2, 3}) {
    const auto told = bench.told<LeaderAndIsrRequest>(id);
    ASSERT_FALSE(told.empty()) << id;
    EXPECT_EQ(told.back().partitions.at(0).state, context().full_state(tp)) << id;
  }
  for (const int id : {2, 3, 100}) EXPECT_EQ(told_alive(id), ids({2, 3, 100})) << id;
  EXPECT_EQ(bench.broker(1).told.size(), 0U);
  const auto seen = bench.events.all<ControllerSawBrokers>();
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].second.failed, ids({1}));
}

TEST_F(ControllerBrokersTest, ABrokerWithoutReplicasThatDiesIsNewsForTheOthers) {
  bench.expire_sessions(ids({1, 2, 3}));
  bench.register_again(ids({1, 2, 3}));
  ControllerBench b({.controllers = {100}, .brokers = {1, 2}, .behaviour = {}, .config = {}});
  b.start(100);
  b.forget_told();
  b.expire_sessions(ids({1}));
  const auto told = b.told<UpdateMetadataRequest>(2);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].partitions.empty());
  ASSERT_EQ(told[0].live_brokers.size(), 2U);
  EXPECT_EQ(told[0].live_brokers[0].id, BrokerId(2));
}

TEST_F(ControllerBrokersTest, ANewBrokerLearnsAllThePartitionsThenItsOwn) {
  bench.expire_sessions(ids({3}));
  bench.forget_told();
  bench.register_again(ids({3}));
  const auto& told = bench.broker(3).told;
  ASSERT_GE(told.size(), 2U);
  const auto* first = std::get_if<UpdateMetadataRequest>(&told[0].body);
  ASSERT_NE(first, nullptr);
  ASSERT_EQ(first->partitions.size(), 1U);
  EXPECT_EQ(first->partitions[0].state, context().full_state(tp));
  EXPECT_EQ(first->header.broker_epoch, bench.broker(3).epoch());
  const auto* second = std::get_if<LeaderAndIsrRequest>(&told[1].body);
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->partitions.at(0).state.leader, BrokerId(1));
  EXPECT_EQ(replica(3), ReplicaMachineState::Online);
  const auto others = bench.told<UpdateMetadataRequest>(2);
  ASSERT_FALSE(others.empty());
  EXPECT_TRUE(others.front().partitions.empty()) << "the others first learn only who is alive";
  EXPECT_EQ(others.front().live_brokers.size(), 4U);
  EXPECT_EQ(bench.leadership(tp), "1 [1 2] epoch 1") << "joining the ISR is the leader's business";
}

TEST_F(ControllerBrokersTest, WhoIsSlowDoesNotHoldUpTheOthers) {
  bench.broker(2).will_not_answer();
  bench.expire_sessions(ids({1}));
  EXPECT_EQ(bench.broker(2).told.size(), 1U) << "one request at a time";
  EXPECT_GE(bench.told<LeaderAndIsrRequest>(3).size(), 1U);
  bench.broker(2).will_take(50ms);
  bench.broker(2).will_not_answer(false);
  bench.run(40s);  // controller.socket.timeout.ms
  EXPECT_EQ(told_alive(2), ids({2, 3, 100}));
  EXPECT_GT(bench.broker(2).told.size(), 1U);
}

// ---- bounced

TEST_F(ControllerBrokersTest, ANewRegistrationSeenInOneLookIsAFailureAndAStart) {
  bench.bounce(1);
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 1");
  const auto seen = bench.events.all<ControllerSawBrokers>();
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].second.bounced, ids({1}));
  EXPECT_TRUE(seen[0].second.failed.empty());
  EXPECT_TRUE(seen[0].second.started.empty());
  EXPECT_EQ(replica(1), ReplicaMachineState::Online);
  const auto told = bench.told<LeaderAndIsrRequest>(1);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back().header.broker_epoch, bench.broker(1).epoch());
  EXPECT_EQ(told.back().partitions.at(0).state.leader, BrokerId(2));
}

class BeforeBrokerEpochs : public ControllerBrokersTest {
 protected:
  BeforeBrokerEpochs() : ControllerBrokersTest({.behaviour = {.broker_epochs = false}}) {}
};

TEST_F(BeforeBrokerEpochs, ABounceIsNotSeen) {
  bench.bounce(1);
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 0");
  EXPECT_TRUE(bench.told<LeaderAndIsrRequest>(1).empty());
}

TEST_F(BeforeBrokerEpochs, RequestsDoNotNameTheRegistration) {
  bench.expire_sessions(ids({3}));
  for (const auto& request : bench.told<UpdateMetadataRequest>(1))
    EXPECT_EQ(request.header.broker_epoch, kNoBrokerEpoch);
  EXPECT_FALSE(bench.told<UpdateMetadataRequest>(1).empty());
}

// ---- controlled shutdown

TEST_F(ControllerBrokersTest, AShutdownMovesLeadersAndTakesFollowersOutOfTheIsr) {
  const TopicPartition followed = bench.create_topic("u", {{2, 1}});
  bench.run();
  bench.forget_told();
  const ControlledShutdownResponse answer = bench.shut_down(1);
  EXPECT_EQ(answer.error, ErrorCode::NONE);
  EXPECT_TRUE(answer.remaining.empty());
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 1");
  EXPECT_EQ(bench.leadership(followed), "2 [2] epoch 1");
  EXPECT_EQ(context().shutting_down, (std::set{BrokerId(1)}));
  const auto stops = bench.told<StopReplicaRequest>(1);
  ASSERT_FALSE(stops.empty());
  EXPECT_EQ(stops[0].partitions.at(0).tp, followed);
  EXPECT_FALSE(stops[0].partitions.at(0).delete_partition);
  const auto told = bench.told<LeaderAndIsrRequest>(2);
  ASSERT_FALSE(told.empty());
}

TEST_F(ControllerBrokersTest, WhatNobodyCanTakeOverRemains) {
  bench.propose_isr(tp, ids({1}));
  const ControlledShutdownResponse answer = bench.shut_down(1);
  EXPECT_EQ(answer.error, ErrorCode::NONE);
  EXPECT_EQ(answer.remaining, std::vector{tp});
  EXPECT_EQ(bench.leadership(tp), "1 [1] epoch 0");
}

TEST_F(ControllerBrokersTest, AShutdownOfAnOlderRegistrationIsRefused) {
  const BrokerEpoch old = bench.broker(1).epoch();
  bench.bounce(1);
  bench.propose_isr(tp, ids({2, 3, 1}));
  const std::string before = bench.leadership(tp);
  EXPECT_EQ(bench.shut_down(1, old).error, ErrorCode::STALE_BROKER_EPOCH);
  EXPECT_TRUE(context().shutting_down.empty());
  EXPECT_EQ(bench.leadership(tp), before);
}

TEST_F(ControllerBrokersTest, AnEpochThatIsNotSaidIsNotChecked) {
  EXPECT_EQ(bench.shut_down(1, kNoBrokerEpoch).error, ErrorCode::NONE);
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 1");
}

TEST_F(ControllerBrokersTest, AShutdownOfABrokerThatIsNotThereIsRefused) {
  const BrokerEpoch old = bench.broker(1).epoch();
  bench.expire_sessions(ids({1}));
  EXPECT_EQ(name_of(bench.shut_down(1, kNoBrokerEpoch).error), "BROKER_NOT_AVAILABLE");
  EXPECT_EQ(bench.shut_down(1, old).error, ErrorCode::UNKNOWN_SERVER_ERROR)
      << "Kafka looks the epoch up without asking whether there is one";
  EXPECT_TRUE(context().shutting_down.empty());
}

TEST_F(ControllerBrokersTest, WhoComesBackIsNoLongerShuttingDown) {
  bench.shut_down(1);
  bench.expire_sessions(ids({1}));
  EXPECT_TRUE(context().shutting_down.empty());
  bench.register_again(ids({1}));
  EXPECT_TRUE(context().is_live(BrokerId(1)));
}

TEST(NotActiveController, RefusesAShutdownAndAnIsr) {
  ControllerBench bench({.controllers = {100, 101}});
  bench.start(100);
  const TopicPartition tp = bench.create_topic("t", {{1, 2, 3}});
  bench.start(101);
  EXPECT_EQ(bench.shut_down(1, bench.broker(1).epoch(), 101).error, ErrorCode::STALE_CONTROLLER_EPOCH)
      << "as ControllerMovedException";
  EXPECT_EQ(bench.propose_isr(tp, ids({1, 2}), 101).error, ErrorCode::NOT_CONTROLLER);
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 0");
}

// ---- answers

TEST_F(ControllerBrokersTest, AReplicaWhoseDiskFailsGoesOffline) {
  bench.broker(1).will_answer(tp, ErrorCode::KAFKA_STORAGE_ERROR);
  bench.bounce(2);  // any LeaderAndIsr to broker 1 tells: it is asked to lead on with one replica less
  EXPECT_EQ(bench.stored(tp)->leader, BrokerId(3));
  EXPECT_EQ(bench.stored(tp)->isr, ids({3}));
  EXPECT_EQ(replica(1), ReplicaMachineState::Offline);
  EXPECT_FALSE(context().is_online(BrokerId(1), tp));
  EXPECT_TRUE(context().is_live(BrokerId(1)));
  const auto stops = bench.told<StopReplicaRequest>(1);
  ASSERT_FALSE(stops.empty());
  EXPECT_FALSE(stops.back().partitions.at(0).delete_partition);
}

TEST_F(ControllerBrokersTest, AFailedDiskIsForgottenWhenTheBrokerStartsAnew) {
  bench.broker(1).will_answer(tp, ErrorCode::KAFKA_STORAGE_ERROR);
  bench.bounce(2);
  bench.broker(1).will_answer(tp, ErrorCode::NONE);
  bench.bounce(1);
  EXPECT_TRUE(context().is_online(BrokerId(1), tp));
  EXPECT_EQ(replica(1), ReplicaMachineState::Online);
}

TEST_F(ControllerBrokersTest, AnyOtherErrorOfAPartitionChangesNothing) {
  bench.broker(1).will_answer(tp, ErrorCode::STALE_BROKER_EPOCH);
  bench.bounce(3);
  EXPECT_EQ(bench.leadership(tp), "1 [1 2] epoch 1");
  EXPECT_TRUE(context().is_online(BrokerId(1), tp));
}

}  // namespace
}  // namespace kafka::testing
