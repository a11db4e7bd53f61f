// Who is controller, how it takes office and how it loses it. One call to ZooKeeper takes 1 ms, as does one way through
// the network.

#include "model/controller/kafka_controller.h"

#include <gtest/gtest.h>

#include "tests/support/controller_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Two brokers with a controller each, and a partition led by broker 1.
class KafkaControllerTest : public ::testing::Test {
 protected:
  explicit KafkaControllerTest(ControllerBench::Setup setup = two_controllers()) : bench(setup) {
    tp = bench.create_topic("t", {{1, 2, 3}});
    bench.store(tp, led_by_1());
  }
  static ControllerBench::Setup two_controllers() { return {.controllers = {100, 101}}; }
  static PartitionState led_by_1() {
    PartitionState state;
    state.leader = BrokerId(1);
    state.isr = ids({1, 2, 3});
    state.controller_epoch = ControllerEpoch(0);
    return state;
  }
  [[nodiscard]] std::optional<BrokerId> stored_controller() const {
    return zk_data::decode_controller(bench.zookeeper.tree().read(zk::GetData{zk_data::kControllerPath}).data);
  }
  /// Requests of one controller, over all brokers.
  int told_by(int controller) {
    int count = 0;
    for (const auto& [time, sent] : bench.events.all<ControlRequestSent>())
      count += sent.controller == BrokerId(controller) ? 1 : 0;
    return count;
  }

  ControllerBench bench;
  TopicPartition tp;
};

// ---- election

TEST_F(KafkaControllerTest, OfTwoThatRaceOneWinsAndTheOtherKnowsIt) {
  bench.controller(101).startup();
  bench.controller(100).startup();
  bench.run();
  EXPECT_EQ(bench.active(), ids({101}));
  EXPECT_EQ(stored_controller(), BrokerId(101));
  EXPECT_EQ(bench.controller(100).active_controller(), BrokerId(101));
  EXPECT_EQ(bench.controller_epoch(), ControllerEpoch(1));
  EXPECT_EQ(told_by(100), 0);
}

TEST_F(KafkaControllerTest, TheOtherTakesOverWhenTheSessionEnds) {
  bench.start(100);
  bench.start(101);
  ASSERT_EQ(bench.active(), ids({100}));
  bench.expire_sessions(ids({100}));
  EXPECT_EQ(bench.active(), ids({101}));
  EXPECT_EQ(stored_controller(), BrokerId(101));
  EXPECT_EQ(bench.controller_epoch(), ControllerEpoch(2));
  EXPECT_EQ(bench.controller(101).context().epoch, ControllerEpoch(2));
}

TEST_F(KafkaControllerTest, WhoLostItsSessionRegistersAgainAndFollows) {
  bench.start(100);
  bench.start(101);
  const BrokerEpoch before = bench.broker(100).epoch();
  bench.expire_sessions(ids({100}));
  EXPECT_EQ(bench.controller(100).active_controller(), BrokerId(101));
  EXPECT_TRUE(bench.exists(zk_data::broker_path(BrokerId(100))));
  EXPECT_GT(bench.broker(100).epoch(), before);
  EXPECT_TRUE(bench.controller(101).context().is_live(BrokerId(100)));
}

TEST_F(KafkaControllerTest, TheEpochGrowsWithEveryControllerAndBrokersAreToldIt) {
  bench.start(100);
  bench.start(101);
  for (const int controller : {100, 101, 100}) {
    bench.forget_told();
    bench.expire_sessions(ids({controller}));
    const auto told = bench.told<UpdateMetadataRequest>(1);
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.front().header.controller_epoch, bench.controller_epoch());
    EXPECT_EQ(told.front().header.controller, controller == 100 ? BrokerId(101) : BrokerId(100));
  }
  EXPECT_EQ(bench.controller_epoch(), ControllerEpoch(4));
}

TEST_F(KafkaControllerTest, WhenTheNodeIsDeletedByHandAllRaceAgain) {
  bench.start(100);
  bench.start(101);
  bench.zookeeper.write(zk::Delete{zk_data::kControllerPath});
  bench.run();
  ASSERT_EQ(bench.active().size(), 1U);
  EXPECT_EQ(stored_controller(), bench.active().front());
  EXPECT_EQ(bench.controller_epoch(), ControllerEpoch(2));
  for (const int id : {100, 101}) {
    EXPECT_EQ(bench.controller(id).active_controller(), bench.active().front()) << id;
  }
}

TEST_F(KafkaControllerTest, AfterShutdownNothingIsProcessedAndNothingIsSaid) {
  bench.start(100);
  bench.controller(100).shutdown();
  bench.forget_told();
  bench.expire_sessions(ids({1}));
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 0");
  EXPECT_EQ(bench.told_in_all(), 0U);
  bench.start(101);
  EXPECT_FALSE(bench.controller(101).is_active()) << "the node stays as long as the session";
  bench.expire_sessions(ids({100}));
  EXPECT_TRUE(bench.controller(101).is_active());
  EXPECT_EQ(bench.stored(tp)->leader, BrokerId(2));
}

TEST_F(KafkaControllerTest, ShutdownLetsTheEventThatRunsEndAndResigns) {
  for (int ms = 0; ms < 40; ++ms) {
    SCOPED_TRACE(std::to_string(ms) + " ms");
    ControllerBench b(two_controllers());
    b.store(b.create_topic("t", {{1, 2, 3}}), led_by_1());
    b.controller(100).startup();
    b.run(std::chrono::milliseconds(ms) + 500us);
    b.broker(1).expire_session();
    b.run(std::chrono::milliseconds(ms % 7));
    const bool at_rest = !b.controller(100).events().busy();
    b.controller(100).shutdown();
    const std::size_t sent = b.events.count<ControlRequestSent>();
    b.run();
    EXPECT_EQ(b.events.count<ControllerElected>(), b.events.count<ControllerResigned>());
    EXPECT_TRUE(b.controller(100).context().topics.empty());
    if (at_rest) {
      EXPECT_EQ(b.events.count<ControlRequestSent>(), sent);
    }
    b.forget_told();
    b.expire_sessions(ids({2}));
    EXPECT_EQ(b.told_in_all(), 0U);
  }
}

/// Whenever the answers of one connection are lost, the requests having been carried out or not, the cluster gets its
/// controller, and that one knows the cluster.
TEST_F(KafkaControllerTest, TakingOfficeSurvivesALostConnectionAtAnyMoment) {
  for (const bool carried_out : {true, false}) {
    for (int ms = 0; ms < 25; ++ms) {
      SCOPED_TRACE(std::to_string(ms) + " ms" + (carried_out ? ", carried out" : ""));
      ControllerBench b(two_controllers());
      const TopicPartition t = b.create_topic("t", {{1, 2, 3}});
      b.store(t, led_by_1());
      b.broker(1).expire_session();
      b.controller(100).startup();
      b.run(std::chrono::milliseconds(ms) + 500us);
      const SessionId session = b.broker(100).zk.session_id();
      b.zookeeper.disconnect(session, carried_out);
      b.run(20ms);
      b.zookeeper.reconnect(session);
      b.run();
      ASSERT_EQ(b.active(), ids({100}));
      EXPECT_EQ(b.controller_epoch(), ControllerEpoch(1));
      EXPECT_EQ(b.leadership(t).substr(0, 7), "2 [2 3]");
      EXPECT_EQ(*b.controller(100).context().leadership(t), *b.stored(t));
    }
  }
}

TEST_F(KafkaControllerTest, TakingOfficeIsGivenUpWhenTheSessionExpiresAtAnyMoment) {
  for (int ms = 0; ms < 25; ++ms) {
    SCOPED_TRACE(std::to_string(ms) + " ms");
    ControllerBench b(two_controllers());
    const TopicPartition t = b.create_topic("t", {{1, 2, 3}});
    b.store(t, led_by_1());
    b.broker(1).expire_session();
    b.controller(100).startup();
    b.controller(101).startup();
    b.run(std::chrono::milliseconds(ms) + 500us);
    b.broker(100).expire_session();
    b.run();
    // 100 itself if it was gone before 101, beaten by it, could watch the node.
    ASSERT_EQ(b.active().size(), 1U);
    const auto elected = b.events.all<ControllerElected>();
    ASSERT_FALSE(elected.empty());
    EXPECT_EQ(elected.back().second.controller_epoch, b.controller_epoch());
    EXPECT_EQ(b.events.count<ControllerElected>(), b.events.count<ControllerResigned>() + 1);
    EXPECT_EQ(b.leadership(t).substr(0, 7), "2 [2 3]");
    const PartitionState* known = b.controller(b.active().front().value()).context().leadership(t);
    ASSERT_NE(known, nullptr);
    EXPECT_EQ(*known, *b.stored(t));
  }
}

// ---- taking office

TEST_F(KafkaControllerTest, BrokersLearnWhoIsAliveBeforeAnythingElse) {
  bench.start(100);
  for (const int id : {1, 2, 3, 100, 101}) {
    SCOPED_TRACE(id);
    const auto& told = bench.broker(id).told;
    ASSERT_FALSE(told.empty());
    const auto* first = std::get_if<UpdateMetadataRequest>(&told.front().body);
    ASSERT_NE(first, nullptr);
    EXPECT_TRUE(first->partitions.empty());
    std::vector<BrokerId> live;
    for (const auto& b : first->live_brokers) live.push_back(b.id);
    EXPECT_EQ(live, ids({1, 2, 3, 100, 101}));
    EXPECT_EQ(first->header.controller, BrokerId(100));
    EXPECT_EQ(first->header.broker_epoch, bench.broker(id).epoch());
  }
  for (const int id : {1, 2, 3}) {
    const auto told = bench.told<LeaderAndIsrRequest>(id);
    ASSERT_FALSE(told.empty()) << id;
    ASSERT_EQ(told.front().partitions.size(), 1U);
    EXPECT_EQ(told.front().partitions[0].tp, tp);
    EXPECT_EQ(told.front().partitions[0].state.leader, BrokerId(1));
    EXPECT_FALSE(told.front().partitions[0].is_new);
  }
  EXPECT_TRUE(bench.told<LeaderAndIsrRequest>(100).empty()) << "it has no replica";
}

TEST_F(KafkaControllerTest, WhatStandsIsLeftAsItIs) {
  const std::optional<PartitionState> before = bench.stored(tp);
  bench.start(100);
  EXPECT_EQ(bench.stored(tp), before);
  EXPECT_EQ(bench.controller(100).context().partition_state(tp), PartitionMachineState::Online);
  ASSERT_EQ(bench.events.count<ControllerReady>(), 1U);
  EXPECT_EQ(bench.events.all<ControllerReady>()[0].second.controller_epoch, ControllerEpoch(1));
}

TEST_F(KafkaControllerTest, ALeaderThatDiedBeforeIsReplaced) {
  bench.expire_sessions(ids({1}));
  bench.start(100);
  EXPECT_EQ(bench.stored(tp)->leader, BrokerId(2));
  EXPECT_EQ(bench.stored(tp)->isr, ids({2, 3}));
  EXPECT_EQ(bench.stored(tp)->controller_epoch, ControllerEpoch(1));
}

TEST_F(KafkaControllerTest, APendingReassignmentIsResumed) {
  bench.reassign(tp, ids({1, 100}));
  bench.start(100);
  EXPECT_EQ(bench.assignment(tp),
            (ReplicaAssignment{.replicas = ids({1, 100, 2, 3}), .adding = ids({100}), .removing = ids({2, 3})}));
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 1");
  EXPECT_TRUE(bench.exists(zk_data::kReassignPartitionsPath));
  bench.propose_isr(tp, ids({1, 2, 3, 100}));
  EXPECT_EQ(bench.assignment(tp), ReplicaAssignment{.replicas = ids({1, 100})});
  EXPECT_EQ(bench.stored(tp)->isr, ids({1, 100}));
  EXPECT_FALSE(bench.exists(zk_data::kReassignPartitionsPath));
}

TEST_F(KafkaControllerTest, AReassignmentGoesOnUnderTheNextController) {
  bench.start(100);
  bench.start(101);
  bench.reassign(tp, ids({1, 101}));
  bench.run();
  bench.expire_sessions(ids({100}));
  ASSERT_EQ(bench.active(), ids({101}));
  EXPECT_EQ(bench.controller(101).context().being_reassigned, std::set{tp});
  bench.propose_isr(tp, ids({1, 2, 3, 101}), 101);
  EXPECT_EQ(bench.assignment(tp), ReplicaAssignment{.replicas = ids({1, 101})});
  EXPECT_FALSE(bench.exists(zk_data::kReassignPartitionsPath));
  EXPECT_TRUE(bench.controller(101).context().being_reassigned.empty());
}

TEST_F(KafkaControllerTest, ATopicThatIsToBeDeletedIsDeleted) {
  bench.delete_topic("t");
  bench.start(100);
  EXPECT_FALSE(bench.exists(zk_data::topic_path("t")));
  EXPECT_FALSE(bench.exists(zk_data::topic_config_path("t")));
  EXPECT_FALSE(bench.exists(zk_data::delete_topic_path("t")));
}

TEST_F(KafkaControllerTest, APendingPreferredElectionIsHeld) {
  PartitionState state = led_by_1();
  state.leader = BrokerId(2);
  state.partition_epoch = bench.stored(tp)->partition_epoch + 1;
  bench.store(tp, state);
  bench.elect_preferred(tp);
  bench.start(100);
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 1");
  EXPECT_FALSE(bench.exists(zk_data::kPreferredElectionPath));
}

// ---- losing office

TEST_F(KafkaControllerTest, ExpiryComesBeforeWhatIsQueued) {
  bench.start(100);
  bench.start(101);
  bench.forget_told();
  bench.events.clear();
  KafkaController& old = bench.controller(100);
  old.events().hold();
  bench.expire_sessions(ids({1}));
  std::optional<ControlledShutdownResponse> answer;
  old.controlled_shutdown({.broker = BrokerId(2), .broker_epoch = bench.broker(2).epoch()},
                          [&](ControlledShutdownResponse r) { answer = std::move(r); });
  ASSERT_EQ(old.events().queue_size(), 2U);
  bench.expire_sessions(ids({100}));
  EXPECT_EQ(old.events().queue_size(), 1U) << "only Expire, in place of both";
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->error, ErrorCode::STALE_CONTROLLER_EPOCH) << "as ControllerMovedException";
  EXPECT_FALSE(bench.exists(zk_data::broker_path(BrokerId(100)))) << "no new session before Expire is processed";
  old.events().release();
  bench.run();
  EXPECT_EQ(bench.active(), ids({101}));
  EXPECT_EQ(told_by(100), 0);
  const auto resigned = bench.events.all<ControllerResigned>();
  ASSERT_EQ(resigned.size(), 1U);
  EXPECT_EQ(resigned[0].second.broker, BrokerId(100));
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 2") << "as the new controller decided";
  EXPECT_EQ(bench.stored(tp)->controller_epoch, ControllerEpoch(2));
}

TEST_F(KafkaControllerTest, ADeposedControllerHearsNoMoreOfChanges) {
  bench.start(100);
  bench.start(101);
  bench.expire_sessions(ids({100}));
  const std::uint64_t before = bench.controller(100).events().processed();
  bench.create_topic("other", {{1, 2}});
  bench.expire_sessions(ids({3}));
  EXPECT_EQ(bench.controller(100).events().processed(), before);
  EXPECT_TRUE(bench.controller(100).context().topics.empty());
}

/// The office passes to another, and controller 100 is busy with the death of broker 1 before it looks.
class DeposedController : public KafkaControllerTest {
 protected:
  explicit DeposedController(const Behaviour& behaviour = {})
      : KafkaControllerTest({.controllers = {100}, .brokers = {1, 2, 3}, .behaviour = behaviour, .config = {}}) {
    bench.start(100);
    bench.forget_told();
    bench.controller(100).events().hold();
    bench.expire_sessions(ids({1}));
    bench.zookeeper.write(zk::Delete{zk_data::kControllerPath});
    bench.zookeeper.write(
        zk::Create{zk_data::kControllerPath, zk_data::encode_controller(BrokerId(2), bench.scheduler.now())});
    bench.zookeeper.write(
        zk::SetData{zk_data::kControllerEpochPath, zk_data::encode_controller_epoch(ControllerEpoch(2))});
    bench.controller(100).events().release();
    bench.run();
  }
};

TEST_F(DeposedController, IsStoppedByTheGuardedWriteAndResigns) {
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 0");
  EXPECT_EQ(bench.told_in_all(), 0U);
  EXPECT_EQ(bench.active(), ids({}));
  EXPECT_EQ(bench.controller(100).active_controller(), BrokerId(2));
  EXPECT_EQ(bench.events.count<ControllerResigned>(), 1U);
  EXPECT_EQ(bench.controller_epoch(), ControllerEpoch(2));
}

TEST_F(DeposedController, TakesOfficeAgainWhenItIsFree) {
  bench.zookeeper.write(zk::Delete{zk_data::kControllerPath});
  bench.run();
  EXPECT_EQ(bench.active(), ids({100}));
  EXPECT_EQ(bench.controller_epoch(), ControllerEpoch(3));
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 2") << "out of the ISR first, then the election";
}

/// KAFKA-6082, before 2.1.
class UnguardedController : public DeposedController {
 protected:
  UnguardedController() : DeposedController(unguarded()) {}
  static Behaviour unguarded() {
    Behaviour behaviour;
    behaviour.guarded_controller_writes = false;
    return behaviour;
  }
};

TEST_F(UnguardedController, WritesOverItsSuccessorAndThenResigns) {
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 1");
  EXPECT_EQ(bench.stored(tp)->controller_epoch, ControllerEpoch(1));
  const auto told = bench.told<LeaderAndIsrRequest>(2);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front().header.controller_epoch, ControllerEpoch(1));
  EXPECT_EQ(bench.active(), ids({}));
}

}  // namespace
}  // namespace kafka::testing
