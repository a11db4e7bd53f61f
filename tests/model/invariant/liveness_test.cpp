#include "model/invariant/liveness.h"

#include <gtest/gtest.h>

namespace kafka::testing {
namespace {

class LivenessTest : public ::testing::Test {
 protected:
  TopicTable topics;
  InvariantSettings settings;
  ClusterNow cluster;

  void SetUp() override {
    topics.intern("t");
    settings.topics = &topics;
    settings.default_min_isr = 2;
    const std::vector<BrokerId> all{BrokerId(101), BrokerId(102), BrokerId(103)};
    cluster.live = all;
    cluster.active_controllers = {BrokerId(103)};
    PartitionNow p{.tp = {TopicId(0), PartitionId(0)},
                   .stored_leader = BrokerId(101),
                   .replicas = all,
                   .isr = all,
                   .live_replicas = {},
                   .known_leaders = {BrokerId(101), BrokerId(101), BrokerId(101)}};
    for (const BrokerId b : all)
      p.live_replicas.push_back({.broker = b,
                                 .leads = b == BrokerId(101),
                                 .fetches_from = b == BrokerId(101) ? kNoBroker : BrokerId(101),
                                 .log_end_offset = Offset(10),
                                 .high_watermark = Offset(10)});
    cluster.partitions.push_back(p);
    cluster.production_stopped = true;
  }

  PartitionNow& partition() { return cluster.partitions[0]; }
  std::string broken() {
    std::string text;
    for (const Violation& v : check_liveness(settings, cluster, sim::SimTime{}))
      text += (text.empty() ? "" : " ") + std::string(v.name);
    return text;
  }
};

TEST_F(LivenessTest, ClusterAtRest) { EXPECT_EQ(broken(), ""); }

TEST_F(LivenessTest, L1NoControllerOrTwo) {
  cluster.active_controllers.clear();
  EXPECT_EQ(broken(), "L1");
  cluster.active_controllers = {BrokerId(101), BrokerId(102)};
  EXPECT_EQ(broken(), "L1");
}

TEST_F(LivenessTest, L2StoredLeaderDoesNotLead) {
  partition().live_replicas[0].leads = false;
  EXPECT_EQ(broken(), "L2");
}

TEST_F(LivenessTest, L2NeedsALiveMemberOfTheIsr) {
  cluster.live = {BrokerId(102), BrokerId(103)};
  partition().live_replicas.erase(partition().live_replicas.begin());
  partition().stored_leader = kNoBroker;
  partition().isr = {BrokerId(101)};
  EXPECT_EQ(broken(), "");
  partition().isr = {BrokerId(101), BrokerId(102)};
  EXPECT_EQ(broken(), "L2");
}

TEST_F(LivenessTest, L2SomebodyDoesNotKnowTheLeader) {
  partition().known_leaders[2] = BrokerId(102);
  EXPECT_EQ(broken(), "L2");
}

TEST_F(LivenessTest, L3ReplicaFetchesFromNobody) {
  partition().live_replicas[1].fetches_from = kNoBroker;
  EXPECT_EQ(broken(), "L3");
}

TEST_F(LivenessTest, L3ReplicaIsNotInSync) {
  partition().isr = {BrokerId(101), BrokerId(102)};
  EXPECT_EQ(broken(), "L3");
}

TEST_F(LivenessTest, L3ALeaderWhoseChangeWasRefusedForGoodMayKeepItsIsr) {
  partition().isr = {BrokerId(101), BrokerId(102)};
  partition().live_replicas[0].waits_for_controller = true;
  EXPECT_EQ(broken(), "");
}

TEST_F(LivenessTest, L3LogsEndTogetherOnlyWhenNothingIsProduced) {
  partition().live_replicas[2].log_end_offset = partition().live_replicas[2].high_watermark = Offset(9);
  EXPECT_EQ(broken(), "L3");
  cluster.production_stopped = false;
  EXPECT_EQ(broken(), "");
}

TEST_F(LivenessTest, L4HighWatermarkIsBehind) {
  partition().live_replicas[2].high_watermark = Offset(9);
  EXPECT_EQ(broken(), "L4");
}

}  // namespace
}  // namespace kafka::testing
