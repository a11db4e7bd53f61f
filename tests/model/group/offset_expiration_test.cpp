/// How long offsets are kept (KIP-211). Kafka: GroupMetadataManagerTest.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

class OffsetExpirationTest : public ::testing::Test, protected testing::GroupBench {
 protected:
  OffsetExpirationTest() {
    config.offsets_retention_minutes = 60min;
    config.offsets_retention_check_interval_ms = 10min;
  }
  void keep_alive(const std::string& id, std::int32_t current, sim::Duration time) {
    for (sim::Duration passed{0}; passed < time; passed += 5s) {
      run_for(5s);
      ASSERT_EQ(heartbeat(id, current), ErrorCode::NONE);
    }
  }
};

// Kafka: testOffsetExpirationSemantics
TEST_F(OffsetExpirationTest, AnEmptyGroupLosesAllWhenItHasBeenEmptyThatLong) {
  start();
  const auto ids = form(1);
  commit(5, ids[0], 1);
  keep_alive(ids[0], 1, 90min);
  EXPECT_EQ(committed(), 5);
  leave(ids[0]);
  run_for(59min);
  EXPECT_EQ(committed(), 5);
  run_for(11min);
  EXPECT_EQ(committed(), -1);
  EXPECT_EQ(state(), GroupState::Dead);
  EXPECT_EQ(log.all<OffsetTombstones>().size(), 1U);
  EXPECT_EQ(log.all<GroupTombstone>().size(), 1U);
  const OffsetsExpired told = events.all<OffsetsExpired>().back().second;
  EXPECT_EQ(told.partitions, std::vector<TopicPartition>{orders});
  EXPECT_EQ(events.all<GroupStateChanged>().back().second.to, "Dead");
}

// Kafka: testOffsetExpirationOfActiveGroupSemantics
TEST_F(OffsetExpirationTest, AStableGroupLosesThoseOfTopicsItDoesNotReadAnyMore) {
  start();
  const auto ids = form(1);
  OffsetCommitRequest request = committing(5, ids[0], 1);
  request.offsets.push_back({.tp = payments, .offset = Offset(8)});
  commit(request);
  keep_alive(ids[0], 1, 75min);
  EXPECT_EQ(committed(), 5);
  EXPECT_EQ(coordinator().committed(group, payments), kUnknownOffset);
  EXPECT_EQ(state(), GroupState::Stable);
}

TEST_F(OffsetExpirationTest, AGroupThatIsRebalancingLosesNothing) {
  config.group_max_session_timeout_ms = 10h;
  start();
  JoinGroupRequest request = joining(new_id());
  request.session_timeout = request.rebalance_timeout = 10h;
  join(request);
  run_for(3s);
  stabilise({request.member_id});
  OffsetCommitRequest other = committing(8, request.member_id, 1);
  other.offsets[0].tp = payments;
  commit(other);
  join(new_id());
  run_for(50min);
  ASSERT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(coordinator().committed(group, payments), Offset(8));
}

// Kafka: testOffsetExpirationOfSimpleConsumer, testExpireGroupWithOffsetsOnly
TEST_F(OffsetExpirationTest, WithoutMembersEverTheTimeOfTheCommitCounts) {
  start();
  commit(5);
  run_for(30min);
  OffsetCommitRequest later = committing(8);
  later.offsets[0].tp = payments;
  commit(later);
  run_for(35min);
  EXPECT_EQ(committed(), -1);
  EXPECT_EQ(coordinator().committed(group, payments), Offset(8));
  EXPECT_EQ(state(), GroupState::Empty);
  run_for(30min);
  EXPECT_EQ(state(), GroupState::Dead);
  EXPECT_TRUE(log.all<GroupTombstone>().empty()) << "it has no record: nobody ever joined";
}

// Kafka: testExpireOffset: one that is committed again is kept
TEST_F(OffsetExpirationTest, OnesThatAreCommittedAgainStay) {
  start();
  commit(5);
  run_for(55min);
  commit(6);
  run_for(55min);
  EXPECT_EQ(committed(), 6);
}

// Kafka: testGroupMetadataRemoval
TEST_F(OffsetExpirationTest, AnEmptyGroupWithoutOffsetsIsRemovedAtOnce) {
  start();
  leave(form(1)[0]);
  run_for(10min);
  EXPECT_EQ(state(), GroupState::Dead);
  EXPECT_EQ(log.all<GroupTombstone>().size(), 1U);
}

TEST_F(OffsetExpirationTest, TheTimeAGroupIsEmptyOutlivesItsCoordinator) {
  start();
  const auto ids = form(1);
  commit(5, ids[0], 1);
  leave(ids[0]);
  run_for(30min);
  coordinator().shutdown();
  start();
  run_for(25min);
  EXPECT_EQ(committed(), 5);
  run_for(15min);
  EXPECT_EQ(committed(), -1);
}

}  // namespace
}  // namespace kafka
