// __consumer_offsets is compacted under a group that commits ten times a second; followers and coordinators read what
// is left.

#include <algorithm>

#include <gtest/gtest.h>

#include "model/invariant/invariants.h"
#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Compaction : public ::testing::Test {
 protected:
  Compaction() {
    f.brokers(3);
    f.topic("orders", 2, 3);
    f.spec.config.offsets_topic_num_partitions = 1;
    f.spec.config.offsets_topic_segment_bytes = sim::KiB(2);
    f.spec.config.log_cleaner_backoff_ms = 1s;
    f.spec.config.min_insync_replicas = 2;
    f.spec.hardware.network.latency = 1ms;
    ConsumerGroupSpec group;
    group.name = "readers";
    group.topics = {"orders"};
    group.config.auto_offset_reset = OffsetResetStrategy::earliest;
    group.config.auto_commit_interval_ms = 100ms;
    Cluster& cluster = f.build();
    InvariantSettings settings;
    settings.behaviour = f.spec.behaviour;
    settings.default_min_isr = 2;
    settings.topics = &cluster.topics();
    invariants = std::make_unique<Invariants>(settings);
    f.attach(*invariants);
    app = std::make_unique<TestApplication>(cluster.add_producer("shop", "", {}));
    id = cluster.add_group(group);
    cluster.start();
  }
  /// 100 records a second.
  void run_for(sim::Duration time) {
    const sim::SimTime end = f.scheduler.from_now(time);
    for (; f.scheduler.now() < end; ++sent, f.run_for(10ms))
      app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(sent % 2), .value_size = 100});
  }
  [[nodiscard]] TopicPartition offsets() const { return f.tp(std::string(kGroupMetadataTopicName), 0); }
  [[nodiscard]] const Log& log(BrokerId broker) const { return f.view().replica(broker, offsets())->log(); }
  /// Offsets of the log's batches that are missing within it.
  static std::int64_t missing(const Log& log) {
    std::int64_t there = 0;
    for (LogEntries::Index i = log.entries().begin_index(); i < log.entries().end_index(); ++i)
      there += log.entries()[i].batch->count;
    return log.log_end_offset() - log.log_start_offset() - there;
  }
  [[nodiscard]] std::int64_t committed() const {
    return f.view().committed(id, f.tp("orders", 0)).value() + f.view().committed(id, f.tp("orders", 1)).value();
  }
  sim::HostId host(BrokerId broker) const {
    for (const Machine& m : f.cluster().machines())
      if (m.kind == MachineKind::broker && BrokerId(m.number) == broker) return m.host;
    return kNoHost;
  }
  void expect_nothing_broken() {
    invariants->finish(f.scheduler.now());
    for (const Violation& v : invariants->violations()) ADD_FAILURE() << v.name << ": " << v.what;
  }

  mutable ClusterFixture f;
  std::unique_ptr<Invariants> invariants;
  std::unique_ptr<TestApplication> app;
  GroupId id{0};
  int sent = 0;
};

TEST_F(Compaction, TheLogStaysSmallOnEveryReplica) {
  run_for(60s);
  for (const BrokerId broker : f.view().brokers()) {
    const Log& replica = log(broker);
    EXPECT_GT(replica.log_end_offset(), Offset(1000)) << "two partitions, ten times a second";
    EXPECT_LT(replica.size(), sim::KiB(20)) << "more than half of it may be dirty, no more";
    EXPECT_GT(missing(replica), 900);
  }
  EXPECT_GT(committed(), sent - 50);
  expect_nothing_broken();
}

TEST_F(Compaction, AFollowerThatWasAwayCopiesWhatIsLeft) {
  run_for(20s);
  const BrokerId leader = f.view().leader(offsets());
  const BrokerId away = leader == BrokerId(101) ? BrokerId(102) : BrokerId(101);
  const Offset end = log(away).log_end_offset();
  f.cluster().stop(host(away), sim::StopKind::kill);
  run_for(30s);
  const Log& leads = log(f.view().leader(offsets()));
  ASSERT_LT(end, leads.first_dirty_offset()) << "the next that it asks for was compacted away";
  f.cluster().start(host(away));
  run_for(30s);
  EXPECT_EQ(log(away).high_watermark(), log(f.view().leader(offsets())).high_watermark());
  EXPECT_TRUE(std::ranges::count(f.view().state(offsets()).isr, away) == 1);
  expect_nothing_broken();
}

TEST_F(Compaction, ANewCoordinatorFindsTheLastCommits) {
  run_for(40s);
  const BrokerId before = f.view().leader(offsets());
  const std::int64_t by_then = committed();
  f.cluster().stop(host(before), sim::StopKind::kill);
  run_for(30s);
  ASSERT_NE(f.view().leader(offsets()), before);
  const auto loaded = f.events.all<GroupLoaded>();
  ASSERT_FALSE(loaded.empty());
  EXPECT_EQ(loaded.back().second.group, id);
  EXPECT_EQ(loaded.back().second.members, 1);
  EXPECT_GT(missing(log(f.view().leader(offsets()))), 500) << "it read a log with gaps";
  EXPECT_GT(committed(), by_then + 1000);
  std::int64_t delivered = 0;
  for (const auto& [at, e] : f.events.all<RecordsDelivered>()) delivered += e.count;
  EXPECT_LE(delivered, sent) << "the member went on where it was";
  expect_nothing_broken();
}

}  // namespace
}  // namespace kafka::testing
