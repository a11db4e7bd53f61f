#include "scenarios/engine/run/ledger.h"

#include <gtest/gtest.h>

#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

constexpr kafka::GroupId kFirst{0};
constexpr kafka::GroupId kSecond{1};

struct LedgerTest : testing::Test {
  kafka::TopicTable topics = topics_with_orders();
  Ledger ledger{topics, {{"orders"}, {"orders"}, {"payments"}}};
  Feed feed{ledger};

  GroupTotals first() const { return ledger.of_group(kFirst); }
  void expect_balanced() const {
    for (const kafka::GroupId group : {kFirst, kSecond}) {
      const GroupTotals t = ledger.of_group(group);
      EXPECT_EQ(t.acknowledged, t.distinct + t.unread + t.skipped + t.lost);
    }
    EXPECT_TRUE(ledger.contradictions().empty());
  }
};

TEST_F(LedgerTest, EveryRecordOnceMeansNothingToReport) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 6, 0);
  feed.delivered(6, 4, 6);
  const GroupTotals t = first();
  EXPECT_EQ(t.delivered, 10);
  EXPECT_EQ(t.distinct, 10);
  EXPECT_EQ(t.duplicated + t.out_of_order + t.lost + t.unread + t.skipped, 0);
  EXPECT_EQ(ledger.of_everyone().acknowledged, 10);
  expect_balanced();
}

TEST_F(LedgerTest, WhatLiesAheadOfTheGroupIsUnreadNotLost) {
  feed.position(0);
  feed.produced(0, 10, 0);
  feed.delivered(0, 4, 0);
  EXPECT_EQ(first().unread, 6);
  EXPECT_EQ(first().lost, 0);
  EXPECT_EQ(ledger.of_group(kSecond).unread, 10);  // it has not begun
  expect_balanced();
}

TEST_F(LedgerTest, WhatTheGroupPassedByIsLost) {
  feed.position(0);
  feed.produced(0, 10, 0);
  feed.delivered(0, 3, 0);
  feed.delivered(7, 2, 7);
  EXPECT_EQ(first().lost, 4);    // ids 3..6
  EXPECT_EQ(first().unread, 1);  // id 9
  const auto lost = ledger.lost(kFirst);
  ASSERT_EQ(lost.size(), 1u);
  EXPECT_EQ(lost[0].ids, (Interval{3, 7}));
  EXPECT_EQ(lost[0].tp, orders(0));
  expect_balanced();
}

TEST_F(LedgerTest, AcknowledgedRecordsThatANewLeaderDoesNotHaveAreLost) {
  feed.produced(0, 10, 0);  // acks=1: no follower had 6..9
  feed.produced(10, 2, 6);  // the new leader goes on at offset 6
  feed.position(0);
  feed.delivered(0, 6, 0);
  feed.delivered(10, 2, 6);
  EXPECT_EQ(first().lost, 4);  // ids 6..9
  EXPECT_EQ(ledger.of_group(kSecond).lost, 4);
  EXPECT_EQ(ledger.of_group(kSecond).unread, 8);
  expect_balanced();
}

TEST_F(LedgerTest, WhereAGroupBeginsIsItsOwnChoice) {
  feed.produced(0, 5, 0);
  feed.position(5, kafka::PositionSource::reset_latest);
  feed.produced(5, 5, 5);
  feed.delivered(5, 5, 5);
  EXPECT_EQ(first().skipped, 5);
  EXPECT_EQ(first().lost, 0);
  EXPECT_EQ(ledger.of_group(kSecond).skipped, 0);
  expect_balanced();
}

TEST_F(LedgerTest, CountsEveryRepetition) {
  feed.produced(0, 10, 0);
  feed.delivered(0, 10, 0);
  feed.position(4, kafka::PositionSource::committed_offset);
  feed.delivered(4, 6, 4);
  feed.position(8, kafka::PositionSource::committed_offset);
  feed.delivered(8, 2, 8);
  EXPECT_EQ(first().delivered, 18);
  EXPECT_EQ(first().distinct, 10);
  EXPECT_EQ(first().duplicated, 8);    // 4..9, then 8 and 9 again
  EXPECT_EQ(first().out_of_order, 0);  // repetitions are not new records
  expect_balanced();
}

TEST_F(LedgerTest, CountsRecordsThatCameAfterLaterOnesOnce) {
  // max.in.flight 5 without idempotence: 0..4 failed once, 5..9 went through, 0..4 followed.
  feed.sent(0, 5);
  feed.sent(5, 5);
  feed.appended(5, 5, 0);
  feed.acknowledged(5, 5, 0);
  feed.emit(
      kafka::BatchRetried{kafka::ClientId(0), orders(0), kafka::RecordId(0), 5, kafka::ErrorCode::NOT_ENOUGH_REPLICAS});
  feed.sent(0, 5, 2);
  feed.appended(0, 5, 5);
  feed.acknowledged(0, 5, 5);
  feed.delivered(5, 5, 0);
  feed.delivered(0, 5, 5);
  feed.delivered(0, 5, 5);
  EXPECT_EQ(first().out_of_order, 5);
  EXPECT_EQ(first().duplicated, 5);
  EXPECT_EQ(ledger.of_everyone().retries, 1);
  EXPECT_EQ(ledger.of_everyone().sent, 10);
  expect_balanced();
}

TEST_F(LedgerTest, OrderIsPerProducerAndPartition) {
  for (const std::int32_t p : {0, 1}) {
    feed.producer = p;
    feed.sent(0, 5);
    feed.appended(0, 5, 5 * p);
    feed.acknowledged(0, 5, 5 * p);
  }
  feed.tp = orders(1);
  feed.produced(0, 3, 0);
  feed.producer = 0;
  feed.tp = orders(0);
  feed.delivered(0, 5, 0);
  feed.producer = 1;
  feed.delivered(0, 5, 5);
  feed.tp = orders(1);
  feed.delivered(0, 3, 0);
  EXPECT_EQ(first().out_of_order, 0);
  EXPECT_EQ(first().distinct, 13);
  EXPECT_EQ(ledger.of_partition(orders(0)).acknowledged, 10);
  EXPECT_EQ(ledger.of_partition(orders(1)).acknowledged, 3);
  EXPECT_EQ(ledger.of_producer(kafka::ClientId(1)).acknowledged, 8);
  EXPECT_EQ(ledger.by_partition(kFirst).at(orders(1)).distinct, 3);
}

TEST_F(LedgerTest, FireAndForgetOnTheWayIsUnreadUntilTheConnectionBreaks) {
  feed.position(0);
  feed.sent(0, 5);
  feed.acknowledged(0, 5);  // acks=0
  feed.appended(0, 3, 0);
  feed.delivered(0, 3, 0);
  EXPECT_EQ(first().unread, 2);
  feed.emit(kafka::ConnectionLost{kafka::ClientId(0), kafka::BrokerId(102), "closed by peer"});  // another broker's
  EXPECT_EQ(first().lost, 0);
  feed.emit(kafka::ConnectionLost{kafka::ClientId(0), kafka::BrokerId(101), "closed by peer"});
  EXPECT_EQ(first().lost, 2);
  EXPECT_EQ(first().unread, 0);
}

TEST_F(LedgerTest, FailedRecordsAreNeitherAcknowledgedNorLost) {
  feed.sent(0, 4);
  feed.failed(0, 4);
  feed.failed(4, 2);  // expired in the accumulator, never sent
  feed.emit(kafka::SendFailed{kafka::ClientId(0), kafka::TopicId(0), "TimeoutException"});
  const ProducerTotals t = ledger.of_topic(kafka::TopicId(0));
  EXPECT_EQ(t.failed, 6);
  EXPECT_EQ(t.rejected, 1);
  EXPECT_EQ(t.acknowledged, 0);
  EXPECT_EQ(first().lost, 0);
  expect_balanced();
}

TEST_F(LedgerTest, AGroupAnswersOnlyForItsTopics) {
  feed.produced(0, 10, 0);
  EXPECT_EQ(ledger.of_group(kafka::GroupId(2)).acknowledged, 0);
  EXPECT_EQ(ledger.of_group(kafka::GroupId(2)).unread, 0);
}

TEST_F(LedgerTest, NoticesWhatCannotBe) {
  feed.acknowledged(0, 2, 0);  // never sent
  feed.sent(5, 1);
  feed.acknowledged(5, 1, 1);
  feed.acknowledged(5, 1, 1);  // twice
  feed.failed(5, 1);
  feed.delivered(9, 1, 9);  // from nowhere
  ASSERT_EQ(ledger.contradictions().size(), 4u);
  EXPECT_EQ(ledger.contradictions()[0], "acknowledged but never sent: records 0..1 of client 0 in orders-0");
  EXPECT_EQ(ledger.contradictions()[1], "acknowledged twice: records 5..5 of client 0 in orders-0");
}

TEST_F(LedgerTest, MemoryStaysFlatWhenEverybodyKeepsUp) {
  feed.position(0);
  feed.group = 1;
  feed.position(0);
  std::size_t most = 0;
  for (std::int64_t i = 0; i < 20'000; ++i) {
    feed.produced(i * 10, 10, i * 10);
    feed.group = 0;
    feed.delivered(i * 10, 10, i * 10);
    feed.group = 1;
    if (i > 0) feed.delivered((i - 1) * 10, 10, (i - 1) * 10);  // one batch behind
    most = std::max(most, ledger.kept());
  }
  EXPECT_LE(most, 8u);  // sent, acknowledged, two groups' deliveries, one run not yet read by all
  EXPECT_EQ(ledger.of_group(kSecond).unread, 10);
  expect_balanced();
}

}  // namespace
}  // namespace scenario
