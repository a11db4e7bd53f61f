#include "model/broker/replica_selector.h"

#include <vector>

#include <gtest/gtest.h>

namespace kafka {
namespace {

using namespace std::chrono_literals;

ReplicaView replica(int id, const std::string& rack, std::int64_t end, sim::Duration behind = 0ms) {
  ReplicaView view;
  view.broker = BrokerId(id);
  view.rack = rack;
  view.log_end_offset = Offset(end);
  view.since_caught_up = behind;
  return view;
}

/// Broker 1 in rack a leads; 2 and 3 are in rack b.
std::vector<ReplicaView> three() {
  std::vector<ReplicaView> views{replica(1, "a", 10), replica(2, "b", 8, 5ms), replica(3, "b", 8, 5ms)};
  views[0].leader = true;
  return views;
}

TEST(ReplicaSelector, TheLeaderServesWhoSaysNoRackOrSharesItsOwn) {
  EXPECT_EQ(select_read_replica(three(), "", Offset(0)), BrokerId(1));
  EXPECT_EQ(select_read_replica(three(), "a", Offset(0)), BrokerId(1));
  EXPECT_EQ(select_read_replica(three(), "c", Offset(0)), BrokerId(1));
}

TEST(ReplicaSelector, MostRecordsThenLatestCaughtUpThenHighestId) {
  auto views = three();
  EXPECT_EQ(select_read_replica(views, "b", Offset(0)), BrokerId(3));
  views[1].since_caught_up = 4ms;
  EXPECT_EQ(select_read_replica(views, "b", Offset(0)), BrokerId(2));
  views[2].log_end_offset = Offset(9);
  EXPECT_EQ(select_read_replica(views, "b", Offset(0)), BrokerId(3));
}

TEST(ReplicaSelector, AFollowerMustHoldTheOffsetAndBeInSync) {
  auto views = three();
  EXPECT_EQ(select_read_replica(views, "b", Offset(8)), BrokerId(3)) << "its end is a valid position";
  EXPECT_EQ(select_read_replica(views, "b", Offset(9)), BrokerId(1));
  views[2].log_start_offset = Offset(5);
  EXPECT_EQ(select_read_replica(views, "b", Offset(4)), BrokerId(2));
  views[1].in_isr = false;
  EXPECT_EQ(select_read_replica(views, "b", Offset(4)), BrokerId(1));
}

TEST(ReplicaSelector, IsNamedWithAndWithoutItsPackage) {
  EXPECT_TRUE(is_rack_aware_selector("RackAwareReplicaSelector"));
  EXPECT_TRUE(is_rack_aware_selector("org.apache.kafka.common.replica.RackAwareReplicaSelector"));
  EXPECT_FALSE(is_rack_aware_selector(""));
}

}  // namespace
}  // namespace kafka
