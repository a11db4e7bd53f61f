// InitProducerId. Cases of Kafka's TransactionCoordinatorTest.

#include <gtest/gtest.h>

#include "model/transaction/transaction_log.h"
#include "tests/support/transaction_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

InitProducerIdRequest again(const BenchProducer& p) {
  return {.transactional_id = p.transactional_id,
          .transaction_timeout = 60s,
          .producer_id = p.id,
          .producer_epoch = p.epoch};
}
Behaviour rules_of_2_3() { return behaviour_of(Profile::v2_3); }

// shouldAcceptInitPidAndReturnNextPidWhenTransactionalIdIsNull
TEST(InitProducerId, WithoutATransactionalIdAnyBrokerGivesANewIdWithEpochZero) {
  TransactionBench bench;  // coordinates nothing
  for (const std::int64_t expected : {1000, 1001, 1002}) {
    const auto answer = bench.init(InitProducerIdRequest{});
    EXPECT_EQ(answer.error, ErrorCode::NONE);
    EXPECT_EQ(answer.producer_id, ProducerId(expected));
    EXPECT_EQ(answer.producer_epoch, ProducerEpoch(0));
  }
  EXPECT_EQ(bench.log.appends, 0);
}

// shouldInitPidWithEpochZeroForNewTransactionalId
TEST(InitProducerId, ANewTransactionalIdIsEmptyAndInTheLog) {
  TransactionBench bench;
  const BenchProducer p = bench.init("tid");
  EXPECT_EQ(p.error, ErrorCode::NONE);
  EXPECT_EQ(p.id, ProducerId(1000));
  EXPECT_EQ(p.epoch, ProducerEpoch(0));
  EXPECT_EQ(bench.state("tid"), "Empty");
  ASSERT_EQ(bench.logged("tid").size(), 1U);
  EXPECT_EQ(bench.logged("tid")[0].timeout, 60s);
  const auto changes = bench.events.all<TransactionStateChanged>();
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].second.from, "") << "a new id";
  EXPECT_EQ(changes[0].second.to, "Empty");
  EXPECT_EQ(changes[0].second.broker, BrokerId(1));
}

// shouldRespondWithNotCoordinatorOnInitPidWhenNotCoordinator, ...LoadInProgressOnInitPidWhenCoordinatorLoading
TEST(InitProducerId, IsTheCoordinatorsBusinessWhenItHasReadItsLog) {
  TransactionBench bench;
  const InitProducerIdRequest request{.transactional_id = "tid", .transaction_timeout = 60s};
  EXPECT_EQ(bench.init(request).error, ErrorCode::NOT_COORDINATOR);
  bench.log.hold_reads();
  bench.coordinate("tid");
  EXPECT_EQ(bench.init(request).error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  bench.log.release_reads();
  EXPECT_EQ(bench.init(request).error, ErrorCode::NONE);
}

TEST(InitProducerId, AskedWithHalfAnIdentityItIsInvalid) {
  TransactionBench bench;
  bench.coordinate("tid");
  InitProducerIdRequest request{.transactional_id = "tid", .transaction_timeout = 60s};
  request.producer_id = ProducerId(5);
  EXPECT_EQ(bench.init(request).error, ErrorCode::INVALID_REQUEST);
  request.producer_id = kNoProducerId;
  request.producer_epoch = ProducerEpoch(5);
  EXPECT_EQ(bench.init(request).error, ErrorCode::INVALID_REQUEST);
}

TEST(InitProducerId, ATimeoutAboveTheBrokersLimitIsRefused) {
  TransactionBench bench;
  EXPECT_EQ(bench.init("tid", 900001ms).error, ErrorCode::INVALID_TRANSACTION_TIMEOUT);
  EXPECT_EQ(bench.init("tid", 0ms).error, ErrorCode::INVALID_TRANSACTION_TIMEOUT);
  EXPECT_EQ(bench.state("tid"), "");
  EXPECT_EQ(bench.init("tid", 900000ms).error, ErrorCode::NONE);
}

TEST(InitProducerId, WithoutAnIdToGiveItAsksToComeAgain) {
  TransactionBench bench;
  bench.producer_ids.error = ErrorCode::COORDINATOR_LOAD_IN_PROGRESS;
  EXPECT_EQ(bench.init("tid").error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(bench.init(InitProducerIdRequest{}).error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  bench.producer_ids.error = ErrorCode::NONE;
  EXPECT_EQ(bench.init("tid").id, ProducerId(1000));
}

// shouldIncrementEpochAndUpdateMetadataOnHandleInitPidWhenExisting{Empty,Complete,CompleteCommit}Transaction
TEST(InitProducerId, AKnownIdGetsTheNextEpochAndTheNewTimeout) {
  TransactionBench bench;
  EXPECT_EQ(bench.init("tid").epoch, ProducerEpoch(0));
  const BenchProducer second = bench.init("tid", 30s);
  EXPECT_EQ(second.id, ProducerId(1000));
  EXPECT_EQ(second.epoch, ProducerEpoch(1));
  EXPECT_EQ(bench.metadata("tid")->timeout(), 30s);
  for (const bool commit : {true, false}) {
    const BenchProducer p = bench.init("tid");
    bench.add(p, {bench.tp("t-0")});
    bench.end(p, commit);
    bench.run_for(1s);
    EXPECT_EQ(bench.state("tid"), commit ? "CompleteCommit" : "CompleteAbort");
    EXPECT_EQ(bench.init("tid").epoch, p.epoch + ProducerEpoch::rep{1});
    EXPECT_EQ(bench.state("tid"), "Empty");
  }
}

// shouldWaitForCommitToCompleteOnHandleInitPidAndExistingTransactionInPrepare{Commit,Abort}State
TEST(InitProducerId, WaitsForADecidedTransactionToBeComplete) {
  for (const bool commit : {true, false}) {
    TransactionBench bench;
    bench.taker(2).set_silent(true);
    const BenchProducer p = bench.init("tid");
    bench.add(p, {bench.tp("t-0")});
    EXPECT_EQ(bench.end(p, commit), ErrorCode::NONE);
    EXPECT_EQ(bench.init("tid").error, ErrorCode::CONCURRENT_TRANSACTIONS);
    bench.taker(2).set_silent(false);
    bench.run_for(100ms);
    EXPECT_EQ(bench.init("tid").epoch, ProducerEpoch(1));
  }
}

TEST(InitProducerId, WaitsForAChangeThatIsOnItsWay) {
  TransactionBench bench;
  bench.init("tid");
  bench.log.hold();
  std::optional<InitProducerIdResponse> first;
  const InitProducerIdRequest request{.transactional_id = "tid", .transaction_timeout = 60s};
  bench.coordinator().handle_init_producer_id(request, [&](const auto& r) { first = r; });
  EXPECT_EQ(bench.init(request).error, ErrorCode::CONCURRENT_TRANSACTIONS);
  EXPECT_FALSE(first);
  bench.log.release();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->producer_epoch, ProducerEpoch(1));
}

// shouldAbortTransactionOnHandleInitPidWhenExistingTransactionInOngoingState
TEST(InitProducerId, DuringATransactionItFencesTheProducerAndTakesTheTransactionBack) {
  TransactionBench bench;
  const BenchProducer a = bench.init("tid");
  bench.add(a, {bench.tp("t-0")});
  EXPECT_EQ(bench.init("tid").error, ErrorCode::CONCURRENT_TRANSACTIONS);
  EXPECT_EQ(bench.metadata("tid")->producer_epoch(), ProducerEpoch(1)) << "told nobody";
  EXPECT_EQ(bench.end(a, true), ErrorCode::PRODUCER_FENCED);
  bench.run_for(100ms);
  EXPECT_EQ(bench.state("tid"), "CompleteAbort");
  const auto markers = bench.taker(2).written(bench.tp("t-0"));
  ASSERT_EQ(markers.size(), 1U);
  EXPECT_FALSE(markers[0].marker.commit);
  EXPECT_EQ(markers[0].marker.producer_epoch, ProducerEpoch(1));
  EXPECT_EQ(bench.init("tid").epoch, ProducerEpoch(2));
}

// shouldNotRepeatedlyBumpEpochDueToInitPidDuringOngoingTxnIfAppendToLogFails
TEST(InitProducerId, AFencingThatCouldNotBeWrittenRaisesTheEpochOnce) {
  for (const bool since_2_7 : {true, false}) {
    TransactionBench bench(since_2_7 ? Behaviour{} : rules_of_2_3());
    const BenchProducer a = bench.init("tid");
    bench.add(a, {bench.tp("t-0")});
    bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS, 3);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(bench.init("tid").error, ErrorCode::COORDINATOR_NOT_AVAILABLE);
    EXPECT_EQ(bench.state("tid"), "Ongoing");
    EXPECT_EQ(bench.metadata("tid")->producer_epoch(), ProducerEpoch(since_2_7 ? 1 : 3));
    EXPECT_EQ(bench.init("tid").error, ErrorCode::CONCURRENT_TRANSACTIONS);
    bench.run_for(100ms);
    EXPECT_EQ(bench.state("tid"), "CompleteAbort");
    EXPECT_FALSE(bench.metadata("tid")->has_failed_epoch_fence());
    EXPECT_EQ(bench.init("tid").epoch, ProducerEpoch(since_2_7 ? 2 : 5));
  }
}

TEST(InitProducerId, WhatCouldNotBeWrittenIsForgotten) {
  TransactionBench bench;
  bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(bench.init("tid").error, ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(bench.init("tid").epoch, ProducerEpoch(0));
  bench.log.fail_next(ErrorCode::NOT_LEADER_OR_FOLLOWER);
  EXPECT_EQ(bench.init("tid").error, ErrorCode::NOT_COORDINATOR);
  EXPECT_EQ(bench.init("tid").epoch, ProducerEpoch(1));
}

// ---- KIP-360: a producer says who it is. testInitProducerIdWithCurrentEpochProvided,
// testInitProducerIdStaleCurrentEpochProvided

TEST(InitProducerId, AProducerThatGoesOnAfterAnErrorKeepsItsIdAndMayAskTwice) {
  TransactionBench bench;
  BenchProducer p = bench.init("tid");
  const auto first = bench.init(again(p));
  EXPECT_EQ(first.producer_id, p.id);
  EXPECT_EQ(first.producer_epoch, ProducerEpoch(1));
  EXPECT_EQ(bench.init(again(p)).producer_epoch, ProducerEpoch(1)) << "the answer was lost";
  bench.init("tid");  // its successor
  EXPECT_EQ(bench.init(again(p)).error, ErrorCode::PRODUCER_FENCED);
  p.epoch = ProducerEpoch(1);
  EXPECT_EQ(bench.init(again(p)).error, ErrorCode::PRODUCER_FENCED);
}

// testFenceProducerWhenMappingExistsWithDifferentProducerId
TEST(InitProducerId, AProducerOfAnotherIdIsFenced) {
  TransactionBench bench;
  BenchProducer p = bench.init("tid");
  p.id = ProducerId(7);
  EXPECT_EQ(bench.init(again(p)).error, ErrorCode::PRODUCER_FENCED);
  EXPECT_EQ(bench.metadata("tid")->producer_epoch(), ProducerEpoch(0));
}

// shouldGenerateNewProducerIdIfNoStateAndProducerIdAndEpochProvided
TEST(InitProducerId, AProducerThatIsForgottenHereGetsANewId) {
  TransactionBench bench;
  bench.coordinate("tid");
  const auto answer = bench.init(again({"tid", ErrorCode::NONE, ProducerId(7), ProducerEpoch(5)}));
  EXPECT_EQ(answer.error, ErrorCode::NONE);
  EXPECT_EQ(answer.producer_id, ProducerId(1000));
  EXPECT_EQ(answer.producer_epoch, ProducerEpoch(0));
}

/// A coordinator that finds this in its log.
void remember(TransactionBench& bench, std::int16_t epoch) {
  const TxnTransitMetadata logged{
      .producer_id = ProducerId(500), .producer_epoch = ProducerEpoch(epoch), .timeout = 60s};
  bench.log.append_unconfirmed(bench.state_partition("tid"),
                               transaction_batch("tid", logged, bench.topics, bench.scheduler.now()));
  bench.coordinate("tid");
}

// shouldGenerateNewProducerIdIfEpochsExhausted, testRetryInitProducerIdAfterProducerIdRotation
TEST(InitProducerId, AnIdWhoseEpochsAreUsedUpGivesWayToANewOne) {
  TransactionBench bench;
  remember(bench, INT16_MAX - 1);
  const BenchProducer old{"tid", ErrorCode::NONE, ProducerId(500), ProducerEpoch(INT16_MAX - 1)};
  const auto first = bench.init(again(old));
  EXPECT_EQ(first.producer_id, ProducerId(1000));
  EXPECT_EQ(first.producer_epoch, ProducerEpoch(0));
  const auto second = bench.init(again(old));
  EXPECT_EQ(second.producer_id, ProducerId(1000)) << "the answer was lost";
  EXPECT_EQ(second.producer_epoch, ProducerEpoch(0));
}

// testInitProducerIdWithInvalidEpochAfterProducerIdRotation
TEST(InitProducerId, AfterANewIdTheOldOneIsFencedIfSomebodyElseCame) {
  TransactionBench bench;
  remember(bench, INT16_MAX - 1);
  const BenchProducer old{"tid", ErrorCode::NONE, ProducerId(500), ProducerEpoch(INT16_MAX - 1)};
  bench.init(again(old));
  bench.init("tid");  // epoch 1 of the new id
  EXPECT_EQ(bench.init(again(old)).error, ErrorCode::PRODUCER_FENCED);
}

TEST(InitProducerId, WithoutAnIdentityAUsedUpIdGivesWayToo) {
  TransactionBench bench;
  remember(bench, INT16_MAX - 1);
  const BenchProducer p = bench.init("tid");
  EXPECT_EQ(p.id, ProducerId(1000));
  EXPECT_EQ(p.epoch, ProducerEpoch(0));
}

// shouldUseLastEpochToFenceWhenEpochsAreExhausted
TEST(InitProducerId, TheVeryLastEpochFencesAndThenTheIdIsNew) {
  TransactionBench bench;
  remember(bench, INT16_MAX - 2);
  const BenchProducer p = bench.init("tid");
  EXPECT_EQ(p.epoch, ProducerEpoch(INT16_MAX - 1));
  bench.add(p, {bench.tp("t-0")});
  EXPECT_EQ(bench.init("tid").error, ErrorCode::CONCURRENT_TRANSACTIONS);
  bench.run_for(100ms);
  EXPECT_EQ(bench.taker(2).written(bench.tp("t-0")).at(0).marker.producer_epoch, ProducerEpoch(INT16_MAX));
  const BenchProducer next = bench.init("tid");
  EXPECT_EQ(next.id, ProducerId(1000));
  EXPECT_EQ(next.epoch, ProducerEpoch(0));
}

// ---- 2.3

TEST(InitProducerId, Until24NobodySaysWhoItIs) {
  TransactionBench bench(rules_of_2_3());
  const BenchProducer p = bench.init("tid");
  BenchProducer wrong = p;
  wrong.id = ProducerId(7);
  EXPECT_EQ(bench.init(again(wrong)).producer_epoch, ProducerEpoch(1));
}

}  // namespace
}  // namespace kafka::testing
