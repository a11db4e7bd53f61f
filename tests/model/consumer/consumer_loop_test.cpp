// The usual application on a whole cluster: what it commits when, and what a crash costs in each mode.

#include <map>
#include <memory>

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class ConsumerLoopOnACluster : public ::testing::Test {
 protected:
  ConsumerLoopOnACluster() {
    f.brokers(1);
    f.topic("orders", 1, 1);
    f.spec.config.offsets_topic_num_partitions = 1;
    f.spec.hardware.network.latency = 1ms;
    group.name = "readers";
    group.topics = {"orders"};
    group.config.auto_offset_reset = OffsetResetStrategy::earliest;
    group.config.session_timeout_ms = 10s;
    group.application.processing = sim::Constant{0.05};
  }
  /// Ten records lie there; the member is at work on them.
  void start(CommitMode mode) {
    group.application.commit = mode;
    Cluster& cluster = f.build();
    app = std::make_unique<TestApplication>(cluster.add_producer("shop", "", {}));
    id = cluster.add_group(group);
    cluster.start();
    send(10);
    run_until_delivered(10);
  }
  void send(int records) {
    app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(0), .value_size = 100}, records);
  }
  void run_until_delivered(std::int64_t records) {
    const auto delivered = [&] {
      std::int64_t sum = 0;
      for (const auto& [at, e] : f.events.all<RecordsDelivered>()) sum += e.count;
      return sum;
    };
    for (int ms = 0; ms < 60'000 && delivered() < records; ++ms) f.run_for(1ms);
    ASSERT_GE(delivered(), records);
  }
  ConsumerMachine& member() { return f.cluster().member(id, 0); }
  /// The process dies, and comes back when its session is over.
  void crash() {
    f.cluster().stop(member().host().id(), sim::StopKind::kill);
    f.run_for(15s);
    f.cluster().start(member().host().id());
    f.run_for(15s);
  }
  /// How often each offset was processed.
  std::map<std::int64_t, int> times() const {
    std::map<std::int64_t, int> times;
    for (const auto& [at, e] : f.events.all<RecordsProcessed>())
      for (std::int32_t i = 0; i < e.count; ++i) ++times[e.base_offset.value() + i];
    return times;
  }
  int repeated() const {
    int more = 0;
    for (const auto& [offset, n] : times()) more += n - 1;
    return more;
  }
  /// What was committed, one offset after the other; an offset that is committed again is not repeated here.
  std::vector<std::int64_t> commits() const {
    std::vector<std::int64_t> offsets;
    for (const auto& [at, e] : f.events.all<OffsetCommitted>())
      if (offsets.empty() || offsets.back() != e.offset.value()) offsets.push_back(e.offset.value());
    return offsets;
  }

  ClusterFixture f;
  ConsumerGroupSpec group;
  GroupId id{0};
  std::unique_ptr<TestApplication> app;
};

TEST_F(ConsumerLoopOnACluster, CommitBeforeTheWorkLosesWhatWasNotDoneAndRepeatsNothing) {
  start(CommitMode::before);
  f.run_for(230ms);
  EXPECT_EQ(commits(), (std::vector<std::int64_t>{10}));  // before the first record is done with
  crash();
  EXPECT_EQ(repeated(), 0);
  EXPECT_LT(times().size(), 10U);
  EXPECT_GE(times().size(), 4U);
  EXPECT_EQ(times().rbegin()->first, static_cast<std::int64_t>(times().size()) - 1) << "the end is what is lost";
}

TEST_F(ConsumerLoopOnACluster, CommitAfterTheWorkLosesNothingAndRepeatsWhatWasDone) {
  start(CommitMode::after);
  f.run_for(230ms);
  EXPECT_TRUE(commits().empty());
  const int done = static_cast<int>(times().size());
  crash();
  EXPECT_EQ(times().size(), 10U);
  EXPECT_GE(repeated(), 4);
  EXPECT_GE(repeated(), done);
  EXPECT_EQ(commits(), (std::vector<std::int64_t>{10}));
}

TEST_F(ConsumerLoopOnACluster, CommitAsyncAfterTheWorkPromisesTheSame) {
  start(CommitMode::after_async);
  f.run_for(230ms);
  EXPECT_TRUE(commits().empty());
  crash();
  EXPECT_EQ(times().size(), 10U);
  EXPECT_GE(repeated(), 4);
  EXPECT_EQ(commits(), (std::vector<std::int64_t>{10}));
}

TEST_F(ConsumerLoopOnACluster, AutomaticCommitsLoseNothingWhereTheWorkIsDoneBetweenTwoPolls) {
  group.config.auto_commit_interval_ms = 100ms;
  start(CommitMode::automatic);
  f.run_for(230ms);
  EXPECT_TRUE(commits().empty()) << "what this poll() returned is committed by the next one";
  crash();
  EXPECT_EQ(times().size(), 10U);
  EXPECT_GE(repeated(), 4);
}

TEST_F(ConsumerLoopOnACluster, AutomaticCommitsLoseRecordsThatAWorkerHasInHand) {
  group.config.auto_commit_interval_ms = 100ms;
  group.application.worker = true;
  start(CommitMode::automatic);
  f.run_for(320ms);
  EXPECT_EQ(commits(), (std::vector<std::int64_t>{10})) << "poll() has returned them: that is all that it knows";
  crash();
  EXPECT_EQ(repeated(), 0);
  EXPECT_LT(times().size(), 10U);
}

TEST_F(ConsumerLoopOnACluster, AnIntervalPassesBetweenAutomaticCommits) {
  group.config.auto_commit_interval_ms = 5s;
  group.application.processing = sim::Constant{0};
  start(CommitMode::automatic);
  for (int i = 0; i < 20; ++i) {
    send(1);
    f.run_for(1s);
  }
  const auto all = f.events.all<OffsetCommitted>();
  ASSERT_GE(all.size(), 3U);
  for (std::size_t i = 1; i < all.size(); ++i) {
    EXPECT_GE(sim::to_seconds(all[i].first - all[i - 1].first), 4.99);
    EXPECT_LT(sim::to_seconds(all[i].first - all[i - 1].first), 6.0);
  }
}

class EveryCommitMode : public ConsumerLoopOnACluster, public ::testing::WithParamInterface<CommitMode> {};

TEST_P(EveryCommitMode, AProcessThatIsAskedToEndFinishesCommitsAndRepeatsNothing) {
  start(GetParam());
  f.run_for(230ms);
  f.cluster().shutdown(member().host().id(), [] {});
  f.run_for(5s);
  ASSERT_FALSE(commits().empty());
  EXPECT_EQ(commits().back(), 10);
  f.cluster().start(member().host().id());
  f.run_for(5s);
  EXPECT_EQ(times().size(), 10U);
  EXPECT_EQ(repeated(), 0);
}
INSTANTIATE_TEST_SUITE_P(All, EveryCommitMode,
                         ::testing::Values(CommitMode::automatic, CommitMode::before, CommitMode::after,
                                           CommitMode::after_async));

}  // namespace
}  // namespace kafka::testing
