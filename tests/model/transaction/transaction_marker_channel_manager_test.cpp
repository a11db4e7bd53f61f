// Markers on their way to partition leaders. Cases of Kafka's TransactionMarkerChannelManagerTest and
// TransactionMarkerRequestCompletionHandlerTest.

#include "model/transaction/transaction_marker_channel_manager.h"

#include <gtest/gtest.h>

#include "tests/support/transaction_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// One way takes 1 ms: a connection is there after 2 ms, a marker arrives after 3 ms, its answer after 4 ms.
class TransactionMarkerTest : public ::testing::Test {
 protected:
  TransactionMarkerTest() {
    t0 = bench.tp("t-0");
    t1 = bench.tp("t-1");
    t2 = bench.tp("t-2");
    bench.leaders[t2] = BrokerId(3);
  }
  /// A transaction over these partitions is decided; returns before any marker is sent.
  BenchProducer decide(const std::vector<TopicPartition>& partitions, bool commit = true,
                       const std::string& id = "tid") {
    const BenchProducer p = bench.init(id);
    EXPECT_EQ(bench.add(p, partitions), ErrorCode::NONE);
    EXPECT_EQ(bench.end(p, commit), ErrorCode::NONE);
    return p;
  }
  const TransactionMarkerChannelManager& markers() { return bench.coordinator().markers(); }
  std::vector<ErrorCode> answers(int broker, TopicPartition tp) {
    std::vector<ErrorCode> out;
    for (const auto& taken : bench.taker(broker).taken)
      if (taken.tp == tp) out.push_back(taken.answer);
    return out;
  }

  TransactionBench bench;
  TopicPartition t0, t1, t2;
};

// shouldGenerateRequestPerPartitionPerBroker, shouldCompleteAppendToLogOnEndTxnWhenSendMarkersSucceed,
// shouldCompleteDelayedOperationWhenNoErrors
TEST_F(TransactionMarkerTest, EachLeaderGetsOneRequestForItsPartitionsAndThenItIsComplete) {
  const BenchProducer p = decide({t0, t1, t2});
  bench.run_for(3ms);
  EXPECT_EQ(bench.taker(2).requests, 1);
  EXPECT_EQ(bench.taker(3).requests, 1);
  ASSERT_EQ(bench.taker(2).taken.size(), 2U);
  EXPECT_EQ(bench.taker(2).taken[0].marker.producer_id, p.id);
  EXPECT_EQ(bench.taker(2).taken[0].marker.coordinator_epoch, 0);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit");
  EXPECT_EQ(markers().transactions_with_pending_markers(), 1U);
  bench.run_for(1ms);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
  EXPECT_EQ(markers().transactions_with_pending_markers(), 0U);
  EXPECT_TRUE(bench.logged("tid").back().partitions.empty());
}

TEST_F(TransactionMarkerTest, OneSlowLeaderHoldsUpTheCompletion) {
  bench.taker(3).set_silent(true);
  decide({t0, t2});
  bench.run_for(1s);
  EXPECT_EQ(bench.taker(2).written(t0).size(), 1U);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit");
  bench.taker(3).set_silent(false);
  bench.run_for(10ms);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

TEST_F(TransactionMarkerTest, WhatIsDecidedMeanwhileGoesOutTogether) {
  bench.taker(2).set_silent(true);
  decide({t0}, true, "first");
  bench.run_for(5ms);
  for (const std::string id : {"second", "third", "fourth"}) decide({t1}, false, id);
  bench.taker(2).set_silent(false);
  bench.run_for(10ms);
  // Their requests wait for the one in flight: Kafka's thread has generated one for each.
  EXPECT_EQ(bench.taker(2).written(t1).size(), 3U);
  for (const std::string id : {"second", "third", "fourth"}) EXPECT_EQ(bench.state(id), "CompleteAbort");
}

// shouldSaveForLaterWhenLeaderUnknownButNotAvailable
TEST_F(TransactionMarkerTest, AMarkerWaitsForItsPartitionsNextLeader) {
  bench.leaders[t2] = kNoBroker;
  decide({t0, t2});
  bench.run_for(10s);
  EXPECT_EQ(markers().markers_for_unknown_broker(), 1U);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit");
  bench.leaders[t2] = BrokerId(2);
  bench.coordinator().on_metadata_updated();
  bench.run_for(10ms);
  EXPECT_EQ(bench.taker(2).written(t2).size(), 1U);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

// shouldSkipSendMarkersWhenLeaderNotFound
TEST_F(TransactionMarkerTest, ADeletedPartitionNeedsNoMarker) {
  bench.taker(2).set_silent(true);
  const BenchProducer p = bench.init("tid");
  bench.add(p, {t0, t2});
  bench.leaders.erase(t2);
  bench.end(p, true);
  bench.run_for(10ms);
  EXPECT_EQ(bench.metadata("tid")->partitions(), std::set{t0});
  bench.taker(2).set_silent(false);
  bench.run_for(10ms);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

TEST_F(TransactionMarkerTest, ATransactionWithoutAPartitionLeftIsComplete) {
  const BenchProducer p = bench.init("tid");
  bench.add(p, {t0, t2});
  bench.leaders.clear();
  bench.end(p, false);
  EXPECT_EQ(bench.state("tid"), "CompleteAbort");
  EXPECT_EQ(bench.taker(2).requests, 0);
}

TEST_F(TransactionMarkerTest, APartitionDeletedBeforeItsLeaderAnsweredNeedsNoMarker) {
  bench.taker(2).will_answer(t0, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, 3);
  decide({t0});
  bench.run_for(5ms);
  bench.leaders.erase(t0);
  bench.run_for(10ms);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
  EXPECT_TRUE(bench.taker(2).written(t0).empty());
}

// shouldRetryPartitionWhen{UnknownTopicOrPartition,NotLeaderOrFollower,NotEnoughReplicas,NotEnoughReplicasAfterAppend,
// KafkaStorage}Error
TEST_F(TransactionMarkerTest, WhatMayPassIsTriedAgainForThatPartitionOnly) {
  for (const ErrorCode error :
       {ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, ErrorCode::NOT_LEADER_OR_FOLLOWER, ErrorCode::NOT_ENOUGH_REPLICAS,
        ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND, ErrorCode::REQUEST_TIMED_OUT, ErrorCode::KAFKA_STORAGE_ERROR}) {
    SCOPED_TRACE(name_of(error));
    bench.taker(2).taken.clear();
    bench.taker(2).will_answer(t0, error, 2);
    decide({t0, t1});
    bench.run_for(100ms);
    EXPECT_EQ(answers(2, t0), (std::vector{error, error, ErrorCode::NONE}));
    EXPECT_EQ(answers(2, t1), std::vector{ErrorCode::NONE});
    EXPECT_EQ(bench.state("tid"), "CompleteCommit");
  }
}

TEST_F(TransactionMarkerTest, AMovedLeaderGetsTheMarkerThatTheOldOneRefused) {
  bench.taker(2).will_answer(t0, ErrorCode::NOT_LEADER_OR_FOLLOWER);
  decide({t0});
  bench.run_for(3ms);  // it is on its way to the old one
  bench.leaders[t0] = BrokerId(3);
  bench.run_for(100ms);
  EXPECT_TRUE(bench.taker(2).written(t0).empty());
  EXPECT_EQ(bench.taker(3).written(t0).size(), 1U);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

// shouldReEnqueuePartitionsWhenBrokerDisconnected
TEST_F(TransactionMarkerTest, ADeadLeadersMarkersGoToTheNextOne) {
  bench.taker(2).set_silent(true);
  decide({t0});
  bench.run_for(10ms);
  bench.taker(2).die();
  bench.run_for(10ms);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit");
  bench.leaders[t0] = BrokerId(3);
  bench.run_for(100ms);
  EXPECT_EQ(bench.taker(3).written(t0).size(), 1U);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

TEST_F(TransactionMarkerTest, ALeaderThatComesBackGetsItsMarkers) {
  bench.taker(2).die();
  decide({t0});
  bench.run_for(30s);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit");
  bench.taker(2).start();
  bench.run_for(100ms);  // tried again every 50 ms
  EXPECT_EQ(bench.taker(2).written(t0).size(), 1U);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

TEST_F(TransactionMarkerTest, ALeaderThatDoesNotAnswerIsAskedAgainAfterTheRequestTimeout) {
  bench.taker(2).set_silent(true);
  decide({t0});
  bench.run_for(29s);
  bench.leaders[t0] = BrokerId(3);
  bench.run_for(2s);  // request.timeout.ms 30000
  EXPECT_EQ(bench.taker(3).written(t0).size(), 1U);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

// shouldCompleteDelayedOperationWhenInvalidProducerEpoch, shouldCompleteDelayedOperationWhenCoordinatorEpochFenced
TEST_F(TransactionMarkerTest, WhoIsFencedGivesUp) {
  for (const ErrorCode error : {ErrorCode::INVALID_PRODUCER_EPOCH, ErrorCode::TRANSACTION_COORDINATOR_FENCED}) {
    SCOPED_TRACE(name_of(error));
    const std::string id(name_of(error));
    bench.taker(2).will_answer(t0, error);
    decide({t0, t1}, true, id);
    bench.run_for(1min);
    EXPECT_EQ(bench.state(id), "PrepareCommit") << "whoever coordinates it now will complete it";
    EXPECT_EQ(markers().transactions_with_pending_markers(), 0U);
  }
}

// shouldRemoveMarkersForTxnPartitionWhenPartitionEmigrated
TEST_F(TransactionMarkerTest, WhoResignsSendsNothingMore) {
  bench.leaders[t2] = kNoBroker;
  const PartitionId partition = bench.coordinator().partition_for("tid");
  decide({t2});
  bench.run_for(10ms);
  EXPECT_EQ(markers().markers_for_unknown_broker(), 1U);
  bench.resign(partition);
  EXPECT_EQ(markers().markers_for_unknown_broker(), 0U);
  EXPECT_EQ(markers().transactions_with_pending_markers(), 0U);
  bench.leaders[t2] = BrokerId(3);
  bench.coordinator().on_metadata_updated();
  bench.run_for(1s);
  EXPECT_TRUE(bench.taker(3).taken.empty());
}

// shouldCompleteDelayedOperationWhen{NotCoordinator,CoordinatorLoading,CoordinatorEpochChanged}
TEST_F(TransactionMarkerTest, AnAnswerThatAnElectionOvertookCountsForNothing) {
  bench.taker(2).set_silent(true);
  const PartitionId partition = bench.coordinator().partition_for("tid");
  decide({t0});
  bench.run_for(10ms);
  bench.resign(partition);
  bench.epoch = 1;
  bench.elect(partition);  // PrepareCommit is in the log: it sends the marker again
  bench.taker(2).set_silent(false);
  bench.run_for(100ms);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
  const auto written = bench.taker(2).written(t0);
  ASSERT_EQ(written.size(), 2U);
  EXPECT_EQ(written[0].marker.coordinator_epoch, 0);
  EXPECT_EQ(written[1].marker.coordinator_epoch, 1);
  EXPECT_TRUE(written[0].marker.commit && written[1].marker.commit);
}

// shouldRetryAppendToLogOnEndTxnWhenCoordinatorNotAvailableError
TEST_F(TransactionMarkerTest, ACompletionThatFoundTooFewReplicasIsWrittenLater) {
  decide({t0});
  bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS, 2);  // at the answer, and in the turn after it
  bench.run_for(10ms);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit");
  EXPECT_EQ(markers().completions_to_retry(), 1U);
  bench.run_for(29s);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit") << "nothing made the thread turn";
  bench.run_for(1s);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
  EXPECT_EQ(bench.taker(2).written(t0).size(), 1U);
}

TEST_F(TransactionMarkerTest, AnotherTransactionMakesTheThreadTurn) {
  decide({t0});
  bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS, 2);
  bench.run_for(10ms);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit");
  decide({t1}, true, "another");
  bench.run_for(10ms);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
}

// shouldAbortAppendToLogOnEndTxnWhenNotCoordinatorError, shouldOnlyWriteTxnCompletionOnce
TEST_F(TransactionMarkerTest, ACompletionIsWrittenOnceAndNotByWhoLeadsNoMore) {
  decide({t0, t1, t2});
  const int appends = bench.log.appends;
  bench.log.fail_next(ErrorCode::NOT_LEADER_OR_FOLLOWER);
  bench.run_for(1min);
  EXPECT_EQ(bench.log.appends, appends + 1);
  EXPECT_EQ(bench.state("tid"), "PrepareCommit");
}

// shouldNotLoseTxnCompletionAfterLoad
TEST_F(TransactionMarkerTest, ACompletionThatWaitsIsNotLostWhenTheLogIsReadAgain) {
  const PartitionId partition = bench.coordinator().partition_for("tid");
  decide({t0});
  bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS, 2);
  bench.run_for(10ms);
  bench.resign(partition);
  bench.epoch = 1;
  bench.elect(partition);
  bench.run_for(1min);
  EXPECT_EQ(bench.state("tid"), "CompleteCommit");
  EXPECT_EQ(bench.logged("tid").back().state, TransactionState::CompleteCommit);
  EXPECT_EQ(bench.logged("tid").size(), 4U) << "Empty, Ongoing, PrepareCommit, CompleteCommit";
}

}  // namespace
}  // namespace kafka::testing
