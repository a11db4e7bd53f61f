// Elections that are asked for, or held from time to time, and reassignments.

#include <gtest/gtest.h>

#include "tests/support/controller_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

// ---- preferred, by the administrator

class PreferredElectionTest : public ::testing::Test {
 protected:
  PreferredElectionTest() : bench(without_rebalance()) {
    bench.start(100);
    tp = bench.create_topic("t", {{1, 2, 3}});
    bench.run();
  }
  static ControllerBench::Setup without_rebalance() {
    ControllerBench::Setup setup;
    setup.config.auto_leader_rebalance_enable = false;
    return setup;
  }
  /// Broker 1 was away; 2 leads, and all are in sync again.
  void move_away() {
    bench.bounce(1);
    bench.propose_isr(tp, ids({2, 3, 1}));
    ASSERT_EQ(bench.stored(tp)->leader, BrokerId(2));
  }
  void elect() {
    bench.elect_preferred(tp);
    bench.run();
  }
  [[nodiscard]] bool pending() const { return bench.exists(zk_data::kPreferredElectionPath); }

  ControllerBench bench;
  TopicPartition tp;
};

TEST_F(PreferredElectionTest, GivesTheLeadBackAndTakesTheWishAway) {
  move_away();
  elect();
  EXPECT_EQ(bench.leadership(tp), "1 [2 3 1] epoch 2");
  EXPECT_FALSE(pending());
}

TEST_F(PreferredElectionTest, CanBeAskedForAgain) {
  for (int round = 0; round < 3; ++round) {
    move_away();
    elect();
    EXPECT_EQ(bench.stored(tp)->leader, BrokerId(1)) << round;
    EXPECT_FALSE(pending()) << round;
  }
}

TEST_F(PreferredElectionTest, ChangesNothingWhereThePreferredLeads) {
  elect();
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 0");
  EXPECT_FALSE(pending());
}

TEST_F(PreferredElectionTest, ChangesNothingWhereThePreferredCannotLead) {
  bench.bounce(1);
  elect();
  EXPECT_EQ(bench.leadership(tp), "2 [2 3] epoch 1");
  EXPECT_FALSE(pending());
  const auto failed = bench.events.all<LeaderElectionFailed>();
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].second.strategy, "preferred");
}

TEST_F(PreferredElectionTest, SkipsWhatIsNotThere) {
  bench.elect_preferred(bench.tp("nothing"));
  bench.run();
  EXPECT_FALSE(pending());
  move_away();
  elect();
  EXPECT_EQ(bench.stored(tp)->leader, BrokerId(1));
}

// ---- preferred, by the controller itself

/// Ten partitions that broker 1 should lead; 2 leads some of them.
class AutoRebalanceTest : public ::testing::Test {
 protected:
  void begin(int led_by_others, bool enabled = true) {
    ControllerBench::Setup setup;
    setup.config.auto_leader_rebalance_enable = enabled;
    setup.config.leader_imbalance_check_interval_seconds = 20s;
    bench.emplace(setup);
    bench->create_topic("t", std::vector<std::vector<int>>(10, {1, 2}));
    for (int p = 0; p < 10; ++p) set_leader(p, p < led_by_others ? 2 : 1);
    bench->start(100);
    const auto ready = bench->events.all<ControllerReady>();
    ASSERT_EQ(ready.size(), 1U);
    began = ready[0].first;
  }
  void set_leader(int partition, int leader) {
    PartitionState state;
    state.leader = BrokerId(leader);
    state.isr = ids({1, 2});
    bench->store(bench->tp("t", partition), state);
  }
  void run_to(sim::Duration since_office) { bench->scheduler.run_until(began + since_office); }
  [[nodiscard]] int elections() const {
    int count = 0;
    for (const auto& [time, elected] : bench->events.all<LeaderElected>())
      count += elected.strategy == "preferred" && elected.leader == BrokerId(1) ? 1 : 0;
    return count;
  }

  std::optional<ControllerBench> bench;
  sim::SimTime began;
};

TEST_F(AutoRebalanceTest, IsHeldFiveSecondsAfterTakingOfficeThenAtEachInterval) {
  begin(2);
  run_to(4900ms);
  EXPECT_EQ(elections(), 0);
  run_to(5100ms);
  EXPECT_EQ(elections(), 2);
  bench->bounce(1);
  for (int p = 0; p < 10; ++p) bench->propose_isr(bench->tp("t", p), ids({2, 1}));
  ASSERT_EQ(bench->stored(bench->tp("t", 5))->leader, BrokerId(2));
  run_to(24900ms);
  EXPECT_EQ(elections(), 2);
  run_to(25200ms);
  EXPECT_EQ(elections(), 12);
}

TEST_F(AutoRebalanceTest, AShareOfExactlyTheThresholdIsLeftAlone) {
  begin(1);  // 10 %
  run_to(60s);
  EXPECT_EQ(elections(), 0);
  EXPECT_EQ(bench->stored(bench->tp("t", 0))->leader, BrokerId(2));
}

TEST_F(AutoRebalanceTest, CanBeSwitchedOff) {
  begin(10, false);
  run_to(60s);
  EXPECT_EQ(elections(), 0);
}

TEST_F(AutoRebalanceTest, EndsWithTheOffice) {
  begin(2);
  bench->controller(100).shutdown();
  run_to(60s);
  EXPECT_EQ(elections(), 0);
}

TEST_F(AutoRebalanceTest, CountsAnewFromTheNextOffice) {
  begin(2);
  run_to(3s);
  bench->expire_sessions(ids({100}));
  ASSERT_EQ(bench->active(), ids({100}));
  const auto ready = bench->events.all<ControllerReady>();
  ASSERT_EQ(ready.size(), 2U);
  began = ready[1].first;
  run_to(4900ms);
  EXPECT_EQ(elections(), 0);
  run_to(5100ms);
  EXPECT_EQ(elections(), 2);
}

// ---- unclean

class UncleanElectionTest : public ::testing::Test {
 protected:
  UncleanElectionTest() {
    bench.start(100);
    tp = bench.create_topic("t", {{1, 2}});
    bench.run();
    bench.expire_sessions(ids({1}));
    bench.expire_sessions(ids({2}));
    bench.register_again(ids({1}));
  }
  void allow() { bench.set_topic_config("t", {{"unclean.leader.election.enable", "true"}}); }

  ControllerBench bench;
  TopicPartition tp;
};

TEST_F(UncleanElectionTest, WhoWasNotInSyncMayNotLead) { EXPECT_EQ(bench.leadership(tp), "-1 [2] epoch 2"); }

TEST_F(UncleanElectionTest, IsHeldAtOnceWhenItIsAllowed) {
  allow();
  bench.controller(100).enable_topic_unclean_leader_election(tp.topic);
  bench.run();
  EXPECT_EQ(bench.leadership(tp), "1 [1] epoch 3");
  EXPECT_EQ(bench.stored(tp)->recovery, LeaderRecoveryState::RECOVERING);
  const auto elected = bench.events.all<LeaderElected>();
  ASSERT_FALSE(elected.empty());
  EXPECT_TRUE(elected.back().second.unclean);
}

TEST_F(UncleanElectionTest, IsOfThisTopicOnly) {
  allow();
  bench.controller(100).enable_topic_unclean_leader_election(bench.tp("other").topic);
  bench.run();
  EXPECT_EQ(bench.leadership(tp), "-1 [2] epoch 2");
}

TEST_F(UncleanElectionTest, IsNotHeldByWhoIsNotController) {
  allow();
  bench.controller(100).shutdown();
  bench.controller(100).enable_topic_unclean_leader_election(tp.topic);
  bench.run();
  EXPECT_EQ(bench.leadership(tp), "-1 [2] epoch 2");
}

// ---- reassignment

class ReassignmentTest : public ::testing::Test {
 protected:
  ReassignmentTest() : bench({.controllers = {100}, .brokers = {1, 2, 3, 4}, .behaviour = {}, .config = {}}) {
    bench.start(100);
    tp = bench.create_topic("t", {{1, 2, 3}});
    bench.run();
    bench.forget_told();
  }
  void reassign(const std::vector<BrokerId>& target) {
    bench.reassign(tp, target);
    bench.run();
  }

  ControllerBench bench;
  TopicPartition tp;
};

TEST_F(ReassignmentTest, AddsFirstAndRemovesWhenTheNewAreInSync) {
  reassign(ids({4, 2}));
  EXPECT_EQ(bench.assignment(tp),
            (ReplicaAssignment{.replicas = ids({4, 2, 1, 3}), .adding = ids({4}), .removing = ids({1, 3})}));
  EXPECT_EQ(bench.leadership(tp), "1 [1 2 3] epoch 1");
  const auto told = bench.told<LeaderAndIsrRequest>(4);
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(told.front().partitions.at(0).is_new);
  EXPECT_EQ(told.front().partitions.at(0).state.adding, ids({4}));
  bench.propose_isr(tp, ids({1, 2, 3, 4}));
  EXPECT_EQ(bench.assignment(tp), ReplicaAssignment{.replicas = ids({4, 2})});
  EXPECT_EQ(bench.stored(tp)->leader, BrokerId(4));
  EXPECT_EQ(bench.stored(tp)->isr, ids({2, 4}));
  for (const int id : {1, 3}) {
    const auto stops = bench.told<StopReplicaRequest>(id);
    ASSERT_FALSE(stops.empty()) << id;
    EXPECT_TRUE(stops.back().partitions.at(0).delete_partition) << id;
  }
  EXPECT_EQ(bench.events.count<ReassignmentStarted>(), 1U);
  EXPECT_EQ(bench.events.count<ReassignmentCompleted>(), 1U);
}

TEST_F(ReassignmentTest, CanBeAskedForAgain) {
  reassign(ids({1, 2, 4}));
  bench.propose_isr(tp, ids({1, 2, 3, 4}));
  ASSERT_FALSE(bench.exists(zk_data::kReassignPartitionsPath));
  reassign(ids({1, 2, 3}));
  bench.propose_isr(tp, ids({1, 2, 3, 4}));
  EXPECT_EQ(bench.assignment(tp), ReplicaAssignment{.replicas = ids({1, 2, 3})});
  EXPECT_FALSE(bench.exists(zk_data::kReassignPartitionsPath));
}

TEST_F(ReassignmentTest, OfWhatIsNotThereIsTakenBack) {
  bench.reassign(bench.tp("nothing"), ids({1, 2}));
  bench.run();
  EXPECT_FALSE(bench.exists(zk_data::kReassignPartitionsPath));
  EXPECT_TRUE(bench.controller(100).context().being_reassigned.empty());
}

TEST_F(ReassignmentTest, WaitsForATargetThatIsAway) {
  bench.expire_sessions(ids({4}));
  reassign(ids({1, 2, 4}));
  EXPECT_EQ(bench.assignment(tp).adding, ids({4}));
  bench.forget_told();
  bench.register_again(ids({4}));
  const auto told = bench.told<LeaderAndIsrRequest>(4);
  ASSERT_FALSE(told.empty());
  bench.propose_isr(tp, ids({1, 2, 3, 4}));
  EXPECT_EQ(bench.assignment(tp), ReplicaAssignment{.replicas = ids({1, 2, 4})});
}

}  // namespace
}  // namespace kafka::testing
