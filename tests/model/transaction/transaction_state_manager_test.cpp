// The cache of __transaction_state and the way into it. Cases of Kafka's TransactionStateManagerTest.

#include "model/transaction/transaction_state_manager.h"

#include <gtest/gtest.h>

#include "model/transaction/transaction_log.h"
#include "model/transaction/transaction_states.h"
#include "tests/support/transaction_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using enum TransactionState;

class TransactionStateManagerTest : public ::testing::Test {
 protected:
  struct Decided {
    std::int32_t epoch;
    std::string id;
    TransactionState complete;
  };

  TransactionStateManagerTest() { bench.tp("t-0"); }

  void load(std::int32_t epoch) {
    manager.load(partition(), epoch,
                 [this](std::int32_t e, const TransactionMetadataPtr& metadata, const TxnTransitMetadata& complete) {
                   decided.push_back({e, metadata->transactional_id(), complete.state});
                 });
  }
  TopicPartition partition() { return bench.state_partition(manager.partition_for("tid")); }
  /// Puts it into the cache as if it had been there before.
  TransactionMetadataPtr put(TransactionState state, const std::string& id = "tid") {
    TransactionLogValue value{.transactional_id = id,
                              .producer_id = ProducerId(23423),
                              .producer_epoch = ProducerEpoch(0),
                              .timeout = 1s,
                              .state = state,
                              .start_timestamp = bench.scheduler.now(),
                              .last_update_timestamp = bench.scheduler.now()};
    if (state != Empty) value.partitions = {bench.tp("t-0")};
    return manager.find_or_add(std::make_shared<TransactionMetadata>(value)).metadata;
  }
  ErrorCode add_partitions(std::int32_t epoch, bool retry = false) {
    const TransactionMetadataPtr metadata = manager.find("tid").metadata;
    const TxnTransitMetadata transit = metadata->prepare_add_partitions({bench.tp("t-1")}, bench.scheduler.now());
    ErrorCode answer = ErrorCode::UNKNOWN_SERVER_ERROR;
    manager.append(
        "tid", epoch, transit, [&](ErrorCode error) { answer = error; }, retry);
    return answer;
  }

  TransactionBench bench;
  TransactionStateManager manager{bench.context(), bench.log};
  std::vector<Decided> decided;
};

// testValidateTransactionTimeout
TEST_F(TransactionStateManagerTest, TimeoutsArePositiveAndBelowTheBrokersLimit) {
  EXPECT_TRUE(manager.valid_timeout(1ms));
  EXPECT_FALSE(manager.valid_timeout(-1ms));
  EXPECT_FALSE(manager.valid_timeout(0ms));
  EXPECT_TRUE(manager.valid_timeout(900000ms));  // transaction.max.timeout.ms
  EXPECT_FALSE(manager.valid_timeout(900001ms));
}

// shouldReturnNotCoordinatorErrorIfTransactionIdPartitionNotOwned, testAddGetPids
TEST_F(TransactionStateManagerTest, KnowsIdsOnlyOfPartitionsItLeads) {
  EXPECT_EQ(manager.find("tid").error, ErrorCode::NOT_COORDINATOR);
  load(0);
  EXPECT_EQ(manager.find("tid").error, ErrorCode::NONE);
  EXPECT_EQ(manager.find("tid").metadata, nullptr);
  const TransactionMetadataPtr first = put(Empty);
  EXPECT_EQ(manager.find("tid").metadata, first);
  EXPECT_EQ(put(Ongoing), first) << "who is there stays";
  EXPECT_EQ(manager.find("tid").coordinator_epoch, 0);
}

// testDeletePartition, shouldRemoveTransactionsForPartitionOnEmigration
TEST_F(TransactionStateManagerTest, ForgetsAPartitionItLeadsNoMore) {
  load(0);
  put(Empty);
  manager.unload(partition());
  EXPECT_EQ(manager.find("tid").error, ErrorCode::NOT_COORDINATOR);
}

// testDeleteLoadingPartition, testAppendFailToCoordinatorLoadingError
TEST_F(TransactionStateManagerTest, ALoadThatAResignationOvertookIsDropped) {
  bench.log.hold_reads();
  load(0);
  EXPECT_EQ(manager.find("tid").error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  manager.unload(partition());
  bench.log.release_reads();
  EXPECT_EQ(manager.find("tid").error, ErrorCode::NOT_COORDINATOR);
}

// testLoadAndRemoveTransactionsForPartition
TEST_F(TransactionStateManagerTest, LoadsTheLastWordOnEachIdAndTombstonesTakeIdsAway) {
  load(0);
  put(Empty);
  EXPECT_EQ(add_partitions(0), ErrorCode::NONE);
  manager.unload(partition());
  load(5);
  const TransactionLookup found = manager.find("tid");
  EXPECT_EQ(found.coordinator_epoch, 5);
  EXPECT_EQ(found.metadata->state(), Ongoing);
  EXPECT_EQ(found.metadata->partitions(), std::set{bench.tp("t-1")});
  EXPECT_EQ(found.metadata->producer_id(), ProducerId(23423));
  EXPECT_TRUE(decided.empty());
}

// testCompleteTransitionWhenAppendSucceeded
TEST_F(TransactionStateManagerTest, AChangeHoldsWhenItIsReplicated) {
  load(0);
  put(Empty);
  bench.log.hold();
  add_partitions(0);
  EXPECT_EQ(manager.find("tid").metadata->state(), Empty);
  EXPECT_EQ(manager.find("tid").metadata->pending_state(), Ongoing);
  EXPECT_EQ(bench.log.last_timeout, 1s) << "the transaction's timeout";
  bench.log.release();
  EXPECT_EQ(manager.find("tid").metadata->state(), Ongoing);
  const auto changes = bench.events.all<TransactionStateChanged>();
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].second.from, "Empty");
  EXPECT_EQ(changes[0].second.to, "Ongoing");
  EXPECT_EQ(changes[0].second.transactional_id, "tid");
}

// testAppendFailTo{CoordinatorNotAvailable,NotCoordinator,Unknown}Error
TEST_F(TransactionStateManagerTest, AnAppendThatFailsChangesNothingAndSaysWhatToDo) {
  const std::vector<std::pair<ErrorCode, ErrorCode>> cases = {
      {ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, ErrorCode::COORDINATOR_NOT_AVAILABLE},
      {ErrorCode::NOT_ENOUGH_REPLICAS, ErrorCode::COORDINATOR_NOT_AVAILABLE},
      {ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND, ErrorCode::COORDINATOR_NOT_AVAILABLE},
      {ErrorCode::REQUEST_TIMED_OUT, ErrorCode::COORDINATOR_NOT_AVAILABLE},
      {ErrorCode::NOT_LEADER_OR_FOLLOWER, ErrorCode::NOT_COORDINATOR},
      {ErrorCode::KAFKA_STORAGE_ERROR, ErrorCode::NOT_COORDINATOR},
      {ErrorCode::MESSAGE_TOO_LARGE, ErrorCode::UNKNOWN_SERVER_ERROR},
      {ErrorCode::RECORD_LIST_TOO_LARGE, ErrorCode::UNKNOWN_SERVER_ERROR}};
  load(0);
  put(Empty);
  for (const auto& [append, answer] : cases) {
    bench.log.fail_next(append);
    EXPECT_EQ(add_partitions(0), answer) << name_of(append);
    EXPECT_EQ(manager.find("tid").metadata->state(), Empty);
    EXPECT_FALSE(manager.find("tid").metadata->pending_transition_in_progress());
  }
  EXPECT_TRUE(bench.events.all<TransactionStateChanged>().empty());
}

// testPendingStateNotResetOnRetryAppend
TEST_F(TransactionStateManagerTest, WhoIsGoingToTryAgainKeepsThePendingState) {
  load(0);
  put(Empty);
  bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(add_partitions(0, true), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(manager.find("tid").metadata->pending_state(), Ongoing);
}

// testAppendFailToNotCoordinatorError, testAppendTransactionToLogWhilePendingStateChanged
TEST_F(TransactionStateManagerTest, WhatIsWrittenUnderAnOldEpochIsNotCompleted) {
  load(0);
  put(Empty);
  bench.log.hold();
  const TransactionMetadataPtr metadata = manager.find("tid").metadata;
  const TxnTransitMetadata transit = metadata->prepare_add_partitions({bench.tp("t-1")}, bench.scheduler.now());
  std::vector<ErrorCode> answers;
  const auto note = [&](ErrorCode error) { answers.push_back(error); };
  manager.append("tid", 0, transit, note);
  manager.unload(partition());
  load(1);  // reads what was appended: Ongoing
  bench.log.release();
  manager.append("tid", 0, transit, note);
  manager.unload(partition());
  manager.append("tid", 1, transit, note);
  EXPECT_EQ(answers, std::vector(3, ErrorCode::NOT_COORDINATOR));
  EXPECT_EQ(bench.log.appends, 1);
}

// shouldWriteTxnMarkersForTransactionInPrepared{Commit,Abort}State
TEST_F(TransactionStateManagerTest, WhatIsDecidedInTheLogIsCarriedOutByWhoeverLoadsIt) {
  for (const auto& [state, complete] : {std::pair{PrepareCommit, CompleteCommit}, {PrepareAbort, CompleteAbort}}) {
    SCOPED_TRACE(name_of(state));
    const TxnTransitMetadata logged{.producer_id = ProducerId(23423),
                                    .producer_epoch = ProducerEpoch(0),
                                    .timeout = 1s,
                                    .state = state,
                                    .partitions = {bench.tp("t-0")},
                                    .start_timestamp = bench.scheduler.now(),
                                    .last_update_timestamp = bench.scheduler.now()};
    bench.log.append_unconfirmed(partition(), transaction_batch("tid", logged, bench.topics, bench.scheduler.now()));
    decided.clear();
    load(7);
    ASSERT_EQ(decided.size(), 1U);
    EXPECT_EQ(decided[0].epoch, 7);
    EXPECT_EQ(decided[0].id, "tid");
    EXPECT_EQ(decided[0].complete, complete);
    EXPECT_EQ(manager.find("tid").metadata->pending_state(), complete);
    EXPECT_EQ(manager.find("tid").metadata->partitions(), std::set{bench.tp("t-0")});
  }
}

// shouldOnlyConsiderTransactionsInTheOngoingStateToAbort
TEST_F(TransactionStateManagerTest, OnlyOpenTransactionsTimeOut) {
  load(0);
  put(Ongoing, "tid");
  bench.run_for(1s);
  EXPECT_TRUE(manager.timed_out().empty()) << "not longer than its timeout";
  bench.run_for(1ms);
  EXPECT_EQ(manager.timed_out(), std::vector<std::string>{"tid"});
  manager.find("tid").metadata->prepare_add_partitions({bench.tp("t-1")}, bench.scheduler.now());
  EXPECT_TRUE(manager.timed_out().empty()) << "it is about to change";
  for (const TransactionState state : {Empty, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort}) {
    manager.unload(partition());
    load(0);
    put(state, "tid");
    bench.run_for(2s);
    EXPECT_TRUE(manager.timed_out().empty()) << name_of(state);
  }
}

// ---- expiration. shouldRemove{CompleteCommit,CompleteAbort,Empty}ExpiredTransactionalIds,
// shouldNotRemove{Ongoing,PrepareAbort,PrepareCommit}TransactionalIds

TEST_F(TransactionStateManagerTest, IdsUnusedFor7DaysExpireUnlessTheyAreInATransaction) {
  for (const TransactionState state : {Empty, CompleteCommit, CompleteAbort, Ongoing, PrepareCommit, PrepareAbort}) {
    SCOPED_TRACE(name_of(state));
    manager.unload(partition());
    manager.load(partition(), 0, [](auto...) {});
    put(state);
    const std::size_t before = bench.log.records<TransactionTombstone>(partition()).size();
    bench.run_for(168h - 1ms);  // transactional.id.expiration.ms
    manager.remove_expired();
    EXPECT_NE(manager.find("tid").metadata, nullptr);
    bench.run_for(1ms);
    manager.remove_expired();
    const bool expires = state == Empty || state == CompleteCommit || state == CompleteAbort;
    EXPECT_EQ(manager.find("tid").metadata == nullptr, expires);
    EXPECT_EQ(bench.log.records<TransactionTombstone>(partition()).size() - before, expires ? 1U : 0U);
    if (expires) {
      EXPECT_EQ(bench.events.all<TransactionStateChanged>().back().second.to, "Dead");
    }
    manager.unload(partition());
    load(1);
    EXPECT_EQ(manager.find("tid").metadata, nullptr) << "nor does the log know it";
  }
}

// shouldNotRemoveExpiredTransactionalIdsIfLogAppendFails
TEST_F(TransactionStateManagerTest, AnIdWhoseTombstoneCouldNotBeWrittenStays) {
  load(0);
  put(Empty);
  bench.run_for(168h);
  bench.log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS);
  manager.remove_expired();
  ASSERT_NE(manager.find("tid").metadata, nullptr);
  EXPECT_FALSE(manager.find("tid").metadata->pending_transition_in_progress());
  manager.remove_expired();
  EXPECT_EQ(manager.find("tid").metadata, nullptr);
}

TEST_F(TransactionStateManagerTest, ExpirationIsLookedForEveryHour) {
  load(0);
  put(Empty);
  manager.start();
  bench.run_for(168h - 1ms);
  EXPECT_NE(manager.find("tid").metadata, nullptr);
  bench.run_for(1ms);  // transaction.remove.expired.transaction.cleanup.interval.ms 3600000: 168 times
  EXPECT_EQ(manager.find("tid").metadata, nullptr);
}

// testTransactionExpirationShouldRespectBatchSize
TEST_F(TransactionStateManagerTest, TombstonesAreWrittenInBatchesThatFit) {
  bench.config.transaction_state_log_num_partitions = 1;
  bench.config.message_max_bytes = sim::Bytes(512);
  load(0);
  for (int i = 0; i < 50; ++i) put(Empty, "id-" + std::to_string(i));
  bench.run_for(168h);
  const int before = bench.log.appends;
  manager.remove_expired();
  EXPECT_GT(bench.log.appends - before, 1);
  EXPECT_EQ(bench.log.records<TransactionTombstone>(partition()).size(), 50U);
  for (const LogEntry& entry : bench.log.entries(partition())) EXPECT_LE(entry.batch->size.count(), 512);
}

}  // namespace
}  // namespace kafka::testing
