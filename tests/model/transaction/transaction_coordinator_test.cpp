// AddPartitionsToTxn, EndTxn, timeouts. Cases of Kafka's TransactionCoordinatorTest.

#include "model/transaction/transaction_coordinator.h"

#include <gtest/gtest.h>

#include "tests/support/transaction_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class TransactionCoordinatorTest : public ::testing::Test {
 protected:
  /// A producer with one partition in its transaction.
  BenchProducer ongoing(const std::string& id = "tid") {
    const BenchProducer p = bench.init(id);
    EXPECT_EQ(bench.add(p, {bench.tp("t-0")}), ErrorCode::NONE);
    return p;
  }
  /// ... whose end is decided, and not complete yet.
  BenchProducer prepared(bool commit, const std::string& id = "tid") {
    bench.taker(2).set_silent(true);
    const BenchProducer p = ongoing(id);
    EXPECT_EQ(bench.end(p, commit), ErrorCode::NONE);
    return p;
  }
  BenchProducer complete(bool commit, const std::string& id = "tid") {
    const BenchProducer p = ongoing(id);
    EXPECT_EQ(bench.end(p, commit), ErrorCode::NONE);
    bench.run_for(100ms);
    return p;
  }
  std::vector<ErrorCode> verify(const BenchProducer& p, const std::vector<TopicPartition>& partitions) {
    std::vector<ErrorCode> errors;
    for (const auto& answer :
         bench.coordinator().handle_verify_partitions({p.transactional_id, p.id, p.epoch, partitions}))
      errors.push_back(answer.error);
    return errors;
  }

  TransactionBench bench;
};

// ---- AddPartitionsToTxn

// shouldRespondWith{InvalidPidMapping,InvalidRequest,NotCoordinator,CoordinatorLoadInProgress}...AddPartitions...
TEST_F(TransactionCoordinatorTest, PartitionsAreAddedOnlyByWhoIsKnown) {
  BenchProducer p{"tid", ErrorCode::NONE, ProducerId(1), ProducerEpoch(0)};
  EXPECT_EQ(bench.add(p, {bench.tp("t-0")}), ErrorCode::NOT_COORDINATOR);
  bench.log.hold_reads();
  bench.coordinate("tid");
  EXPECT_EQ(bench.add(p, {bench.tp("t-0")}), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  bench.log.release_reads();
  EXPECT_EQ(bench.add(p, {bench.tp("t-0")}), ErrorCode::INVALID_PRODUCER_ID_MAPPING) << "no such id";
  bench.init("tid");
  EXPECT_EQ(bench.add(p, {bench.tp("t-0")}), ErrorCode::INVALID_PRODUCER_ID_MAPPING) << "another producer id";
  p.transactional_id = "";
  EXPECT_EQ(bench.add(p, {bench.tp("t-0")}), ErrorCode::INVALID_REQUEST);
}

// shouldRespondWithProducerFencedOnAddPartitionsWhenEpochsAreDifferent
TEST_F(TransactionCoordinatorTest, AnOldEpochAddsNothing) {
  const BenchProducer a = bench.init("tid");
  const BenchProducer b = bench.init("tid");
  EXPECT_EQ(bench.add(a, {bench.tp("t-0")}), ErrorCode::PRODUCER_FENCED);
  EXPECT_EQ(bench.state("tid"), "Empty");
  EXPECT_EQ(bench.add(b, {bench.tp("t-0")}), ErrorCode::NONE);
  EXPECT_EQ(bench.state("tid"), "Ongoing");
}

// shouldAppendNewMetadataToLogOnAddPartitionsWhenPartitionsAdded,
// shouldRespondWithErrorsNoneOnAddPartitionWhenNoErrorsAndPartitionsTheSame
TEST_F(TransactionCoordinatorTest, WhatIsAddedAlreadyIsNotWrittenAgain) {
  const BenchProducer p = ongoing();
  const int appends = bench.log.appends;
  EXPECT_EQ(bench.add(p, {bench.tp("t-0")}), ErrorCode::NONE);
  EXPECT_EQ(bench.log.appends, appends);
  EXPECT_EQ(bench.add(p, {bench.tp("t-0"), bench.tp("t-1")}), ErrorCode::NONE);
  EXPECT_EQ(bench.log.appends, appends + 1);
  EXPECT_EQ(bench.logged("tid").back().partitions, (std::vector{bench.tp("t-0"), bench.tp("t-1")}));
}

// shouldRespondWithSuccessOnAddPartitionsWhenStateIs{Ongoing,CompleteCommit,CompleteAbort}
TEST_F(TransactionCoordinatorTest, TheNextTransactionBeginsWithItsFirstPartition) {
  for (const bool commit : {true, false}) {
    const BenchProducer p = complete(commit);
    bench.run_for(5s);
    EXPECT_EQ(bench.add(p, {bench.tp("t-1")}), ErrorCode::NONE);
    EXPECT_EQ(bench.state("tid"), "Ongoing");
    EXPECT_EQ(bench.metadata("tid")->partitions(), std::set{bench.tp("t-1")});
    EXPECT_EQ(bench.metadata("tid")->start_timestamp(), bench.scheduler.now());
    bench.end(p, commit);
    bench.run_for(100ms);
  }
}

// shouldRespondWithConcurrentTransactionsOnAddPartitionsWhenStateIsPrepare{Commit,Abort}
TEST_F(TransactionCoordinatorTest, NothingIsAddedToWhatIsDecided) {
  for (const bool commit : {true, false}) {
    const BenchProducer p = prepared(commit);
    EXPECT_EQ(bench.add(p, {bench.tp("t-1")}), ErrorCode::CONCURRENT_TRANSACTIONS);
    bench.taker(2).set_silent(false);
    bench.run_for(100ms);
    EXPECT_EQ(bench.add(p, {bench.tp("t-1")}), ErrorCode::NONE);
    bench.end(p, commit);
    bench.run_for(100ms);
  }
}

TEST_F(TransactionCoordinatorTest, NothingIsAddedWhileAChangeIsOnItsWay) {
  const BenchProducer p = ongoing();
  bench.log.hold();
  std::optional<ErrorCode> ended;
  bench.coordinator().handle_end_txn({"tid", p.id, p.epoch, true}, [&](ErrorCode error) { ended = error; });
  EXPECT_EQ(bench.add(p, {bench.tp("t-1")}), ErrorCode::CONCURRENT_TRANSACTIONS);
  EXPECT_FALSE(ended);
  bench.log.release();
  EXPECT_EQ(ended, ErrorCode::NONE);
}

// ---- verification (KIP-890). testVerifyPartitionHandling,
// shouldRespondWithErrorsNoneOnAddPartitionWhenOngoingVerifyOnlyAndPartitionsTheSame,
// shouldRespondWithInvalidTxnStateWhenVerifyOnlyAndPartitionNotPresent

TEST_F(TransactionCoordinatorTest, VerifiesThatPartitionsBelongToTheOpenTransaction) {
  using enum ErrorCode;
  const std::vector<TopicPartition> both = {bench.tp("t-0"), bench.tp("t-1")};
  BenchProducer p{"tid", NONE, ProducerId(1000), ProducerEpoch(0)};
  EXPECT_EQ(verify(p, both), std::vector(2, NOT_COORDINATOR));
  bench.coordinate("tid");
  EXPECT_EQ(verify(p, both), std::vector(2, INVALID_PRODUCER_ID_MAPPING));
  p = bench.init("tid");
  EXPECT_EQ(verify(p, both), std::vector(2, TRANSACTION_ABORTABLE));
  bench.add(p, {bench.tp("t-0")});
  const int appends = bench.log.appends;
  EXPECT_EQ(verify(p, both), (std::vector{NONE, TRANSACTION_ABORTABLE}));
  EXPECT_EQ(bench.log.appends, appends) << "nothing is added by it";
  BenchProducer old = p;
  old.epoch = ProducerEpoch(-1);
  EXPECT_EQ(verify(old, both), std::vector(2, PRODUCER_FENCED));
  bench.taker(2).set_silent(true);
  bench.end(p, true);
  EXPECT_EQ(verify(p, both), std::vector(2, CONCURRENT_TRANSACTIONS));
  bench.taker(2).set_silent(false);
  bench.run_for(100ms);
  EXPECT_EQ(verify(p, both), std::vector(2, TRANSACTION_ABORTABLE)) << "the transaction is over";
}

TEST_F(TransactionCoordinatorTest, VerifiesWhileAnotherPartitionIsOnItsWay) {
  const BenchProducer p = ongoing();
  bench.log.hold();
  bench.coordinator().handle_add_partitions(
      {.transactional_id = "tid", .producer_id = p.id, .producer_epoch = p.epoch, .partitions = {bench.tp("t-1")}},
      [](ErrorCode) {});
  EXPECT_EQ(verify(p, {bench.tp("t-0"), bench.tp("t-1")}),
            (std::vector{ErrorCode::NONE, ErrorCode::TRANSACTION_ABORTABLE}));
  bench.log.release();
  EXPECT_EQ(verify(p, {bench.tp("t-1")}), std::vector{ErrorCode::NONE});
}

// ---- EndTxn

// shouldReplyWithInvalidPidMappingOnEndTxnWhen{TxnIdDoesntExist,PidDosentMatchMapped}, shouldRespondWith...OnEndTxn...
TEST_F(TransactionCoordinatorTest, TransactionsAreEndedOnlyByWhoIsKnown) {
  BenchProducer p{"tid", ErrorCode::NONE, ProducerId(1), ProducerEpoch(0)};
  EXPECT_EQ(bench.end(p, true), ErrorCode::NOT_COORDINATOR);
  bench.log.hold_reads();
  bench.coordinate("tid");
  EXPECT_EQ(bench.end(p, true), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  bench.log.release_reads();
  EXPECT_EQ(bench.end(p, true), ErrorCode::INVALID_PRODUCER_ID_MAPPING) << "no such id";
  bench.init("tid");
  EXPECT_EQ(bench.end(p, true), ErrorCode::INVALID_PRODUCER_ID_MAPPING) << "another producer id";
  p.transactional_id = "";
  EXPECT_EQ(bench.end(p, true), ErrorCode::INVALID_REQUEST);
}

// shouldReplyWithProducerFencedOnEndTxnWhenEpochIsNotSameAsTransaction, shouldReturnInvalidEpochOnEndTxnWhenEpochIs...
TEST_F(TransactionCoordinatorTest, OnlyThePresentEpochEndsATransaction) {
  const BenchProducer p = ongoing();
  for (const int epoch : {-1, 1}) {
    BenchProducer other = p;
    other.epoch = ProducerEpoch(static_cast<std::int16_t>(epoch));
    EXPECT_EQ(bench.end(other, true), ErrorCode::PRODUCER_FENCED);
  }
  EXPECT_EQ(bench.state("tid"), "Ongoing");
}

// shouldReturnOkOnEndTxnWhenStatusIs..., shouldReturnInvalidTxnRequestOnEndTxnRequestWhenStatusIs...,
// shouldReturnConcurrentTxnRequestOnEndTxnRequestWhenStatusIsPrepareCommit
TEST_F(TransactionCoordinatorTest, AskedTwiceTheEndIsTheSameAndNeverTheOther) {
  for (const bool commit : {true, false}) {
    const std::string id = commit ? "tid-commit" : "tid-abort";
    const BenchProducer p = prepared(commit, id);
    EXPECT_EQ(bench.end(p, commit), ErrorCode::CONCURRENT_TRANSACTIONS);
    EXPECT_EQ(bench.end(p, !commit), ErrorCode::CONCURRENT_TRANSACTIONS) << "its completion is pending: come again";
    bench.taker(2).set_silent(false);
    bench.run_for(100ms);
    EXPECT_EQ(bench.end(p, commit), ErrorCode::NONE);
    EXPECT_EQ(bench.end(p, !commit), ErrorCode::INVALID_TXN_STATE);
    EXPECT_EQ(bench.state(id), commit ? "CompleteCommit" : "CompleteAbort");
    EXPECT_EQ(bench.taker(2).written(bench.tp("t-0")).size(), 1U);
    bench.taker(2).taken.clear();
  }
}

TEST_F(TransactionCoordinatorTest, AnEmptyTransactionCannotBeEnded) {
  const BenchProducer p = bench.init("tid");
  EXPECT_EQ(bench.end(p, true), ErrorCode::INVALID_TXN_STATE);
  EXPECT_EQ(bench.end(p, false), ErrorCode::INVALID_TXN_STATE);
}

// shouldAppendPrepare{Commit,Abort}ToLogOnEndTxnWhenStatusIsOngoingAndResultIs...
TEST_F(TransactionCoordinatorTest, TheDecisionIsAnsweredOnceItIsInTheLogAndBeforeTheMarkers) {
  for (const bool commit : {true, false}) {
    const std::string id = commit ? "tid-commit" : "tid-abort";
    prepared(commit, id);
    EXPECT_EQ(bench.state(id), commit ? "PrepareCommit" : "PrepareAbort");
    EXPECT_EQ(bench.logged(id).back().state, commit ? TransactionState::PrepareCommit : TransactionState::PrepareAbort);
    EXPECT_TRUE(bench.taker(2).taken.empty());
    bench.taker(2).set_silent(false);
    bench.run_for(100ms);
    ASSERT_EQ(bench.taker(2).taken.size(), 1U);
    EXPECT_EQ(bench.taker(2).taken[0].marker.commit, commit);
    EXPECT_EQ(bench.state(id), commit ? "CompleteCommit" : "CompleteAbort");
    bench.taker(2).taken.clear();
  }
}

TEST_F(TransactionCoordinatorTest, ADecisionThatCouldNotBeWrittenIsNone) {
  const BenchProducer p = ongoing();
  bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(bench.end(p, true), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(bench.state("tid"), "Ongoing");
  bench.run_for(1s);
  EXPECT_TRUE(bench.taker(2).taken.empty());
  EXPECT_EQ(bench.end(p, false), ErrorCode::NONE) << "it may still be taken back";
}

TEST_F(TransactionCoordinatorTest, EveryChangeIsAnEventInItsOrder) {
  complete(true);
  std::vector<std::string> changes;
  for (const auto& [time, change] : bench.events.all<TransactionStateChanged>())
    changes.push_back(std::string(change.from) + ">" + std::string(change.to));
  EXPECT_EQ(changes, (std::vector<std::string>{">Empty", "Empty>Ongoing", "Ongoing>PrepareCommit",
                                               "PrepareCommit>CompleteCommit"}));
}

// ---- timeout

// shouldAbortExpiredTransactionsInOngoingStateAndBumpEpoch
TEST_F(TransactionCoordinatorTest, ATransactionOpenForTooLongIsTakenBackAtTheNextLook) {
  const BenchProducer p = ongoing();  // at 0; transaction.timeout.ms 60000
  bench.run_for(60s);                 // looks every 10 s; at 60 s it is not older than its timeout
  EXPECT_EQ(bench.state("tid"), "Ongoing");
  bench.run_for(10s - 1ms);
  EXPECT_EQ(bench.state("tid"), "Ongoing");
  bench.run_for(1ms);
  EXPECT_EQ(bench.state("tid"), "PrepareAbort");
  EXPECT_EQ(bench.metadata("tid")->producer_epoch(), ProducerEpoch(1));
  EXPECT_EQ(bench.end(p, true), ErrorCode::PRODUCER_FENCED);
  EXPECT_EQ(bench.add(p, {bench.tp("t-1")}), ErrorCode::PRODUCER_FENCED);
  bench.run_for(100ms);
  EXPECT_EQ(bench.state("tid"), "CompleteAbort");
  const auto markers = bench.taker(2).written(bench.tp("t-0"));
  ASSERT_EQ(markers.size(), 1U);
  EXPECT_FALSE(markers[0].marker.commit);
  EXPECT_EQ(markers[0].marker.producer_epoch, ProducerEpoch(1));
}

// shouldNotAbortExpiredTransactionsThatHaveAPendingStateTransition, shouldNotBumpEpochWithPendingTransaction
TEST_F(TransactionCoordinatorTest, ADecisionOnItsWayIsNotOvertakenByTheTimeout) {
  const BenchProducer p = ongoing();
  bench.run_for(61s);
  bench.log.hold();
  bench.coordinator().handle_end_txn({"tid", p.id, p.epoch, true}, [](ErrorCode) {});
  bench.run_for(20s);
  EXPECT_EQ(bench.metadata("tid")->producer_epoch(), ProducerEpoch(0));
  bench.log.release();
  bench.run_for(100ms);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

// shouldNotBumpEpochWhenAbortingExpiredTransactionIfAppendToLogFails
TEST_F(TransactionCoordinatorTest, ATimeoutThatCouldNotBeWrittenIsTriedAgainWithTheSameEpoch) {
  ongoing();
  bench.run_for(61s);
  bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS, 2);
  bench.run_for(20s);
  EXPECT_EQ(bench.state("tid"), "Ongoing");
  EXPECT_EQ(bench.metadata("tid")->producer_epoch(), ProducerEpoch(1));
  bench.run_for(10s);
  EXPECT_EQ(bench.state("tid"), "CompleteAbort");
  EXPECT_EQ(bench.metadata("tid")->producer_epoch(), ProducerEpoch(1));
}

// ---- 2.3

TEST(TransactionCoordinator23, SaysInvalidProducerEpochToWhoIsFenced) {
  TransactionBench bench(behaviour_of(Profile::v2_3));
  const BenchProducer a = bench.init("tid");
  const BenchProducer b = bench.init("tid");
  EXPECT_EQ(bench.add(a, {bench.tp("t-0")}), ErrorCode::INVALID_PRODUCER_EPOCH);
  EXPECT_EQ(bench.add(b, {bench.tp("t-0")}), ErrorCode::NONE);
  EXPECT_EQ(bench.end(a, true), ErrorCode::INVALID_PRODUCER_EPOCH);
  EXPECT_EQ(bench.end(b, true), ErrorCode::NONE);
}

}  // namespace
}  // namespace kafka::testing
