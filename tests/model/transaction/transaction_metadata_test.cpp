// How a transactional id changes. Cases of Kafka's TransactionMetadataTest.

#include "model/transaction/transaction_metadata.h"

#include <array>

#include <gtest/gtest.h>

#include "model/transaction/transaction_states.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using enum TransactionState;

constexpr sim::SimTime kCreated{1s};
const TopicPartition kPartition{TopicId(0), PartitionId(0)};

TransactionMetadata metadata_in(TransactionState state, std::int16_t epoch, ProducerId id = ProducerId(23423)) {
  return TransactionMetadata(TransactionLogValue{.transactional_id = "txnlId",
                                                 .producer_id = id,
                                                 .producer_epoch = ProducerEpoch(epoch),
                                                 .timeout = 30s,
                                                 .state = state,
                                                 .start_timestamp = state == Empty ? kNoTimestamp : kCreated,
                                                 .last_update_timestamp = kCreated});
}
TransactionMetadata new_metadata() { return TransactionMetadata("txnlId", ProducerId(23423), 30s, kCreated); }

/// The rows are what may follow, the columns what is.
TEST(TransactionStates, FollowEachOtherAsInKafka) {
  constexpr std::array kAll{Empty,          Ongoing,       PrepareCommit, PrepareAbort,
                            CompleteCommit, CompleteAbort, Dead,          PrepareEpochFence};
  constexpr std::array<std::string_view, 8> kMayFollow{
      "E...CA..",  // Empty
      "EO..CA..",  // Ongoing
      ".O......",  // PrepareCommit
      ".O.....F",  // PrepareAbort
      "..p.....",  // CompleteCommit
      "...a....",  // CompleteAbort
      "E...CA..",  // Dead
      ".O......",  // PrepareEpochFence
  };
  for (std::size_t to = 0; to < kAll.size(); ++to)
    for (std::size_t from = 0; from < kAll.size(); ++from)
      EXPECT_EQ(may_follow(kAll[from], kAll[to]), kMayFollow[to][from] != '.')
          << name_of(kAll[from]) << " -> " << name_of(kAll[to]);
}

// testInitializeEpoch
TEST(TransactionMetadata, TheFirstEpochIsZero) {
  TransactionMetadata metadata = new_metadata();
  const auto [error, transit] = metadata.prepare_increment_producer_epoch(30s, std::nullopt, kCreated);
  ASSERT_EQ(error, ErrorCode::NONE);
  metadata.complete_transition_to(transit);
  EXPECT_EQ(metadata.producer_id(), ProducerId(23423));
  EXPECT_EQ(metadata.producer_epoch(), ProducerEpoch(0));
  EXPECT_EQ(metadata.last_producer_epoch(), kNoProducerEpoch);
}

// testNormalEpochBump
TEST(TransactionMetadata, WhoSaysNoEpochGetsTheNextAndTheLastIsForgotten) {
  TransactionMetadata metadata = metadata_in(Empty, 735);
  const auto [error, transit] = metadata.prepare_increment_producer_epoch(30s, std::nullopt, kCreated);
  ASSERT_EQ(error, ErrorCode::NONE);
  metadata.complete_transition_to(transit);
  EXPECT_EQ(metadata.producer_epoch(), ProducerEpoch(736));
  EXPECT_EQ(metadata.last_producer_epoch(), kNoProducerEpoch);
}

// testEpochBumpWithCurrentEpochProvided, testAttemptedEpochBumpWithLastEpoch, testAttemptedEpochBumpWithFencedEpoch
TEST(TransactionMetadata, WhoSaysItsEpochGetsTheNextOneOnceAndIsFencedAfterAnother) {
  TransactionMetadata metadata = metadata_in(Empty, 735);
  auto [error, transit] = metadata.prepare_increment_producer_epoch(30s, ProducerEpoch(735), kCreated);
  ASSERT_EQ(error, ErrorCode::NONE);
  metadata.complete_transition_to(transit);
  EXPECT_EQ(metadata.producer_epoch(), ProducerEpoch(736));
  EXPECT_EQ(metadata.last_producer_epoch(), ProducerEpoch(735));

  std::tie(error, transit) = metadata.prepare_increment_producer_epoch(30s, ProducerEpoch(735), kCreated);
  ASSERT_EQ(error, ErrorCode::NONE) << "the answer was lost, and it asks again";
  metadata.complete_transition_to(transit);
  EXPECT_EQ(metadata.producer_epoch(), ProducerEpoch(736));
  EXPECT_EQ(metadata.last_producer_epoch(), ProducerEpoch(735));

  std::tie(error, transit) = metadata.prepare_increment_producer_epoch(30s, ProducerEpoch(734), kCreated);
  EXPECT_EQ(error, ErrorCode::PRODUCER_FENCED);
  EXPECT_FALSE(metadata.pending_transition_in_progress());
}

// testAttemptedEpochBumpWithNewlyCreatedMetadata
TEST(TransactionMetadata, WhoSaysAnEpochOfAnIdThatIsNewHereGetsEpochZero) {
  TransactionMetadata metadata = new_metadata();
  const auto [error, transit] = metadata.prepare_increment_producer_epoch(30s, ProducerEpoch(735), kCreated);
  ASSERT_EQ(error, ErrorCode::NONE);
  metadata.complete_transition_to(transit);
  EXPECT_EQ(metadata.producer_epoch(), ProducerEpoch(0));
}

// testBumpEpochNotAllowedIfEpochsExhausted, testFenceProducerAfterEpochsExhausted,
// testFenceProducerNotAllowedIfItWouldOverflow
TEST(TransactionMetadata, TheLargestEpochIsKeptForFencing) {
  TransactionMetadata metadata = metadata_in(Ongoing, INT16_MAX - 1);
  EXPECT_TRUE(metadata.is_producer_epoch_exhausted());
  EXPECT_DEATH((void)metadata.prepare_increment_producer_epoch(30s, std::nullopt, kCreated), "no epoch is left");

  const TxnTransitMetadata fence = metadata.prepare_fence_producer_epoch(true);
  EXPECT_EQ(fence.producer_epoch, ProducerEpoch(INT16_MAX));
  EXPECT_EQ(metadata.pending_state(), PrepareEpochFence);
  metadata.adopt_fenced_epoch(fence.producer_epoch);
  metadata.complete_transition_to(metadata.prepare_abort_or_commit(PrepareAbort, kCreated));
  EXPECT_EQ(metadata.producer_epoch(), ProducerEpoch(INT16_MAX));

  TransactionMetadata last = metadata_in(Ongoing, INT16_MAX);
  EXPECT_DEATH(last.prepare_fence_producer_epoch(true), "no epoch is left");
}

// testRotateProducerId
TEST(TransactionMetadata, ANewProducerIdBeginsWithEpochZero) {
  TransactionMetadata metadata = metadata_in(Empty, INT16_MAX - 1);
  metadata.complete_transition_to(metadata.prepare_producer_id_rotation(ProducerId(9893), 30s, kCreated, true));
  EXPECT_EQ(metadata.producer_id(), ProducerId(9893));
  EXPECT_EQ(metadata.producer_epoch(), ProducerEpoch(0));
  EXPECT_EQ(metadata.last_producer_id(), ProducerId(23423));
  EXPECT_EQ(metadata.last_producer_epoch(), ProducerEpoch(INT16_MAX - 1));
}

// testRotateProducerIdInOngoingState, ...InPrepareAbortState, ...InPrepareCommitState
TEST(TransactionMetadata, AnIdIsNotChangedWithinATransaction) {
  for (const TransactionState state : {Ongoing, PrepareAbort, PrepareCommit}) {
    TransactionMetadata metadata = metadata_in(state, INT16_MAX - 1);
    EXPECT_DEATH(metadata.prepare_producer_id_rotation(ProducerId(9893), 30s, kCreated, true), "may not follow");
  }
}

TEST(TransactionMetadata, OneChangeAtATime) {
  TransactionMetadata metadata = metadata_in(Empty, 0);
  metadata.prepare_add_partitions({kPartition}, kCreated);
  EXPECT_EQ(metadata.pending_state(), Ongoing);
  EXPECT_EQ(metadata.state(), Empty) << "it is not in the log yet";
  EXPECT_DEATH(metadata.prepare_add_partitions({kPartition}, kCreated), "one change");
  metadata.clear_pending_state();
  metadata.prepare_add_partitions({kPartition}, kCreated);
}

TEST(TransactionMetadata, ATransactionStartsWithItsFirstPartitionAndEndsWithNone) {
  TransactionMetadata metadata = metadata_in(Empty, 0);
  metadata.complete_transition_to(metadata.prepare_add_partitions({kPartition}, sim::SimTime{5s}));
  metadata.complete_transition_to(metadata.prepare_add_partitions({{TopicId(0), PartitionId(1)}}, sim::SimTime{6s}));
  EXPECT_EQ(metadata.partitions().size(), 2U);
  EXPECT_EQ(metadata.start_timestamp(), sim::SimTime{5s});
  EXPECT_EQ(metadata.last_update_timestamp(), sim::SimTime{6s});
  metadata.complete_transition_to(metadata.prepare_abort_or_commit(PrepareCommit, sim::SimTime{7s}));
  metadata.complete_transition_to(metadata.prepare_complete(sim::SimTime{8s}));
  EXPECT_EQ(metadata.state(), CompleteCommit);
  EXPECT_TRUE(metadata.partitions().empty());
  metadata.complete_transition_to(metadata.prepare_add_partitions({kPartition}, sim::SimTime{9s}));
  EXPECT_EQ(metadata.start_timestamp(), sim::SimTime{9s});
}

TEST(TransactionMetadata, AnEpochThatCouldNotBeWrittenIsNotRaisedAgain) {
  for (const bool keep : {true, false}) {  // KAFKA-9666: since 2.7
    TransactionMetadata metadata = metadata_in(Ongoing, 3);
    const TxnTransitMetadata fence = metadata.prepare_fence_producer_epoch(keep);
    metadata.adopt_fenced_epoch(fence.producer_epoch);
    metadata.prepare_abort_or_commit(PrepareAbort, kCreated);
    metadata.clear_pending_state();  // the append failed
    metadata.note_failed_epoch_fence();
    EXPECT_EQ(metadata.producer_epoch(), ProducerEpoch(4));
    EXPECT_EQ(metadata.prepare_fence_producer_epoch(keep).producer_epoch, ProducerEpoch(keep ? 4 : 5));
  }
}

}  // namespace
}  // namespace kafka::testing
