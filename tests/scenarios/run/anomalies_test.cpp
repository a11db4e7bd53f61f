// Jepsen's anomalies, each from the smallest story that has it.

#include "tests/scenarios/run/ledger_fixture.h"

namespace scenario {
namespace {

struct AnomaliesTest : LedgerTest {
  [[nodiscard]] Anomalies seen() const { return first().anomalies; }
  /// All but the one named are zero.
  void expect_only(std::string_view name, std::int64_t count) const {
    for (const NamedAnomaly& a : kNamedAnomalies) EXPECT_EQ(seen().*a.count, a.name == name ? count : 0) << a.name;
  }
};

TEST_F(AnomaliesTest, APlainRunHasNone) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 10, 0);
  expect_only("", 0);
}

TEST_F(AnomaliesTest, UnseenIsAcknowledgedAndNotPolled) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.polled(0, 4, 0);
  expect_only("unseen", 6);
}

TEST_F(AnomaliesTest, ALostWriteIsNeverReturnedByAPoll) {
  feed.produced(0, 10, 0);
  feed.leads(102, 1, 6);
  feed.leader = 102;
  feed.epoch = 1;
  feed.produced(10, 2, 6);
  feed.position(0);
  feed.delivered(0, 6, 0);
  feed.delivered(10, 2, 6);
  EXPECT_EQ(seen().lost_write, 4);
  EXPECT_EQ(seen().unseen, 4);
}

TEST_F(AnomaliesTest, WhatWasPolledAndNotProcessedIsLostButNoLostWrite) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.polled(0, 10, 0);
  feed.committed(10);
  feed.stopped(50);
  EXPECT_EQ(first().lost(), 10);
  expect_only("", 0);
}

TEST_F(AnomaliesTest, ARecordAtTwoOffsetsIsADuplicate) {
  feed.sent(0, 2);
  feed.appended(0, 2, 0);
  feed.sent(0, 2, 2);
  feed.appended(0, 2, 2);
  feed.acknowledged(0, 2, 2);
  feed.position(0);
  feed.delivered(0, 2, 0);
  feed.delivered(0, 2, 2);
  expect_only("duplicate", 2);
  EXPECT_EQ(first().reread, 0);
}

TEST_F(AnomaliesTest, ReadingAnOffsetAgainIsNoDuplicateButNotMonotonic) {
  feed.produced(0, 4, 0);
  feed.position(0);
  feed.delivered(0, 4, 0);
  feed.position(2, kafka::PositionSource::committed_offset);
  feed.delivered(2, 2, 2);
  expect_only("nonmonotonic-poll", 1);
  EXPECT_EQ(first().reread, 2);
}

TEST_F(AnomaliesTest, AnotherProcessMayBeginWhereItLikes) {
  feed.produced(0, 4, 0);
  feed.position(0);
  feed.delivered(0, 4, 0);
  feed.stopped(50);
  feed.position(2, kafka::PositionSource::committed_offset);  // 50 is started again
  feed.delivered(2, 2, 2);
  expect_only("", 0);
}

TEST_F(AnomaliesTest, TwoRecordsAtOneOffsetAreInconsistent) {
  feed.produced(0, 4, 0);
  feed.position(0);
  feed.delivered(0, 4, 0);
  feed.leads(102, 1, 3);  // unclean
  feed.leader = 102;
  feed.epoch = 1;
  feed.produced(4, 2, 3);
  feed.position(3, kafka::PositionSource::truncation);
  feed.delivered(4, 2, 3);
  EXPECT_EQ(seen().inconsistent_offsets, 1);  // offset 3 was id 3, then id 4
  EXPECT_EQ(seen().nonmonotonic_poll, 1);
  EXPECT_EQ(seen().duplicate, 0);
}

TEST_F(AnomaliesTest, APollThatLeavesRecordsOutSkips) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 3, 0);
  feed.now = at_ms(10);
  feed.delivered(7, 3, 7);
  EXPECT_EQ(seen().poll_skip, 1);
  EXPECT_EQ(seen().int_poll_skip, 0);
}

TEST_F(AnomaliesTest, WithinOnePollItIsInternal) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.polled(0, 3, 0);
  feed.polled(7, 3, 7);
  feed.polled(3, 4, 3);
  EXPECT_EQ(seen().int_poll_skip, 1);
  EXPECT_EQ(seen().int_nonmonotonic_poll, 1);
  EXPECT_EQ(seen().poll_skip + seen().nonmonotonic_poll, 0);
}

TEST_F(AnomaliesTest, RecordsThatOvertookOthersOnTheirWayToTheLogAreSentNonmonotonically) {
  feed.sent(0, 2);
  feed.sent(2, 2);
  feed.appended(2, 2, 0);
  feed.appended(0, 2, 2);
  feed.acknowledged(2, 2, 0);
  feed.acknowledged(0, 2, 2);
  EXPECT_EQ(seen().nonmonotonic_send, 2);
}

TEST_F(AnomaliesTest, WithinATransactionSendsMaySkipAndGoBack) {
  for (const std::int64_t id : {0, 2, 4}) feed.sent(id, 2);
  feed.appended_in_transaction(0, 2, 0);
  feed.producer = 1;
  feed.produced(0, 1, 2);
  feed.producer = 0;
  feed.appended_in_transaction(4, 2, 3);  // skips offset 2
  feed.appended_in_transaction(2, 2, 5);  // and back
  EXPECT_EQ(seen().int_send_skip, 1);
  EXPECT_EQ(seen().int_nonmonotonic_send, 1);
}

}  // namespace
}  // namespace scenario
