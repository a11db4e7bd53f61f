/// Committed offsets: who may commit, what a commit on its way changes, what others see. Kafka: GroupCoordinatorTest,
/// GroupMetadataTest, GroupMetadataManagerTest.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

struct GroupOffsetsTest : ::testing::Test, testing::GroupBench {};

// Kafka: testCommitOffsetFromUnknownGroup, testCommitOffsetWithDefaultGeneration,
// testCommitAndFetchOffsetsWithEmptyGroup
TEST_F(GroupOffsetsTest, WithoutAGenerationAnEmptyGroupTakesOffsetsFromAnybody) {
  start();
  EXPECT_EQ(commit(5, "stranger", 3).error(), ErrorCode::ILLEGAL_GENERATION);
  EXPECT_EQ(state(), GroupState::Dead);
  EXPECT_EQ(commit(5).error(), ErrorCode::NONE);
  EXPECT_EQ(state(), GroupState::Empty);
  EXPECT_EQ(committed(), 5);
  EXPECT_EQ(fetch().offsets[0].offset, Offset(5));
}

// Kafka: testFetchOffsetForUnknownPartition, testFetchOffsetNotCoordinatorForGroup
TEST_F(GroupOffsetsTest, WhatWasNeverCommittedIsMinusOne) {
  start();
  EXPECT_EQ(fetch().error, ErrorCode::NONE);
  EXPECT_EQ(fetch().offsets[0].offset, kUnknownOffset);
  make();
  EXPECT_EQ(fetch().error, ErrorCode::NOT_COORDINATOR);
}

// Kafka: testCommitOffsetsAfterGroupIsEmpty, testManualCommitOffsetShouldNotValidateMemberIdAndInstanceId
TEST_F(GroupOffsetsTest, AGroupWithMembersTakesOffsetsFromThemOnly) {
  start();
  const auto ids = form(1);
  EXPECT_EQ(commit(5).error(), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(commit(5, "stranger", 1).error(), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(commit(5, ids[0], 0).error(), ErrorCode::ILLEGAL_GENERATION);
  EXPECT_EQ(commit(5, ids[0], 1).error(), ErrorCode::NONE);
  leave(ids[0]);
  EXPECT_EQ(commit(6, ids[0], 1).error(), ErrorCode::UNKNOWN_MEMBER_ID);
  EXPECT_EQ(commit(7).error(), ErrorCode::NONE);
  EXPECT_EQ(committed(), 7);
}

// Kafka: testCommitOffsetInCompletingRebalance, ...FromUnknownMemberId, ...FromIllegalGeneration
TEST_F(GroupOffsetsTest, BetweenJoinAndSyncNobodyCommits) {
  start();
  const auto ids = form(1);
  join(ids[0]);
  ASSERT_EQ(state(), GroupState::CompletingRebalance);
  EXPECT_EQ(commit(5, ids[0], 2).error(), ErrorCode::REBALANCE_IN_PROGRESS);
  EXPECT_EQ(commit(5, ids[0], 1).error(), ErrorCode::ILLEGAL_GENERATION);
  EXPECT_EQ(commit(5, "stranger", 2).error(), ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupOffsetsTest, WhileOthersJoinAMemberOfTheOldGenerationMayCommit) {
  start();
  const auto ids = form(1);
  join(new_id());
  EXPECT_EQ(commit(5, ids[0], 1).error(), ErrorCode::NONE);
}

// Kafka: GroupMetadataManagerTest.testCommitOffset
TEST_F(GroupOffsetsTest, ACommitCountsWhenItIsReplicated) {
  log.latency = 20ms;
  start();
  const auto committing_now = commit(5);
  run_for(19ms);
  EXPECT_EQ(committed(), -1);
  EXPECT_EQ(fetch(true).error, ErrorCode::UNSTABLE_OFFSET_COMMIT);
  EXPECT_EQ(fetch(false).error, ErrorCode::NONE);
  run_for(1ms);
  EXPECT_EQ(committing_now.error(), ErrorCode::NONE);
  EXPECT_EQ(committed(), 5);
  EXPECT_EQ(log.all<OffsetCommits>().size(), 1U);
  EXPECT_EQ(log.last().count, 1);
  EXPECT_FALSE(log.last().transactional);
}

// Kafka: GroupMetadataManagerTest.testCommitOffsetFailure, testCommitOffsetWhenCoordinatorHasMoved
TEST_F(GroupOffsetsTest, TheErrorSaysWhatTheConsumerShallDo) {
  start();
  using enum ErrorCode;
  for (const auto& [error, answer] :
       {std::pair(UNKNOWN_TOPIC_OR_PARTITION, COORDINATOR_NOT_AVAILABLE),
        std::pair(NOT_ENOUGH_REPLICAS, COORDINATOR_NOT_AVAILABLE),
        std::pair(NOT_ENOUGH_REPLICAS_AFTER_APPEND, COORDINATOR_NOT_AVAILABLE),
        std::pair(NOT_LEADER_OR_FOLLOWER, NOT_COORDINATOR), std::pair(KAFKA_STORAGE_ERROR, NOT_COORDINATOR),
        std::pair(REQUEST_TIMED_OUT, COORDINATOR_NOT_AVAILABLE)}) {
    log.error = error;
    const auto reply = commit(5);
    run_for(config.offsets_commit_timeout_ms);
    EXPECT_EQ(reply.error(), answer) << name_of(error);
    EXPECT_EQ(committed(), -1);
    EXPECT_EQ(fetch(true).error, NONE) << "nothing is pending any more";
  }
}

// Kafka: GroupMetadataTest.testOffsetCommitWithAnotherPending
TEST_F(GroupOffsetsTest, TheLaterOfTwoCommitsStaysPendingUntilItIsConfirmed) {
  log.latency = 20ms;
  start();
  commit(5);
  run_for(10ms);
  commit(6);
  run_for(10ms);
  EXPECT_EQ(committed(), 5);
  EXPECT_EQ(fetch(true).error, ErrorCode::UNSTABLE_OFFSET_COMMIT);
  run_for(10ms);
  EXPECT_EQ(committed(), 6);
}

TEST_F(GroupOffsetsTest, ACommitKeepsItsLeaderEpoch) {
  start();
  OffsetCommitRequest request = committing(5);
  request.offsets[0].leader_epoch = LeaderEpoch(3);
  commit(request);
  EXPECT_EQ(fetch().offsets[0].leader_epoch, LeaderEpoch(3));
}

TEST_F(GroupOffsetsTest, OffsetsOfADeletedTopicAreForgotten) {
  start();
  commit(5);
  OffsetCommitRequest other = committing(8);
  other.offsets[0].tp = payments;
  commit(other);
  coordinator().on_partitions_deleted({orders});
  EXPECT_EQ(committed(), -1);
  EXPECT_EQ(coordinator().committed(group, payments), Offset(8));
  ASSERT_EQ(log.all<OffsetTombstones>().size(), 1U);
  EXPECT_EQ(log.all<OffsetTombstones>()[0].partitions, std::vector<TopicPartition>{orders});
}

// Kafka: GroupMetadataTest.testOffsetRemovalDuringTransitionFromEmptyToNonEmpty: what is removed while it is pending
TEST_F(GroupOffsetsTest, ACommitOfATopicThatIsDeletedMeanwhileDoesNotCount) {
  log.latency = 20ms;
  start();
  const auto reply = commit(5);
  coordinator().on_partitions_deleted({orders});
  run_for(20ms);
  EXPECT_EQ(reply.error(), ErrorCode::NONE);
  EXPECT_EQ(committed(), -1);
}

TEST_F(GroupOffsetsTest, ARecordIsAsLargeAsItsKeyAndValue) {
  start();
  commit(5);
  // OffsetCommitKey "group", "orders"; OffsetCommitValue: see record_size_test for the arithmetic of records.
  const std::int32_t key = 2 + (2 + 5) + (2 + 6) + 4;
  const std::int32_t value = 2 + 8 + 4 + 2 + 8;
  EXPECT_EQ(log.last().size.count(), 61 + (1 + 1 + 1 + 1 + 1 + key + 1 + value + 1));
}

}  // namespace
}  // namespace kafka
