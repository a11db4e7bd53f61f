// A coordinator dies between any two steps; another process reads its log. What is decided survives, nothing else does.

#include <optional>

#include <gtest/gtest.h>

#include "tests/support/transaction_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

TEST(CoordinatorFailover, AnEmptyIdKeepsItsProducerIdAndEpoch) {
  TransactionBench bench;
  const BenchProducer p = bench.init("tid");
  bench.fail_over();
  EXPECT_EQ(bench.state("tid"), "Empty");
  EXPECT_EQ(bench.add(p, {bench.tp("t-0")}), ErrorCode::NONE);
  const BenchProducer next = bench.init("other");
  EXPECT_EQ(next.id, ProducerId(1001));
}

TEST(CoordinatorFailover, AnOpenTransactionStaysOpenAndItsProducerGoesOn) {
  for (const bool commit : {true, false}) {
    TransactionBench bench;
    const BenchProducer p = bench.init("tid");
    bench.add(p, {bench.tp("t-0")});
    bench.fail_over();
    EXPECT_EQ(bench.state("tid"), "Ongoing");
    EXPECT_EQ(bench.add(p, {bench.tp("t-1")}), ErrorCode::NONE);
    EXPECT_EQ(bench.end(p, commit), ErrorCode::NONE);
    bench.run_for(100ms);
    for (const auto tp : {bench.tp("t-0"), bench.tp("t-1")}) {
      ASSERT_EQ(bench.taker(2).written(tp).size(), 1U);
      EXPECT_EQ(bench.taker(2).written(tp)[0].marker.commit, commit);
      EXPECT_EQ(bench.taker(2).written(tp)[0].marker.coordinator_epoch, 1);
    }
  }
}

TEST(CoordinatorFailover, AnOpenTransactionStillTimesOutByItsOwnStart) {
  TransactionBench bench;
  bench.add(bench.init("tid"), {bench.tp("t-0")});
  bench.run_for(55s);
  bench.fail_over();
  bench.run_for(15s + 100ms);  // the new one looks at 65 s
  EXPECT_EQ(bench.state("tid"), "CompleteAbort");
  EXPECT_EQ(bench.metadata("tid")->producer_epoch(), ProducerEpoch(1));
}

TEST(CoordinatorFailover, ADecisionThatWasNotWrittenMayBeTakenAgain) {
  TransactionBench bench;
  const BenchProducer p = bench.init("tid");
  bench.add(p, {bench.tp("t-0")});
  bench.crash();  // with the EndTxn that was on its way to it
  bench.fail_over();
  EXPECT_EQ(bench.end(p, true), ErrorCode::NONE);
  bench.run_for(100ms);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

/// It was appended, and nobody was told.
TEST(CoordinatorFailover, ADecisionInTheLogIsCarriedOutWhateverTheClientHeard) {
  for (const bool commit : {true, false}) {
    TransactionBench bench;
    const BenchProducer p = bench.init("tid");
    bench.add(p, {bench.tp("t-0"), bench.tp("t-1")});
    bench.log.hold();
    bool answered = false;
    bench.coordinator().handle_end_txn({"tid", p.id, p.epoch, commit}, [&](ErrorCode) { answered = true; });
    bench.fail_over();
    EXPECT_FALSE(answered);
    bench.run_for(100ms);
    EXPECT_EQ(bench.state("tid"), commit ? "CompleteCommit" : "CompleteAbort");
    for (const auto tp : {bench.tp("t-0"), bench.tp("t-1")}) {
      ASSERT_EQ(bench.taker(2).written(tp).size(), 1U);
      EXPECT_EQ(bench.taker(2).written(tp)[0].marker.commit, commit);
    }
    EXPECT_EQ(bench.end(p, commit), ErrorCode::NONE) << "the client asks again";
    EXPECT_EQ(bench.end(p, !commit), ErrorCode::INVALID_TXN_STATE);
  }
}

TEST(CoordinatorFailover, AfterTheAnswerTheOutcomeStandsWhicheverMarkersWereWritten) {
  for (const bool commit : {true, false}) {
    for (const int leaders_done : {0, 1, 2}) {
      TransactionBench bench;
      const TopicPartition t0 = bench.tp("t-0");
      const TopicPartition t1 = bench.tp("t-1");
      bench.leaders[t1] = BrokerId(3);
      bench.taker(2).set_silent(leaders_done < 1);
      bench.taker(3).set_silent(leaders_done < 2);
      const BenchProducer p = bench.init("tid");
      bench.add(p, {t0, t1});
      if (leaders_done == 2) bench.log.hold();  // its Complete* is not replicated
      std::optional<ErrorCode> answer;
      bench.coordinator().handle_end_txn({"tid", p.id, p.epoch, commit}, [&](ErrorCode error) { answer = error; });
      if (leaders_done == 2) bench.log.release();
      EXPECT_EQ(answer, ErrorCode::NONE);
      bench.run_for(3ms);  // the markers are written, their answers are on their way
      bench.fail_over();
      bench.taker(2).set_silent(false);
      bench.taker(3).set_silent(false);
      bench.run_for(100ms);
      EXPECT_EQ(bench.state("tid"), commit ? "CompleteCommit" : "CompleteAbort");
      for (const auto& taken : bench.taker(2).taken) EXPECT_EQ(taken.marker.commit, commit);
      for (const auto& taken : bench.taker(3).taken) EXPECT_EQ(taken.marker.commit, commit);
      EXPECT_FALSE(bench.taker(2).written(t0).empty());
      EXPECT_FALSE(bench.taker(3).written(t1).empty());
    }
  }
}

TEST(CoordinatorFailover, ACompletionInTheLogIsNotDoneAgain) {
  TransactionBench bench;
  const BenchProducer p = bench.init("tid");
  bench.add(p, {bench.tp("t-0")});
  bench.end(p, true);
  bench.run_for(100ms);
  bench.fail_over();
  bench.run_for(1s);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
  EXPECT_EQ(bench.taker(2).taken.size(), 1U);
}

TEST(CoordinatorFailover, AnEpochThatFencedSurvives) {
  TransactionBench bench;
  const BenchProducer a = bench.init("tid");
  bench.add(a, {bench.tp("t-0")});
  bench.taker(2).set_silent(true);
  bench.init("tid");  // CONCURRENT_TRANSACTIONS: takes a's transaction back
  bench.fail_over();
  bench.taker(2).set_silent(false);
  bench.run_for(100ms);
  EXPECT_EQ(bench.end(a, true), ErrorCode::PRODUCER_FENCED);
  EXPECT_EQ(bench.init("tid").epoch, ProducerEpoch(2));
}

/// KIP-360's memory of the last epoch is not in the log: asking twice across a failover is fenced.
TEST(CoordinatorFailover, ARetryOfInitProducerIdIsNotKnownToTheNextCoordinator) {
  TransactionBench bench;
  const BenchProducer p = bench.init("tid");
  InitProducerIdRequest again{
      .transactional_id = "tid", .transaction_timeout = 60s, .producer_id = p.id, .producer_epoch = p.epoch};
  EXPECT_EQ(bench.init(again).producer_epoch, ProducerEpoch(1));
  bench.fail_over();
  EXPECT_EQ(bench.init(again).error, ErrorCode::PRODUCER_FENCED);
}

}  // namespace
}  // namespace kafka::testing
