// Groups on a whole cluster: three members share six partitions of a topic while records come in.

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Groups : public ::testing::Test {
 protected:
  Groups() {
    f.brokers(3);
    f.topic("orders", 6, 3);
    f.spec.config.offsets_topic_num_partitions = 1;
    f.spec.config.group_initial_rebalance_delay_ms = 3s;
    f.spec.hardware.network.latency = 1ms;
    group.name = "readers";
    group.topics = {"orders"};
    group.members = 3;
    group.config.auto_offset_reset = OffsetResetStrategy::earliest;
    group.config.session_timeout_ms = 10s;
    group.config.partition_assignment_strategy = {"range"};
  }
  void start() {
    Cluster& cluster = f.build();
    app = std::make_unique<TestApplication>(cluster.add_producer("shop", "", {}));
    id = cluster.add_group(group);
    cluster.start();
  }
  /// 100 records a second.
  void run_for(sim::Duration time) {
    const sim::SimTime end = f.scheduler.from_now(time);
    while (f.scheduler.now() < end) {
      app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(next_++ % 6), .value_size = 100}, 1);
      f.run_for(10ms);
    }
  }
  int next_ = 0;
  ConsumerMachine& member(int i) { return f.cluster().member(id, i); }
  ClientId client(int i) { return member(i).id(); }
  /// Partitions by member, as the members see it.
  std::vector<std::size_t> shares() {
    std::vector<std::size_t> out;
    for (int i = 0; i < group.members; ++i) {
      const Consumer* consumer = member(i).consumer();
      out.push_back(consumer ? consumer->assignment().size() : 0);
    }
    return out;
  }
  [[nodiscard]] Generation generation() const { return f.events.all<GenerationStarted>().back().second.generation; }
  /// Each record was processed by somebody; returns how many were more than once.
  std::int64_t repeated() {
    std::map<TopicPartition, std::map<std::int64_t, int>> times;
    for (const auto& [at, e] : f.events.all<RecordsProcessed>())
      for (std::int32_t i = 0; i < e.count; ++i) ++times[e.tp][e.base_offset.value() + i];
    std::int64_t more = 0;
    for (int p = 0; p < 6; ++p) {
      const TopicPartition tp = f.tp("orders", p);
      EXPECT_EQ(static_cast<std::int64_t>(times[tp].size()), f.view().log_end_offset(tp).value()) << "partition " << p;
      for (const auto& [offset, n] : times[tp]) more += n - 1;
    }
    return more;
  }
  /// When the member was told of partitions again after `from`; the end of time if never.
  sim::SimTime assigned_after(ClientId who, sim::SimTime from) const {
    for (const auto& [at, e] : f.events.all<PartitionsAssigned>())
      if (e.member == who && at > from) return at;
    return sim::SimTime::max();
  }
  BrokerId coordinator() {
    return f.view().leader({f.cluster().topics().find(kGroupMetadataTopicName), PartitionId(0)});
  }
  static double seconds(sim::Duration d) { return sim::to_seconds(d); }

  ClusterFixture f;
  ConsumerGroupSpec group;
  GroupId id{0};
  std::unique_ptr<TestApplication> app;
};

TEST_F(Groups, MembersThatComeTogetherShareInOneGeneration) {
  start();
  run_for(10s);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{2, 2, 2}));
  EXPECT_EQ(f.events.count<GenerationStarted>(), 1u);
  EXPECT_EQ(repeated(), 0);
  const auto assigned = f.events.all<PartitionsAssigned>();
  ASSERT_EQ(assigned.size(), 3u);
  // group.initial.rebalance.delay.ms, and as long again because others came within it.
  EXPECT_GT(seconds(assigned[0].first - sim::kTimeZero), 6.0);
  EXPECT_LT(seconds(assigned[0].first - sim::kTimeZero), 6.5);
}

TEST_F(Groups, ACrashedMembersPartitionsRestForTheSession) {
  start();
  run_for(12s);
  const sim::SimTime died = f.scheduler.now();
  f.cluster().stop(member(0).host().id(), sim::StopKind::kill);
  run_for(20s);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{0, 3, 3}));
  const auto removed = f.events.all<GroupMemberRemoved>();
  ASSERT_EQ(removed.size(), 1u);
  EXPECT_EQ(removed[0].second.member, client(0));
  EXPECT_GE(removed[0].first - died, 7s);  // its last heartbeat was at most 3 s old
  EXPECT_LE(removed[0].first - died, 10s);
  EXPECT_LE(assigned_after(client(1), died) - removed[0].first, 3500ms);  // the others' next heartbeats
  EXPECT_GT(repeated(), 0) << "what it had not committed is read again";
}

TEST_F(Groups, AMemberThatLeavesHandsOverWithinAHeartbeat) {
  start();
  run_for(12s);
  const sim::SimTime left = f.scheduler.now();
  f.cluster().shutdown(member(0).host().id(), [] {});
  run_for(5s);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{0, 3, 3}));
  EXPECT_EQ(f.events.count<MemberLeft>(), 1u);
  EXPECT_LE(assigned_after(client(1), left) - left, 3500ms);
  run_for(5s);
  EXPECT_EQ(repeated(), 0) << "it committed, and so did those that had to give up theirs";
}

TEST_F(Groups, OneMoreMemberTakesItsShare) {
  group.members = 2;
  group.start_every = 20s;
  start();
  run_for(15s);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{6, 0}));
  run_for(15s);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{3, 3}));
  EXPECT_EQ(generation(), Generation(2));
  EXPECT_EQ(repeated(), 0);
}

TEST_F(Groups, GoOnWithAnotherCoordinatorInTheSameGeneration) {
  start();
  run_for(12s);
  const BrokerId old = coordinator();
  f.cluster().stop(f.cluster().host(old), sim::StopKind::kill);
  run_for(40s);
  EXPECT_NE(coordinator(), old);
  EXPECT_EQ(f.events.count<GenerationStarted>(), 1u);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{2, 2, 2}));
  EXPECT_GE(f.events.count<GroupLoaded>(), 1u);
  for (int i = 0; i < 3; ++i) {
    const auto found = f.events.all<CoordinatorFound>();
    const auto last =
        std::find_if(found.rbegin(), found.rend(), [&](const auto& e) { return e.second.client == client(i); });
    ASSERT_NE(last, found.rend());
    EXPECT_EQ(last->second.coordinator, coordinator());
  }
  EXPECT_EQ(f.events.count<PartitionsLost>(), 0u);
  run_for(6s);
  EXPECT_EQ(repeated(), 0);
}

TEST_F(Groups, WhoIsTooSlowIsOutItsCommitComesTooLateAndAllBeginsAnew) {
  group.members = 1;
  group.config.max_poll_interval_ms = 10s;
  group.config.enable_auto_commit = false;
  group.application.commit = CommitMode::after;
  group.application.processing = sim::Constant{0.2};  // 500 records take 100 s
  start();
  run_for(12s);
  f.run_for(300s);
  const auto left = f.events.all<MemberLeft>();
  ASSERT_GE(left.size(), 2u);
  EXPECT_EQ(left[0].second.reason, "consumer poll timeout has expired.");
  EXPECT_GE(f.events.count<PartitionsLost>(), 1u);
  const auto failed = f.events.all<CommitFailed>();
  ASSERT_FALSE(failed.empty());
  EXPECT_EQ(failed[0].second.exception, "CommitFailedException");
  EXPECT_EQ(f.events.count<OffsetCommitted>(), 0u);
  std::map<TopicPartition, int> beginnings;
  for (const auto& [at, e] : f.events.all<RecordsDelivered>()) beginnings[e.tp] += e.base_offset == Offset(0) ? 1 : 0;
  EXPECT_GE(beginnings[f.tp("orders", 0)] + beginnings[f.tp("orders", 1)], 2) << "the same records come again";
}

TEST_F(Groups, AShortPauseGoesUnnoticed) {
  start();
  run_for(12s);
  f.cluster().pause(member(0).host().id());
  run_for(5s);
  f.cluster().resume(member(0).host().id());
  run_for(5s);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{2, 2, 2}));
  EXPECT_EQ(f.events.count<GenerationStarted>(), 1u);
}

TEST_F(Groups, APauseLongerThanTheSessionCostsTheMembership) {
  start();
  run_for(12s);
  f.cluster().pause(member(0).host().id());
  run_for(15s);
  EXPECT_EQ(f.events.count<GroupMemberRemoved>(), 1u);
  f.cluster().resume(member(0).host().id());
  run_for(10s);
  EXPECT_EQ(f.events.count<PartitionsLost>(), 1u);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{2, 2, 2}));
  run_for(6s);
  repeated();  // nothing is missing
}

TEST_F(Groups, AStaticMemberComesBackToItsPartitionsWithoutARebalance) {
  group.config.group_instance_id = "till";
  group.config.session_timeout_ms = 30s;
  start();
  run_for(12s);
  const auto owned = [&] {
    std::vector<TopicPartition> all = member(0).consumer()->assignment();
    std::sort(all.begin(), all.end());
    return all;
  };
  const std::vector<TopicPartition> before = owned();
  f.cluster().shutdown(member(0).host().id(), [] {});
  run_for(5s);
  EXPECT_EQ(f.events.count<MemberLeft>(), 0u);
  f.cluster().start(member(0).host().id());
  run_for(5s);
  EXPECT_EQ(f.events.count<GenerationStarted>(), 1u);
  EXPECT_EQ(owned(), before);
  EXPECT_EQ(repeated(), 0);
}

TEST_F(Groups, CooperativeMembersReadOnThroughARebalance) {
  group.members = 2;
  group.start_every = 20s;
  group.config.partition_assignment_strategy = {"cooperative-sticky"};
  start();
  run_for(40s);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{3, 3}));
  EXPECT_EQ(generation(), Generation(3));  // one to give up, one to hand over
  // The three partitions that stay are never revoked.
  std::set<TopicPartition> revoked;
  for (const auto& [at, e] : f.events.all<PartitionsRevoked>())
    revoked.insert(e.partitions.begin(), e.partitions.end());
  EXPECT_EQ(revoked.size(), 3u);
  for (const TopicPartition tp : member(0).consumer()->assignment()) EXPECT_FALSE(revoked.contains(tp));
  EXPECT_EQ(repeated(), 0);
}

TEST_F(Groups, EagerMembersStopForIt) {
  group.members = 2;
  group.start_every = 20s;
  start();
  run_for(40s);
  std::set<TopicPartition> revoked;
  for (const auto& [at, e] : f.events.all<PartitionsRevoked>())
    revoked.insert(e.partitions.begin(), e.partitions.end());
  EXPECT_EQ(revoked.size(), 6u);
}

TEST_F(Groups, NewPartitionsAreFoundAtTheLeadersNextRefresh) {
  group.config.metadata_max_age_ms = 30s;
  start();
  run_for(12s);
  bool added = false;
  f.cluster().add_partitions("orders", 9, {}, [&](const std::string& error) { added = error.empty(); });
  f.run_for(60s);
  EXPECT_TRUE(added);
  EXPECT_EQ(shares(), (std::vector<std::size_t>{3, 3, 3}));
  EXPECT_EQ(generation(), Generation(2));
}

}  // namespace
}  // namespace kafka::testing
