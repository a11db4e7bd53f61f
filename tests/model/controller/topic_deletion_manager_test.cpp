#include "model/controller/topic_deletion_manager.h"

#include <gtest/gtest.h>

#include "tests/support/state_machines.h"

namespace kafka {
namespace {

using Replica = ReplicaMachineState;

/// Topic "t" with one partition on brokers 0 and 1; both machines have started; the wish to delete it is stored.
class TopicDeletion : public ::testing::Test {
 protected:
  TopicDeletion() {
    PartitionState state;
    state.leader = BrokerId(0);
    state.isr = {BrokerId(0), BrokerId(1)};
    m.set_live({BrokerId(0), BrokerId(1)});
    tp = m.add("t", {BrokerId(0), BrokerId(1)}, state);
    m.zookeeper.write(zk::Create{zk_data::topic_config_path("t"), ""});
    m.zookeeper.write(zk::Create{zk_data::delete_topic_path("t"), ""});
  }

  void start_machines() {
    m.replicas.startup([] {});
    m.run();
    m.partitions.startup([] {});
    m.run();
    m.sent.clear();
  }
  void enqueue() {
    m.deletion.enqueue({tp.topic}, [this] { ++done; });
    m.run();
  }
  void complete(std::initializer_list<int> brokers) {
    TopicDeletionManager::Replicas replicas;
    for (const int b : brokers) replicas.push_back({tp, BrokerId(b)});
    m.deletion.complete_replicas(replicas, [this] { ++done; });
    m.run();
  }
  [[nodiscard]] Replica state(int broker) const { return m.context.replica_state({tp, BrokerId(broker)}); }
  [[nodiscard]] bool exists(const std::string& path) const { return m.zookeeper.tree().exists(path); }
  /// Brokers told to delete their replica.
  [[nodiscard]] std::vector<BrokerId> told_to_delete() const {
    std::vector<BrokerId> brokers;
    for (const auto& [to, request] : m.sent_of<StopReplicaRequest>())
      for (const auto& p : request.partitions)
        if (p.delete_partition) brokers.push_back(to);
    return brokers;
  }

  testing::StateMachines m;
  TopicPartition tp;
  int done = 0;
};

TEST_F(TopicDeletion, TellsBrokersToForgetThenToDelete) {
  start_machines();
  enqueue();
  EXPECT_EQ(done, 1);
  const auto metadata = m.sent_of<UpdateMetadataRequest>();
  ASSERT_FALSE(metadata.empty());
  EXPECT_EQ(metadata.front().second.partitions.at(0).state.leader, kLeaderDuringDelete);
  EXPECT_EQ(told_to_delete(), (std::vector{BrokerId(0), BrokerId(1)}));
  for (const auto& [to, request] : m.sent_of<StopReplicaRequest>())
    EXPECT_EQ(request.partitions.at(0).leader_epoch, kEpochDuringDelete);
  EXPECT_EQ(state(0), Replica::DeletionStarted);
  EXPECT_EQ(m.context.partition_state(tp), PartitionMachineState::NonExistent);
  EXPECT_TRUE(exists(zk_data::topic_path("t"))) << "nothing is removed before all replicas are";
}

TEST_F(TopicDeletion, RemovesTheNodesWhenAllReplicasAreGone) {
  start_machines();
  enqueue();
  complete({0});
  EXPECT_TRUE(exists(zk_data::topic_path("t"))) << "one replica is left";
  complete({1});
  for (const std::string& path : {zk_data::partition_state_path("t", tp.partition), zk_data::topic_path("t"),
                                  zk_data::topic_config_path("t"), zk_data::delete_topic_path("t")})
    EXPECT_FALSE(exists(path)) << path;
  EXPECT_FALSE(m.context.is_queued_for_deletion(tp.topic));
  EXPECT_TRUE(m.context.all_partitions().empty());
  EXPECT_EQ(m.muted, std::vector{tp.topic});
  EXPECT_EQ(done, 3);
}

TEST_F(TopicDeletion, WaitsForADeadBroker) {
  m.set_live({BrokerId(0)});
  start_machines();
  enqueue();
  EXPECT_EQ(told_to_delete(), std::vector{BrokerId(0)});
  EXPECT_EQ(state(1), Replica::DeletionIneligible);
  complete({0});
  EXPECT_TRUE(exists(zk_data::topic_path("t")));

  m.sent.clear();
  m.set_live({BrokerId(0), BrokerId(1)});
  m.deletion.resume_for({tp.topic}, [] {});
  m.run();
  EXPECT_EQ(told_to_delete(), std::vector{BrokerId(1)}) << "the other replica is gone already";
  complete({1});
  EXPECT_FALSE(exists(zk_data::topic_path("t")));
}

TEST_F(TopicDeletion, TriesAgainAfterARefusal) {
  start_machines();
  enqueue();
  complete({0});
  m.sent.clear();
  m.deletion.fail_replicas({{tp, BrokerId(1)}}, [] {});
  m.run();
  EXPECT_TRUE(told_to_delete().empty()) << "not before something changes";
  EXPECT_TRUE(m.context.ineligible_for_deletion.contains(tp.topic));
  m.deletion.resume_for({tp.topic}, [] {});
  m.run();
  EXPECT_EQ(told_to_delete(), std::vector{BrokerId(1)});
}

TEST_F(TopicDeletion, WaitsWhileMarkedIneligible) {
  start_machines();
  m.context.to_be_deleted.insert(tp.topic);
  m.deletion.mark_ineligible({tp.topic});
  enqueue();
  EXPECT_TRUE(m.sent.empty());
  EXPECT_EQ(done, 1);
}

TEST_F(TopicDeletion, DoesNothingWhereItIsDisabled) {
  m.config.delete_topic_enable = false;
  start_machines();
  enqueue();
  EXPECT_TRUE(m.sent.empty());
  EXPECT_FALSE(m.context.is_queued_for_deletion(tp.topic));
  EXPECT_EQ(done, 1);
}

TEST_F(TopicDeletion, StopsWhenAnotherControllerHasTakenOver) {
  start_machines();
  enqueue();
  complete({0});
  m.zookeeper.write(zk::SetData{zk_data::kControllerEpochPath, "2"});
  done = 0;
  complete({1});
  EXPECT_EQ(m.lost, ControllerZk::Lost::office);
  EXPECT_EQ(done, 0) << "the event ends there";
  EXPECT_TRUE(exists(zk_data::topic_path("t")));
}

}  // namespace
}  // namespace kafka
