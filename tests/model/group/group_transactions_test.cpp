/// Offsets that are committed in a transaction (KIP-98, KIP-447). Kafka: GroupCoordinatorTest, GroupMetadataTest.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

struct GroupTransactionsTest : ::testing::Test, testing::GroupBench {};

// Kafka: testBasicFetchTxnOffsets, testFetchPendingTxnOffsetsWithCommit
TEST_F(GroupTransactionsTest, CountWhenTheTransactionIsCommitted) {
  start();
  EXPECT_EQ(txn_commit(txn_committing(1000, 5)).error(), ErrorCode::NONE);
  EXPECT_EQ(committed(), -1);
  EXPECT_EQ(fetch(true).error, ErrorCode::UNSTABLE_OFFSET_COMMIT);
  EXPECT_EQ(fetch(false).error, ErrorCode::NONE);
  EXPECT_TRUE(log.last().transactional);
  EXPECT_EQ(log.last().producer_id, ProducerId(1000));
  EXPECT_EQ(log.last().producer_epoch, ProducerEpoch(0));
  EXPECT_EQ(log.last_guard, VerificationGuard(7));
  end_txn(1000, true);
  EXPECT_EQ(committed(), 5);
  EXPECT_EQ(fetch(true).error, ErrorCode::NONE);
}

// Kafka: testFetchTxnOffsetsWithAbort, testFetchPendingTxnOffsetsWithAbort
TEST_F(GroupTransactionsTest, NeverCountWhenItIsAborted) {
  start();
  commit(3);
  txn_commit(txn_committing(1000, 5));
  end_txn(1000, false);
  EXPECT_EQ(committed(), 3);
  EXPECT_EQ(fetch(true).offsets[0].offset, Offset(3));
}

// Kafka: testFetchTxnOffsetsIgnoreSpuriousCommit
TEST_F(GroupTransactionsTest, AMarkerEndsTheTransactionOnce) {
  start();
  txn_commit(txn_committing(1000, 5));
  end_txn(1000, false);
  end_txn(1000, true);
  EXPECT_EQ(committed(), -1);
}

// Kafka: testFetchTxnOffsetsMultipleProducersOneGroup
TEST_F(GroupTransactionsTest, EachProducerEndsItsOwn) {
  start();
  txn_commit(txn_committing(1000, 5));
  TxnOffsetCommitRequest other = txn_committing(1001, 8);
  other.offsets[0].tp = payments;
  txn_commit(other);
  end_txn(1001, true);
  EXPECT_EQ(committed(), -1);
  EXPECT_EQ(coordinator().committed(group, payments), Offset(8));
  end_txn(1000, true);
  EXPECT_EQ(committed(), 5);
}

// Kafka: testFetchTxnOffsetsOneProducerMultipleGroups
TEST_F(GroupTransactionsTest, AProducerMayCommitForSeveralGroups) {
  start();
  const GroupId other = add_group("other");
  txn_commit(txn_committing(1000, 5));
  TxnOffsetCommitRequest request = txn_committing(1000, 6);
  request.group = other;
  txn_commit(request);
  end_txn(1000, true);
  EXPECT_EQ(committed(), 5);
  EXPECT_EQ(coordinator().committed(other, orders), Offset(6));
}

// Kafka: GroupMetadataTest.testConsumerBeatsTransactionalOffsetCommit, testTransactionBeatsConsumerOffsetCommit
TEST_F(GroupTransactionsTest, OfAPlainCommitAndATransactionalOneTheLaterInTheLogCounts) {
  start();
  txn_commit(txn_committing(1000, 5));
  commit(8);
  end_txn(1000, true);
  EXPECT_EQ(committed(), 8);
  commit(9);
  txn_commit(txn_committing(1000, 6));
  end_txn(1000, true);
  EXPECT_EQ(committed(), 6);
}

// Kafka: testTxnCommitOffsetWithFencedInstanceId, ...WithInvalidMemberId, ...WithKnownMemberId,
// ...WithIllegalGeneration,
// ...WithLegalGeneration
TEST_F(GroupTransactionsTest, Since2_5AMemberOfAnotherGenerationIsFenced) {
  start();
  const auto ids = form(1);
  TxnOffsetCommitRequest request = txn_committing(1000, 5);
  EXPECT_EQ(txn_commit(request).error(), ErrorCode::NONE) << "old producers name nobody";
  request.member_id = "stranger";
  request.generation = Generation(1);
  EXPECT_EQ(txn_commit(request).error(), ErrorCode::UNKNOWN_MEMBER_ID);
  request.member_id = ids[0];
  EXPECT_EQ(txn_commit(request).error(), ErrorCode::NONE);
  request.generation = Generation(0);
  EXPECT_EQ(txn_commit(request).error(), ErrorCode::ILLEGAL_GENERATION);
  behaviour.group_metadata_fencing = false;
  EXPECT_EQ(txn_commit(request).error(), ErrorCode::NONE);
}

TEST_F(GroupTransactionsTest, AReplacedStaticMemberIsFenced) {
  start();
  const auto joined = join(joining_static("i1"));
  run_for(3s);
  stabilise({joined.get().member_id});
  join(joining_static("i1"));
  TxnOffsetCommitRequest request = txn_committing(1000, 5);
  request.member_id = joined.get().member_id;
  request.group_instance_id = "i1";
  request.generation = Generation(1);
  EXPECT_EQ(txn_commit(request).error(), ErrorCode::FENCED_INSTANCE_ID);
}

// Kafka: testVerificationErrorsForTxnOffsetCommits
TEST_F(GroupTransactionsTest, WhatIsNotPartOfTheTransactionIsNotStored) {
  start();
  using enum ErrorCode;
  for (const auto& [error, answer] :
       {std::pair(INVALID_TXN_STATE, INVALID_TXN_STATE),
        std::pair(INVALID_PRODUCER_ID_MAPPING, INVALID_PRODUCER_ID_MAPPING),
        std::pair(NETWORK_EXCEPTION, COORDINATOR_LOAD_IN_PROGRESS),
        std::pair(NOT_ENOUGH_REPLICAS, COORDINATOR_NOT_AVAILABLE), std::pair(NOT_LEADER_OR_FOLLOWER, NOT_COORDINATOR),
        std::pair(KAFKA_STORAGE_ERROR, NOT_COORDINATOR)}) {
    log.verification = error;
    EXPECT_EQ(txn_commit(txn_committing(1000, 5)).error(), answer) << name_of(error);
  }
  EXPECT_EQ(log.size(), 0U);
  EXPECT_EQ(fetch(true).error, NONE);
}

// Kafka: GroupMetadataTest.testFailedTxnOffsetCommitLeavesNoPendingState
TEST_F(GroupTransactionsTest, ACommitThatFailedLeavesNothingPending) {
  start();
  log.error = ErrorCode::NOT_ENOUGH_REPLICAS;
  const auto reply = txn_commit(txn_committing(1000, 5));
  run_for(0ms);
  EXPECT_EQ(reply.error(), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(fetch(true).error, ErrorCode::NONE);
  end_txn(1000, true);
  EXPECT_EQ(committed(), -1);
}

TEST_F(GroupTransactionsTest, AGroupWithPendingOffsetsIsNotRemoved) {
  start();
  txn_commit(txn_committing(1000, 5));
  run_for(config.offsets_retention_check_interval_ms);
  EXPECT_EQ(state(), GroupState::Empty);
  end_txn(1000, false);
  run_for(config.offsets_retention_check_interval_ms);
  EXPECT_EQ(state(), GroupState::Dead);
}

}  // namespace
}  // namespace kafka
