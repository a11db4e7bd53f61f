// What the controller makes of changed topics: new ones, more partitions, deletion; and of changed ISRs.

#include <gtest/gtest.h>

#include "tests/support/controller_bench.h"

namespace kafka::testing {
namespace {

/// Partition t-0 on brokers 1, 2, 3, as a new topic: led by 1, all in sync, epoch 0.
class ControllerTopicsTest : public ::testing::Test {
 protected:
  explicit ControllerTopicsTest(const ControllerBench::Setup& setup = {}) : bench(setup) {
    bench.start(100);
    bench.forget_told();
    tp = bench.create_topic("t", {{1, 2, 3}});
    bench.run();
  }
  [[nodiscard]] const ControllerContext& context() { return bench.controller(100).context(); }
  [[nodiscard]] bool exists() const { return bench.exists(zk_data::topic_path("t")); }
  void remove() {
    bench.delete_topic("t");
    bench.run();
  }
  [[nodiscard]] bool told_to_delete(int id) {
    for (const auto& request : bench.told<StopReplicaRequest>(id))
      for (const auto& p : request.partitions)
        if (p.tp == tp && p.delete_partition && p.leader_epoch == kEpochDuringDelete) return true;
    return false;
  }

  ControllerBench bench;
  TopicPartition tp;
};

// ---- new topics and partitions

TEST_F(ControllerTopicsTest, ANewTopicGetsItsLeaderAndItsBrokersLearnThatItIsNew) {
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 0");
  for (const int id : {1, 2, 3}) {
    const auto told = bench.told<LeaderAndIsrRequest>(id);
    ASSERT_FALSE(told.empty()) << id;
    EXPECT_TRUE(told.front().partitions.at(0).is_new) << id;
    EXPECT_EQ(told.front().partitions.at(0).state, context().full_state(tp)) << id;
    EXPECT_EQ(context().replica_state({tp, BrokerId(id)}), ReplicaMachineState::Online);
  }
  const auto told = bench.told<UpdateMetadataRequest>(100);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front().partitions.at(0).state, context().full_state(tp));
}

TEST_F(ControllerTopicsTest, APartitionNobodyCanServeWaitsForItsFirstBroker) {
  bench.expire_sessions(ids({2, 3}));
  const TopicPartition waiting = bench.create_topic("u", {{2, 3}});
  bench.run();
  EXPECT_EQ(bench.leadership(waiting), "nothing");
  EXPECT_EQ(context().partition_state(waiting), PartitionMachineState::New);
  bench.register_again(ids({3}));
  EXPECT_EQ(bench.leadership(waiting), "3 [3] epoch 0");
}

TEST_F(ControllerTopicsTest, PartitionsThatAreAddedGetLeaders) {
  bench.set_assignment("t", {{1, 2, 3}, {2, 3}, {3, 1}});
  bench.run();
  EXPECT_EQ(bench.leadership(bench.tp("t", 1)), "2 [2 3] epoch 0");
  EXPECT_EQ(bench.leadership(bench.tp("t", 2)), "3 [3 1] epoch 0");
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 0");
  bench.set_assignment("t", {{1, 2, 3}, {2, 3}, {3, 1}, {1}});
  bench.run();
  EXPECT_EQ(bench.leadership(bench.tp("t", 3)), "1 [1] epoch 0") << "the node is watched again";
}

TEST_F(ControllerTopicsTest, TopicsThatVanishAreForgotten) {
  for (const std::string& path :
       {zk_data::partition_state_path("t", PartitionId(0)), zk_data::partition_path("t", PartitionId(0)),
        zk_data::topic_partitions_path("t"), zk_data::topic_path("t")})
    bench.zookeeper.write(zk::Delete{path});
  bench.run();
  EXPECT_TRUE(context().topics.empty());
  EXPECT_TRUE(context().all_partitions().empty());
}

// ---- deletion

TEST_F(ControllerTopicsTest, ADeletedTopicLeavesNothing) {
  remove();
  EXPECT_FALSE(exists());
  EXPECT_FALSE(bench.exists(zk_data::topic_config_path("t")));
  EXPECT_FALSE(bench.exists(zk_data::delete_topic_path("t")));
  for (const int id : {1, 2, 3}) EXPECT_TRUE(told_to_delete(id)) << id;
  EXPECT_TRUE(context().all_partitions().empty());
  EXPECT_EQ(bench.events.count<TopicDeleted>(), 1U);
  bench.create_topic("t", {{2, 3}});
  bench.run();
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 0") << "the name is free again";
}

TEST_F(ControllerTopicsTest, DeletionWaitsForADeadReplica) {
  bench.expire_sessions(ids({3}));
  remove();
  EXPECT_TRUE(exists());
  EXPECT_TRUE(context().ineligible_for_deletion.contains(tp.topic));
  bench.register_again(ids({3}));
  EXPECT_FALSE(exists());
  EXPECT_TRUE(told_to_delete(3));
}

TEST_F(ControllerTopicsTest, AReplicaThatDiesBeforeItAnswersMakesDeletionWait) {
  bench.broker(3).will_not_answer();
  remove();
  EXPECT_TRUE(exists());
  EXPECT_EQ(context().replica_state({tp, BrokerId(3)}), ReplicaMachineState::DeletionStarted);
  bench.expire_sessions(ids({3}));
  EXPECT_TRUE(context().ineligible_for_deletion.contains(tp.topic));
  EXPECT_EQ(context().replica_state({tp, BrokerId(3)}), ReplicaMachineState::Offline) << "ready to be tried again";
  bench.broker(3).will_not_answer(false);
  bench.register_again(ids({3}));
  EXPECT_FALSE(exists());
}

TEST_F(ControllerTopicsTest, AReplicaThatCannotBeDeletedMakesTheTopicIneligible) {
  bench.broker(2).will_answer(tp, ErrorCode::KAFKA_STORAGE_ERROR);
  remove();
  EXPECT_TRUE(exists());
  EXPECT_TRUE(context().ineligible_for_deletion.contains(tp.topic));
  EXPECT_EQ(context().replica_state({tp, BrokerId(2)}), ReplicaMachineState::Offline) << "ready to be tried again";
  EXPECT_EQ(context().replica_state({tp, BrokerId(1)}), ReplicaMachineState::DeletionSuccessful);
  EXPECT_EQ(context().replica_state({tp, BrokerId(3)}), ReplicaMachineState::DeletionSuccessful);
  EXPECT_EQ(bench.told<StopReplicaRequest>(2).size(), 3U) << "to stop, to delete, to stop";
  bench.broker(2).will_answer(tp, ErrorCode::NONE);
  bench.bounce(2);
  EXPECT_FALSE(exists());
}

TEST_F(ControllerTopicsTest, ARefusalAsAWholeTellsNothingOfTheReplica) {
  bench.broker(2).will_refuse(ErrorCode::STALE_BROKER_EPOCH);
  remove();
  EXPECT_TRUE(exists());
  EXPECT_EQ(context().replica_state({tp, BrokerId(2)}), ReplicaMachineState::DeletionStarted);
  EXPECT_TRUE(context().ineligible_for_deletion.empty());
  bench.broker(2).will_refuse(ErrorCode::NONE);
  bench.bounce(2);
  EXPECT_FALSE(exists());
}

/// Kafka marks the topic as not eligible before it queues it, which is of no effect.
TEST_F(ControllerTopicsTest, DeletionDoesNotWaitForAReassignmentThatRuns) {
  bench.reassign(tp, ids({1, 100}));
  bench.run();
  remove();
  EXPECT_FALSE(exists());
}

TEST_F(ControllerTopicsTest, DeletionWaitsForAReassignmentThatANewControllerFindsWithIt) {
  bench.reassign(tp, ids({1, 100}));
  bench.run();
  bench.controller(100).events().hold();
  remove();
  bench.expire_sessions(ids({100}));
  bench.controller(100).events().release();
  bench.run();
  ASSERT_EQ(bench.active(), ids({100}));
  EXPECT_TRUE(exists());
  EXPECT_TRUE(context().ineligible_for_deletion.contains(tp.topic));
  bench.propose_isr(tp, ids({1, 2, 3, 100}));
  EXPECT_FALSE(exists());
}

TEST_F(ControllerTopicsTest, AWishToDeleteWhatIsNotThereIsTakenBack) {
  bench.delete_topic("nothing");
  bench.run();
  EXPECT_FALSE(bench.exists(zk_data::delete_topic_path("nothing")));
  remove();
  EXPECT_FALSE(exists()) << "the wishes are watched again";
}

TEST_F(ControllerTopicsTest, PartitionsAddedToATopicThatIsToGoAreTakenBack) {
  bench.expire_sessions(ids({3}));
  remove();
  bench.set_assignment("t", {{1, 2, 3}, {1, 2}});
  bench.run();
  EXPECT_EQ(bench.leadership(bench.tp("t", 1)), "nothing");
  EXPECT_EQ(bench.assignment(bench.tp("t", 1)), ReplicaAssignment{});
  EXPECT_EQ(bench.assignment(tp).replicas, ids({1, 2, 3}));
}

TEST(DeleteTopicDisabled, TheWishIsTakenBackAndTheTopicStays) {
  ControllerBench::Setup setup;
  setup.config.delete_topic_enable = false;
  ControllerBench bench(setup);
  bench.start(100);
  const TopicPartition tp = bench.create_topic("t", {{1, 2, 3}});
  bench.run();
  bench.delete_topic("t");
  bench.run();
  EXPECT_FALSE(bench.exists(zk_data::delete_topic_path("t")));
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 0");
}

// ---- ISR changes

TEST_F(ControllerTopicsTest, AnAcceptedIsrIsAnnouncedToAll) {
  bench.forget_told();
  bench.propose_isr(tp, ids({1, 2}));
  for (const int id : {1, 2, 3, 100}) {
    const auto told = bench.told<UpdateMetadataRequest>(id);
    ASSERT_EQ(told.size(), 1U) << id;
    EXPECT_EQ(told[0].partitions.at(0).state.isr, ids({1, 2})) << id;
    EXPECT_TRUE(bench.told<LeaderAndIsrRequest>(id).empty()) << id;
  }
}

/// 2.3: the leader writes the ISR itself and leaves a note.
class IsrChangeNotificationTest : public ControllerTopicsTest {
 protected:
  IsrChangeNotificationTest()
      : ControllerTopicsTest(
            {.controllers = {100}, .brokers = {1, 2, 3, 4}, .behaviour = behaviour_of(Profile::v2_3), .config = {}}) {}

  void leader_writes(const std::vector<BrokerId>& isr) {
    PartitionState state = bench.stored(tp).value();
    state.isr = isr;
    state.partition_epoch = state.partition_epoch + 1;
    bench.store(tp, state);
  }
  void leave_note() {
    bench.zookeeper.write(zk::Create{zk_data::isr_change_path(), zk_data::encode_isr_change({{"t", PartitionId(0)}}),
                                     zk::CreateMode::persistent_sequential});
  }
  [[nodiscard]] std::size_t notes() const {
    return bench.zookeeper.tree().read(zk::GetChildren{zk_data::kIsrChangeNotificationPath}).children.size();
  }
};

TEST_F(IsrChangeNotificationTest, AreAnnouncedToAllAndDeleted) {
  bench.forget_told();
  leader_writes(ids({1, 2}));
  leave_note();
  leave_note();
  bench.run();
  EXPECT_EQ(notes(), 0U);
  EXPECT_EQ(context().leadership(tp)->isr, ids({1, 2}));
  EXPECT_EQ(context().leadership(tp)->partition_epoch, bench.stored(tp)->partition_epoch);
  for (const int id : {1, 2, 3, 4, 100}) {
    const auto told = bench.told<UpdateMetadataRequest>(id);
    ASSERT_FALSE(told.empty()) << id;
    EXPECT_EQ(told.back().partitions.at(0).state.isr, ids({1, 2})) << id;
  }
  leader_writes(ids({1}));
  leave_note();
  bench.run();
  EXPECT_EQ(notes(), 0U) << "they are watched again";
  EXPECT_EQ(context().leadership(tp)->isr, ids({1}));
}

TEST_F(IsrChangeNotificationTest, ThatANewControllerFindsAreDeletedUnread) {
  bench.controller(100).events().hold();
  leave_note();
  bench.expire_sessions(ids({100}));
  bench.controller(100).events().release();
  bench.run();
  ASSERT_EQ(bench.active(), ids({100}));
  EXPECT_EQ(notes(), 0U);
}

TEST_F(IsrChangeNotificationTest, AreNotNeededToCompleteAReassignment) {
  bench.reassign(tp, ids({1, 2, 4}));
  bench.run();
  ASSERT_EQ(bench.assignment(tp).adding, ids({4}));
  leader_writes(ids({1, 2, 3, 4}));
  bench.run();
  EXPECT_EQ(bench.assignment(tp), ReplicaAssignment{.replicas = ids({1, 2, 4})});
  EXPECT_EQ(bench.stored(tp)->isr, ids({1, 2, 4}));
  EXPECT_FALSE(bench.exists(zk_data::kReassignPartitionsPath));
}

}  // namespace
}  // namespace kafka::testing
