// Rows of the tutorial's concept table about members of a group: order within a generation (24), the idle member (44),
// shares of ten partitions (45), what the committed number means (46).

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class TutorialGroup : public ::testing::Test {
 protected:
  void start(int partitions, int members, sim::Duration start_every = sim::Duration{0}) {
    f.brokers(1);
    f.topic("orders", partitions, 1);
    f.spec.profile = Profile::v2_3;
    f.spec.config.offsets_topic_num_partitions = 1;
    f.spec.hardware.network.latency = 1ms;
    Cluster& cluster = f.build();
    app = std::make_unique<TestApplication>(cluster.add_producer("shop", "", {}));
    ConsumerGroupSpec group;
    group.name = "readers";
    group.topics = {"orders"};
    group.members = members;
    group.start_every = start_every;
    group.config.auto_offset_reset = OffsetResetStrategy::earliest;
    group.config.session_timeout_ms = 10s;
    group.config.partition_assignment_strategy = {"range"};
    group.application.commit = CommitMode::after;
    id = cluster.add_group(group);
    cluster.start();
  }
  void send(int count, int partitions) {
    for (int i = 0; i < count; ++i) {
      app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(i % partitions), .value_size = 100}, 1);
      f.run_for(10ms);
    }
  }
  std::size_t owned(int member) { return f.cluster().member(id, member).consumer()->assignment().size(); }

  ClusterFixture f;
  std::unique_ptr<TestApplication> app;
  GroupId id{0};
};

// Row 24: with a crash and a newcomer between them, a member reads a partition's offsets in ascending order as long as
// its generation lasts.
TEST_F(TutorialGroup, Row24OffsetsAscendPerMemberAndGeneration) {
  start(3, 2, 5s);
  send(1000, 3);
  f.cluster().stop(f.cluster().member(id, 0).host().id(), sim::StopKind::kill);
  send(2500, 3);
  std::map<std::pair<ClientId, TopicPartition>, Offset> next;
  std::int64_t generations = 0;
  std::int64_t read = 0;
  for (const auto& [at, host, event] : f.events.seen) {
    if (std::holds_alternative<GenerationStarted>(event)) {
      next.clear();
      ++generations;
    } else if (const auto* e = std::get_if<RecordsDelivered>(&event)) {
      Offset& expected = next.try_emplace({e->member, e->tp}, e->base_offset).first->second;
      EXPECT_EQ(e->base_offset, expected);
      expected = e->base_offset + e->count;
      read += e->count;
    }
  }
  EXPECT_EQ(generations, 3) << "one member, two, one again";
  EXPECT_GE(read, 3500);
}

// Row 44: the member without partitions heartbeats every 3 s, and owns nothing.
TEST_F(TutorialGroup, Row44AnIdleMemberStaysConnected) {
  start(3, 4);
  f.run_for(10s);
  int idle = -1;
  for (int m = 0; m < 4; ++m) {
    if (owned(m) > 0) continue;
    EXPECT_EQ(idle, -1) << "only one is idle";
    idle = m;
  }
  ASSERT_GE(idle, 0);
  const ClientId who = f.cluster().member(id, idle).id();
  const std::size_t before = f.events.all<HeartbeatAnswered>().size();
  f.run_for(30s);
  std::vector<sim::SimTime> beats;
  const auto all = f.events.all<HeartbeatAnswered>();
  for (std::size_t i = before; i < all.size(); ++i)
    if (all[i].second.member == who) {
      EXPECT_EQ(all[i].second.error, ErrorCode::NONE);
      beats.push_back(all[i].first);
    }
  ASSERT_EQ(beats.size(), 10u);
  for (std::size_t i = 1; i < beats.size(); ++i) EXPECT_NEAR(sim::to_seconds(beats[i] - beats[i - 1]), 3.0, 0.01);
  EXPECT_EQ(owned(idle), 0u);
}

// Row 45: three members share ten partitions 4 + 3 + 3; nobody shares one.
TEST_F(TutorialGroup, Row45AMemberOwnsManyPartitionsAPartitionHasOneOwner) {
  start(10, 3);
  f.run_for(10s);
  std::multiset<std::size_t> shares;
  std::map<TopicPartition, int> owners;
  for (int m = 0; m < 3; ++m) {
    shares.insert(owned(m));
    for (const TopicPartition tp : f.cluster().member(id, m).consumer()->assignment()) ++owners[tp];
  }
  EXPECT_EQ(shares, (std::multiset<std::size_t>{3, 3, 4}));
  EXPECT_EQ(owners.size(), 10u);
  for (const auto& [tp, count] : owners) EXPECT_EQ(count, 1) << f.cluster().topics().name(tp);
}

// Row 46: offsets 0 to 41 are processed and committed: the committed number is 42, the next to read.
TEST_F(TutorialGroup, Row46TheCommittedOffsetIsTheNextToRead) {
  start(1, 1);
  send(42, 1);
  f.run_for(5s);
  EXPECT_EQ(f.view().log_end_offset(f.tp("orders", 0)), Offset(42));
  EXPECT_EQ(f.view().committed(id, f.tp("orders", 0)), Offset(42));
  EXPECT_EQ(f.view().lag(id, f.tp("orders", 0)), 0);
}

}  // namespace
}  // namespace kafka::testing
