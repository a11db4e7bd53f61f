#include <gtest/gtest.h>

#include "tests/model/log/producer_batches.h"

namespace kafka::test {
namespace {

// ---- truncation

TEST(ProducerLives, TruncationForgetsWhatItRemoves) {
  ProducerLog t;
  for (std::int32_t sequence = 0; sequence < 4; ++sequence) t.append(Produced{.sequence = sequence});
  t.append(Produced{.pid = 2});
  t.log.truncate_to(Offset(2), t.now);
  EXPECT_FALSE(t.knows(2));
  EXPECT_EQ(t.says({.sequence = 1}), "duplicate 1");
  EXPECT_EQ(t.says({.sequence = 3}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  EXPECT_EQ(t.says({.sequence = 2}), "appended 2");
}

TEST(ProducerLives, TruncationOpensATransactionAgainWhoseMarkerItRemoves) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .count = 2, .transactional = true});  // 0-1
  t.replicate();
  t.append(Marker{.pid = 1, .commit = false});  // 2
  t.log.truncate_to(Offset(2), t.now);
  EXPECT_TRUE(t.log.producers().has_ongoing_transaction(ProducerId(1)));
  EXPECT_TRUE(t.log.transaction_index().all().empty());
  t.append_plain();
  t.replicate();
  EXPECT_EQ(t.lso(), 0);
  t.log.truncate_to(Offset(0), t.now);
  EXPECT_FALSE(t.knows(1));
  EXPECT_EQ(t.lso(), 0);
  t.append_plain();
  t.replicate();
  EXPECT_EQ(t.lso(), 1);
}

TEST(ProducerLives, FullTruncationForgetsAll) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true});
  t.append(Produced{.pid = 2, .transactional = true});
  t.append(Marker{.pid = 2, .commit = false});
  t.log.truncate_fully_and_start_at(Offset(7), t.now);
  EXPECT_TRUE(t.log.producers().producers().empty());
  EXPECT_TRUE(t.log.transaction_index().all().empty());
  EXPECT_EQ(t.lso(), 7);
  EXPECT_EQ(t.says({.pid = 1, .sequence = 3}), "appended 7") << "a producer nobody knows";
}

// ---- starts

TEST(ProducerLives, AStartKnowsWhatTheLogSays) {
  ProducerLog t;
  for (std::int32_t sequence = 0; sequence < 7; ++sequence) t.append(Produced{.sequence = sequence});
  t.append(Produced{.pid = 2, .transactional = true});  // 7
  t.replicate();
  t.restart();
  EXPECT_EQ(t.says({.sequence = 2}), "duplicate 2");
  EXPECT_EQ(t.says({.sequence = 1}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  EXPECT_EQ(t.lso(), 7);
}

TEST(ProducerLives, OfBatchesBeforeTheLastSegmentAStartKnowsOnlyTheLast) {
  // Ten batches fill a segment; its end is a snapshot, which keeps one batch of each producer.
  ProducerLog t;
  for (std::int32_t sequence = 0; sequence < 10; ++sequence) t.append(Produced{.sequence = sequence});
  t.append_plain();  // 10, in the second segment
  ASSERT_EQ(t.log.segment_count(), 2U);
  EXPECT_EQ(t.says({.sequence = 8}), "duplicate 8");
  t.restart();
  EXPECT_EQ(t.says({.sequence = 8}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  EXPECT_EQ(t.says({.sequence = 9}), "duplicate 9");
  EXPECT_EQ(t.says({.sequence = 10}), "appended 11");
}

TEST(ProducerLives, ACleanStopLeavesASnapshotAtTheEnd) {
  ProducerLog t;
  for (std::int32_t sequence = 0; sequence < 3; ++sequence) t.append(Produced{.sequence = sequence});
  t.log.take_producer_snapshot();
  t.restart();
  EXPECT_EQ(t.says({.sequence = 1}), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  EXPECT_EQ(t.says({.sequence = 2}), "duplicate 2");
}

TEST(ProducerLives, AnOpenTransactionLivesInTheSnapshot) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true});  // 0
  for (int i = 0; i < 12; ++i) t.append_plain();
  t.replicate();
  t.restart();
  EXPECT_EQ(t.lso(), 0);
  t.append(Marker{.pid = 1, .commit = false});  // 13
  t.replicate();
  EXPECT_EQ(t.lso(), 14);
  ASSERT_EQ(t.log.transaction_index().all().size(), 1U);
  EXPECT_EQ(t.log.transaction_index().all()[0].first_offset, Offset(0));
}

TEST(ProducerLives, APowerLossTakesTheProducersOfTheTail) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true});  // 0, mark 1
  t.append(Marker{.pid = 1, .commit = false});          // 1, mark 2
  t.append(Produced{.pid = 2});                         // 2, mark 3
  t.replicate();
  t.log.lose_after(1, t.now);
  t.log.load(Offset(1), Offset(0), t.now);
  EXPECT_FALSE(t.knows(2));
  EXPECT_TRUE(t.log.transaction_index().all().empty());
  EXPECT_EQ(t.lso(), 0) << "the transaction is open again";
}

TEST(ProducerLives, AStartWithAnOlderHighWatermarkWaitsForMarkersAgain) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true});  // 0
  t.append(Marker{.pid = 1});                           // 1
  t.replicate();
  EXPECT_EQ(t.lso(), 2);
  t.log.load(Offset(1), Offset(0), t.now);
  EXPECT_EQ(t.lso(), 0);
  t.replicate();
  EXPECT_EQ(t.lso(), 2);
}

// ---- expiry

constexpr auto kDay = std::chrono::hours(24);

TEST(ProducerLives, WhoWritesNothingForADayIsForgotten) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .timestamp = at_ms(1000)});
  t.append(Produced{.pid = 2, .timestamp = at_ms(1001)});
  t.append(Produced{.pid = 3, .transactional = true, .timestamp = at_ms(1000)});
  t.log.remove_expired_producers(at_ms(1000) + kDay);
  EXPECT_FALSE(t.knows(1));
  EXPECT_TRUE(t.knows(2)) << "1 ms is missing";
  EXPECT_TRUE(t.knows(3)) << "its transaction is open";
  EXPECT_EQ(t.says({.pid = 1, .sequence = 9}), "appended 3");
}

TEST(ProducerLives, AMarkerCountsForTheExpiry) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true, .timestamp = at_ms(1000)});
  t.append(Marker{.pid = 1, .epoch = 1, .timestamp = at_ms(5000)});
  t.log.remove_expired_producers(at_ms(4999) + kDay);
  EXPECT_TRUE(t.knows(1)) << "KAFKA-9144";
  t.log.remove_expired_producers(at_ms(5000) + kDay);
  EXPECT_FALSE(t.knows(1));
}

TEST(ProducerLives23, AMarkerOfANewEpochIsForgottenAtTheNextLook) {
  ProducerLog t({.producer_id_expiration = std::chrono::hours(168), .kip360 = false});
  t.append(Produced{.pid = 1, .transactional = true});
  t.append(Marker{.pid = 1, .epoch = 1});
  t.append(Produced{.pid = 2, .transactional = true});
  t.append(Marker{.pid = 2});
  t.log.remove_expired_producers(t.now);
  EXPECT_FALSE(t.knows(1)) << "no batch, no timestamp";
  EXPECT_TRUE(t.knows(2));
}

TEST(ProducerLives, AStartDoesNotTakeExpiredProducersFromTheSnapshot) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .timestamp = at_ms(1000)});
  t.log.take_producer_snapshot();
  t.now = at_ms(1000) + kDay;
  t.restart();
  EXPECT_FALSE(t.knows(1));
}

// ---- retention

/// Producer 1 writes the first record only, producer 2 the first of the second segment; the first segment goes.
void delete_first_segment(ProducerLog& t) {
  t.append(Produced{.pid = 1});
  for (int i = 0; i < 9; ++i) t.append_plain();
  t.append(Produced{.pid = 2});  // 10
  t.replicate();
  t.config.retention_bytes = sim::Bytes(10);
  t.log.delete_old_segments(t.now);
  ASSERT_EQ(t.log.log_start_offset(), Offset(10));
}

TEST(ProducerLives, ProducersOutliveTheirRecords) {
  ProducerLog t;
  delete_first_segment(t);
  EXPECT_EQ(t.says({.pid = 1}), "duplicate 0") << "KAFKA-7190";
  EXPECT_EQ(t.says({.pid = 1, .sequence = 1}), "appended 11");
}

TEST(ProducerLives23, ProducersGoWithTheirRecords) {
  ProducerLog t({.producer_id_expiration = std::chrono::hours(168), .kip360 = false});
  delete_first_segment(t);
  EXPECT_FALSE(t.knows(1));
  EXPECT_TRUE(t.knows(2));
  EXPECT_EQ(t.says({.pid = 1, .sequence = 1}), "UNKNOWN_PRODUCER_ID");
}

TEST(ProducerLives, TheIndexOfTransactionsGoesWithItsSegments) {
  ProducerLog t;
  t.append(Produced{.pid = 1, .transactional = true});  // 0
  t.append(Produced{.pid = 2, .transactional = true});  // 1
  t.append(Marker{.pid = 1, .commit = false});          // 2
  for (int i = 0; i < 7; ++i) t.append_plain();
  t.append(Marker{.pid = 2, .commit = false});  // 10, in the second segment
  t.replicate();
  t.config.retention_bytes = sim::Bytes(10);
  t.log.delete_old_segments(t.now);
  ASSERT_EQ(t.log.transaction_index().all().size(), 1U);
  EXPECT_EQ(t.log.transaction_index().all()[0].producer_id, ProducerId(2));
}

}  // namespace
}  // namespace kafka::test
