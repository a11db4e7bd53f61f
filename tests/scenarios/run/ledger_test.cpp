#include "tests/scenarios/run/ledger_fixture.h"

namespace scenario {
namespace {

using kafka::PositionSource;

TEST_F(LedgerTest, EveryRecordOnceMeansNothingToReport) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 6, 0);
  feed.delivered(6, 4, 6);
  const GroupTotals t = first();
  EXPECT_EQ(t.produced, 10);
  EXPECT_EQ(t.delivered, 10);
  EXPECT_EQ(t.polled, 10);
  EXPECT_EQ(t.effects, 10);
  EXPECT_EQ(t.distinct(), 10);
  EXPECT_EQ(t.duplicated + t.reread + t.reordered + t.reordered_in_log, 0);
  EXPECT_EQ(ledger.of_everyone().acknowledged, 10);
  EXPECT_TRUE(ledger.irregularities(kFirst).empty());
}

TEST_F(LedgerTest, WhatLiesAheadOfTheGroupIsUnreadNotLost) {
  feed.position(0);
  feed.produced(0, 10, 0);
  feed.delivered(0, 4, 0);
  EXPECT_EQ(first().unread(), 6);
  EXPECT_EQ(first().lost(), 0);
  EXPECT_EQ(second().unread(), 10);  // it has not begun
}

TEST_F(LedgerTest, WhatIsInTheApplicationsHandsIsUnreadUntilItIsProcessed) {
  feed.position(0);
  feed.produced(0, 10, 0);
  feed.polled(0, 10, 0);
  EXPECT_EQ(first().polled, 10);
  EXPECT_EQ(first().delivered, 0);
  EXPECT_EQ(first().unread(), 10);
  feed.processed(0, 4, 0);
  EXPECT_EQ(first().delivered, 4);
  EXPECT_EQ(first().unread(), 6);
}

TEST_F(LedgerTest, WhatTheGroupPassedByIsLost) {
  feed.position(0);
  feed.produced(0, 10, 0);
  feed.delivered(0, 3, 0);
  feed.delivered(7, 2, 7);
  EXPECT_EQ(first().lost(), 4);    // ids 3..6
  EXPECT_EQ(first().unread(), 1);  // id 9
  EXPECT_EQ(ids_of(Irregularity::Kind::lost), (std::vector<Interval>{{3, 7}}));
}

TEST_F(LedgerTest, WhereAGroupBeginsIsItsOwnChoice) {
  feed.produced(0, 5, 0);
  feed.position(5, PositionSource::reset_latest);
  feed.produced(5, 5, 5);
  feed.delivered(5, 5, 5);
  EXPECT_EQ(first().skipped(), 5);
  EXPECT_EQ(first().lost(), 0);
  EXPECT_EQ(second().skipped(), 0);
  EXPECT_EQ(ids_of(Irregularity::Kind::skipped), (std::vector<Interval>{{0, 5}}));
}

TEST_F(LedgerTest, AnApplicationThatSeeksForwardSkips) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 2, 0);
  feed.position(6, PositionSource::seek);
  feed.delivered(6, 4, 6);
  EXPECT_EQ(first().skipped(), 4);  // 2..5
  EXPECT_EQ(first().lost(), 0);
}

TEST_F(LedgerTest, CountsEveryRepetition) {
  feed.produced(0, 10, 0);
  feed.delivered(0, 10, 0);
  feed.position(4, PositionSource::committed_offset);
  feed.delivered(4, 6, 4);
  feed.position(8, PositionSource::committed_offset);
  feed.delivered(8, 2, 8);
  EXPECT_EQ(first().delivered, 18);
  EXPECT_EQ(first().distinct(), 10);
  EXPECT_EQ(first().duplicated, 8);  // 4..9, then 8 and 9 again
  EXPECT_EQ(first().reread, 8);
  EXPECT_EQ(first().reordered + first().reordered_in_log, 0);  // repetitions are not new records
  EXPECT_EQ(ids_of(Irregularity::Kind::duplicated), (std::vector<Interval>{{4, 10}, {8, 10}}));
}

TEST_F(LedgerTest, AnIdempotentSinkHasOneEffectForEachOffset) {
  Ledger upserts(topics, {{{"orders"}, kafka::SinkKind::idempotent}, {{"orders"}}, {{"payments"}}});
  Feed story(upserts);
  story.produced(0, 10, 0);
  story.delivered(0, 10, 0);
  story.position(4, PositionSource::committed_offset);
  story.delivered(4, 6, 4);
  EXPECT_EQ(upserts.of_group(kFirst).duplicated, 6);
  EXPECT_EQ(upserts.of_group(kFirst).effects, 10);
  // The record that a producer wrote twice lies at two offsets: two rows.
  story.sent(9, 1, 2);
  story.appended(9, 1, 10);
  story.delivered(9, 1, 10);
  EXPECT_EQ(upserts.of_group(kFirst).duplicated, 7);
  EXPECT_EQ(upserts.of_group(kFirst).effects, 11);
  expect_balanced(upserts);
}

TEST_F(LedgerTest, ReorderedIsByTheProducersOrderAndByTheLogs) {
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
  EXPECT_EQ(first().reordered, 5);         // 0..4 behind 5..9
  EXPECT_EQ(first().reordered_in_log, 0);  // they lie behind them in the log, too
  feed.position(5, PositionSource::committed_offset);
  feed.delivered(0, 5, 5);
  EXPECT_EQ(first().reordered, 5);
  EXPECT_EQ(first().duplicated, 5);
  EXPECT_EQ(first().anomalies.nonmonotonic_send, 5);
  EXPECT_EQ(ledger.of_everyone().retries, 1);
  EXPECT_EQ(ledger.of_everyone().sent, 10);
}

TEST_F(LedgerTest, AWorkerMayLeaveTheOrderOfTheLog) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.polled(0, 10, 0);
  feed.processed(5, 5, 5);
  feed.processed(0, 5, 0);
  EXPECT_EQ(first().reordered, 5);
  EXPECT_EQ(first().reordered_in_log, 5);
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
  EXPECT_EQ(first().reordered, 0);
  EXPECT_EQ(first().distinct(), 13);
  EXPECT_EQ(ledger.of_partition(orders(0)).acknowledged, 10);
  EXPECT_EQ(ledger.of_partition(orders(1)).acknowledged, 3);
  EXPECT_EQ(ledger.of_producer(kafka::ClientId(1)).acknowledged, 8);
  EXPECT_EQ(ledger.by_partition(kFirst).at(orders(1)).distinct(), 3);
}

TEST_F(LedgerTest, FireAndForgetOnTheWayIsUnreadUntilTheConnectionBreaks) {
  feed.position(0);
  feed.sent(0, 5);
  feed.acknowledged(0, 5);  // acks=0
  feed.appended(0, 3, 0);
  feed.delivered(0, 3, 0);
  EXPECT_EQ(first().unread(), 2);
  feed.emit(kafka::ConnectionLost{kafka::ClientId(0), kafka::BrokerId(102), "closed by peer"});  // another broker's
  EXPECT_EQ(first().lost(), 0);
  feed.emit(kafka::ConnectionLost{kafka::ClientId(0), kafka::BrokerId(101), "closed by peer"});
  EXPECT_EQ(first().lost(), 2);
  EXPECT_EQ(first().unread(), 0);
}

TEST_F(LedgerTest, GivenUpIsFailedOrUnknownIfItLiesInTheLog) {
  feed.position(0);
  feed.sent(0, 4);
  feed.appended(0, 2, 0);  // the answer never came
  feed.failed(0, 4);
  feed.failed(4, 2);  // expired in the accumulator, never sent
  feed.emit(kafka::SendFailed{kafka::ClientId(0), kafka::TopicId(0), "TimeoutException"});
  const ProducerTotals t = ledger.of_topic(kafka::TopicId(0));
  EXPECT_EQ(t.failed, 6);
  EXPECT_EQ(t.rejected, 1);
  EXPECT_EQ(t.acknowledged, 0);
  EXPECT_EQ(first().produced, 6);
  EXPECT_EQ(in(RecordState::failed), 4);
  EXPECT_EQ(in(RecordState::unknown), 2);
  EXPECT_EQ(first().lost(), 0);
  feed.delivered(0, 2, 0);  // Jepsen's :info turned out to be a yes
  EXPECT_EQ(in(RecordState::unknown), 0);
  EXPECT_EQ(in(RecordState::delivered), 2);
}

TEST_F(LedgerTest, WhatAProcessHadNotFinishedWhenItEndedIsAbandoned) {
  feed.position(0);
  feed.produced(0, 4, 0);
  feed.sent(4, 3);
  feed.appended(4, 1, 4);
  EXPECT_EQ(in(RecordState::unfinished), 3);
  // Ten records had been handed over: 4..6 were under way, 7..9 still in the accumulator.
  feed.emit(kafka::RecordsAbandoned{kafka::ClientId(0), orders(0), kafka::RecordId(10)});
  feed.stopped(0, "kill", 6);
  EXPECT_EQ(in(RecordState::unfinished), 0);
  EXPECT_EQ(in(RecordState::unknown), 1);  // id 4 is in the log
  EXPECT_EQ(in(RecordState::abandoned), 5);
  EXPECT_EQ(ledger.of_producer(kafka::ClientId(0)).abandoned, 6);
  feed.produced(10, 2, 5);  // the next process goes on with its numbers
  EXPECT_EQ(in(RecordState::abandoned), 5);
  EXPECT_EQ(first().produced, 12);
}

TEST_F(LedgerTest, WhatTheProducerStillHasAtTheEndIsUnfinished) {
  feed.produced(0, 4, 0);
  ledger.accepted(kafka::ClientId(0), orders(0), kafka::RecordId(9));
  EXPECT_EQ(in(RecordState::unfinished), 5);
  EXPECT_EQ(first().produced, 9);
}

TEST_F(LedgerTest, AGroupAnswersOnlyForItsTopics) {
  feed.produced(0, 10, 0);
  EXPECT_EQ(ledger.of_group(kStranger).produced, 0);
  EXPECT_EQ(ledger.of_group(kStranger).unread(), 0);
}

TEST_F(LedgerTest, NoticesWhatCannotBe) {
  sound = false;
  feed.acknowledged(0, 2, 0);  // never sent
  feed.sent(5, 1);
  feed.acknowledged(5, 1, 1);
  feed.acknowledged(5, 1, 1);  // twice
  feed.failed(5, 1);
  feed.polled(9, 1, 9);     // from nowhere
  feed.processed(3, 1, 3);  // never returned
  ledger.accepted(kafka::ClientId(0), orders(0), kafka::RecordId(1));
  feed.stopped(0, "kill", 99);
  ASSERT_EQ(ledger.contradictions().size(), 7u);
  EXPECT_EQ(ledger.contradictions()[0], "acknowledged but never sent: records 0..1 of client 0 in orders-0");
  EXPECT_EQ(ledger.contradictions()[1], "acknowledged twice: records 5..5 of client 0 in orders-0");
  EXPECT_EQ(ledger.contradictions()[4], "processed, but not returned by poll(): records 3..3 of client 0 in orders-0");
  EXPECT_EQ(ledger.contradictions()[5], "known and not handed over: records 1..5 of client 0 in orders-0");
}

TEST_F(LedgerTest, MemoryStaysFlatWhenEverybodyKeepsUp) {
  feed.position(0);
  feed.group = 1;
  feed.member = 51;
  feed.position(0);
  std::size_t most = 0;
  for (std::int64_t i = 0; i < 20'000; ++i) {
    feed.produced(i * 10, 10, i * 10);
    feed.group = 0;
    feed.member = 50;
    feed.delivered(i * 10, 10, i * 10);
    feed.committed(i * 10 + 10);
    feed.group = 1;
    feed.member = 51;
    if (i > 0) feed.delivered((i - 1) * 10, 10, (i - 1) * 10);  // one batch behind
    most = std::max(most, ledger.kept());
  }
  // sent, acknowledged, written; for two groups polled and processed, by id and by offset; one run not yet read by all
  EXPECT_LE(most, 12u);
  EXPECT_EQ(second().unread(), 10);
}

}  // namespace
}  // namespace scenario
