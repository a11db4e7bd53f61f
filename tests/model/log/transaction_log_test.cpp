#include <gtest/gtest.h>

#include "tests/model/log/producer_batches.h"

namespace kafka::test {
namespace {

// Kafka's cases run in tests/conformance (transactions.yaml: log); here, what they leave open.

using Aborted = std::vector<std::pair<std::int64_t, std::int64_t>>;  // producer id, first offset

Aborted aborted(const ProducerLog& t, std::int64_t from, std::int64_t upper) {
  Aborted result;
  for (const AbortedTxn& txn : t.log.transaction_index().collect_aborted_txns(Offset(from), Offset(upper)))
    result.emplace_back(txn.producer_id.value(), txn.first_offset.value());
  return result;
}

TEST(TransactionLog, IsStableBelowTheFirstOpenTransactionAndBelowTheHighWatermark) {
  ProducerLog t;
  t.append_plain(2);
  t.append(Produced{.pid = 1, .count = 3, .transactional = true});  // 2-4
  EXPECT_EQ(t.lso(), 0) << "nothing is replicated";
  t.log.update_high_watermark(Offset(1));
  EXPECT_EQ(t.lso(), 1);
  t.replicate();
  EXPECT_EQ(t.lso(), 2);
}

TEST(TransactionLog, StaysUnstableUntilTheMarkerIsReplicated) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .count = 3, .transactional = true});  // 0-2
  t.replicate();
  t.append(Marker{.pid = 1});  // 3
  EXPECT_EQ(t.lso(), 0);
  EXPECT_TRUE(t.log.producers().ongoing_transactions().empty());
  t.log.update_high_watermark(Offset(3));
  EXPECT_EQ(t.lso(), 0) << "the marker lies at 3";
  t.log.update_high_watermark(Offset(4));
  EXPECT_EQ(t.lso(), 4);
}

TEST(TransactionLog, TheOldestOfSeveralHoldsItBack) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true});  // 0
  t.append(Produced{.pid = 2, .transactional = true});  // 1
  t.append(Produced{.pid = 3, .transactional = true});  // 2
  t.append(Marker{.pid = 2});                           // 3
  t.replicate();
  EXPECT_EQ(t.lso(), 0);
  t.append(Marker{.pid = 1});  // 4
  t.replicate();
  EXPECT_EQ(t.lso(), 2) << "that of producer 3 is left";
  t.append(Marker{.pid = 3});  // 5
  t.replicate();
  EXPECT_EQ(t.lso(), 6);
}

TEST(TransactionLog, AMarkerWithoutDataDecidesNothing) {
  ProducerLog t;
  EXPECT_EQ(t.append(Marker{.pid = 1, .commit = false}).first_offset, Offset(0));
  t.replicate();
  EXPECT_EQ(t.lso(), 1);
  EXPECT_EQ(aborted(t, 0, 1), (Aborted{}));
}

TEST(TransactionLog, MarkersOfOlderEpochsAreFenced) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .epoch = 2, .transactional = true});
  EXPECT_EQ(t.append(Marker{.pid = 1, .epoch = 1}).error, ErrorCode::INVALID_PRODUCER_EPOCH);
  EXPECT_EQ(t.append(Marker{.pid = 1, .epoch = 2, .coordinator_epoch = 5}).error, ErrorCode::NONE);
  EXPECT_EQ(t.append(Marker{.pid = 1, .epoch = 2, .coordinator_epoch = 4}).error,
            ErrorCode::TRANSACTION_COORDINATOR_FENCED);
  EXPECT_EQ(t.append(Marker{.pid = 1, .epoch = 1, .coordinator_epoch = 4}).error, ErrorCode::INVALID_PRODUCER_EPOCH)
      << "the producer's epoch is looked at first";
  EXPECT_EQ(t.append(Marker{.pid = 1, .epoch = 2, .coordinator_epoch = 5}).error, ErrorCode::NONE);
  EXPECT_EQ(t.end(), 3);
}

TEST(TransactionLog, WithinATransactionNothingElseMayBeWritten) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true});
  EXPECT_EQ(t.says({.pid = 1, .sequence = 1}), "INVALID_TXN_STATE");
  t.append(Marker{.pid = 1});
  EXPECT_EQ(t.says({.pid = 1, .sequence = 1}), "appended 2");
}

TEST(TransactionLog, TellsWhichTransactionsOfARangeWereTakenBack) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .count = 2, .transactional = true});     // 0-1
  t.append(Produced{.pid = 2, .transactional = true});                 // 2
  t.append(Marker{.pid = 1, .commit = false});                         // 3
  t.append(Produced{.pid = 1, .sequence = 2, .transactional = true});  // 4
  t.append(Marker{.pid = 1, .commit = true});                          // 5
  t.append(Marker{.pid = 2, .commit = false});                         // 6
  t.append(Produced{.pid = 3, .transactional = true});                 // 7
  t.append(Marker{.pid = 3, .commit = false});                         // 8
  EXPECT_EQ(aborted(t, 0, 9), (Aborted{{1, 0}, {2, 2}, {3, 7}})) << "in the order of their markers";
  EXPECT_EQ(aborted(t, 0, 2), (Aborted{{1, 0}}));
  EXPECT_EQ(aborted(t, 3, 4), (Aborted{{1, 0}, {2, 2}})) << "the marker of the first lies at 3";
  EXPECT_EQ(aborted(t, 4, 7), (Aborted{{2, 2}}));
  EXPECT_EQ(aborted(t, 7, 8), (Aborted{{3, 7}}));
  EXPECT_EQ(aborted(t, 9, 9), (Aborted{}));
}

TEST(TransactionLog, ATransactionWhoseBeginningWasDeletedIsUnstableFromTheLogsStart) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true});
  for (int i = 0; i < 5; ++i) t.append_plain();
  t.replicate();
  ASSERT_EQ(t.lso(), 0);
  t.log.maybe_increment_log_start_offset(Offset(4));
  EXPECT_EQ(t.lso(), 4);
}

}  // namespace
}  // namespace kafka::test
