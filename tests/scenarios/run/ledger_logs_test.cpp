// What leaders, retention and transactions do to records.

#include "tests/scenarios/run/ledger_fixture.h"

namespace scenario {
namespace {

using kafka::ControlRecordType;
using kafka::PositionSource;
TEST_F(LedgerTest, AcknowledgedRecordsThatANewLeaderDoesNotHaveAreLost) {
  feed.produced(0, 10, 0);  // acks=1: no follower had 6..9
  feed.leader = 102;
  feed.epoch = 1;
  feed.produced(10, 2, 6);  // the new leader goes on at offset 6
  feed.position(0);
  feed.delivered(0, 6, 0);
  feed.delivered(10, 2, 6);
  EXPECT_EQ(first().lost(), 4);  // ids 6..9
  EXPECT_EQ(second().lost(), 4);
  EXPECT_EQ(second().unread(), 8);
  EXPECT_EQ(ids_of(Irregularity::Kind::lost), (std::vector<Interval>{{6, 10}}));
}

TEST_F(LedgerTest, AShorterLogIsNoticedBeforeAnythingIsWrittenToIt) {
  feed.produced(0, 10, 0);
  feed.leads(102, 1, 6);
  EXPECT_EQ(first().unread(), 6);
  EXPECT_EQ(first().lost(), 4);
}

TEST_F(LedgerTest, WhatADeposedLeaderWritesIsNotInTheLog) {
  feed.produced(0, 10, 0);
  feed.leads(102, 1, 10);
  feed.produced(10, 5, 10);  // 101 still believes that it leads, and acknowledges
  EXPECT_EQ(first().lost(), 5);
  feed.leader = 102;
  feed.epoch = 1;
  feed.produced(15, 3, 10);
  feed.position(0);
  feed.delivered(0, 10, 0);
  feed.delivered(15, 3, 10);
  EXPECT_EQ(first().lost(), 5);
  EXPECT_EQ(first().unread(), 0);
  EXPECT_EQ(ids_of(Irregularity::Kind::lost), (std::vector<Interval>{{10, 15}}));
}

TEST_F(LedgerTest, ARetriedRecordIsWhereTheNewLeaderWroteIt) {
  feed.sent(0, 5);
  feed.appended(0, 5, 0);
  feed.leads(102, 1, 0);
  EXPECT_EQ(in(RecordState::unfinished), 5);
  feed.leader = 102;
  feed.epoch = 1;
  feed.sent(0, 5, 2, 102);
  feed.appended(0, 5, 0);
  feed.acknowledged(0, 5, 0);
  EXPECT_EQ(first().unread(), 5);
  EXPECT_EQ(first().anomalies.nonmonotonic_send, 0);
}

TEST_F(LedgerTest, AnUncleanElectionMayBringRecordsBack) {
  feed.produced(0, 10, 0);
  feed.leads(102, 1, 6);  // 101 is down, and 102 had not copied 6..9
  feed.leader = 102;
  feed.epoch = 1;
  feed.produced(10, 2, 6);
  EXPECT_EQ(first().lost(), 4);
  feed.leads(101, 2, 10);        // 102 is down, and 101 was not in the ISR
  EXPECT_EQ(first().lost(), 2);  // now 10 and 11
  EXPECT_EQ(first().unread(), 10);
  EXPECT_EQ(ids_of(Irregularity::Kind::lost), (std::vector<Interval>{{10, 12}}));
}

TEST_F(LedgerTest, AFollowerMayHaveCopiedPartOfWhatWasCutOff) {
  feed.produced(0, 10, 0);
  feed.leader = 103;
  feed.appended(0, 8, 0, false);
  feed.leads(102, 1, 6);
  feed.leads(103, 2, 8);  // 102 is gone before 103 heard of it
  EXPECT_EQ(first().unread(), 8);
  EXPECT_EQ(first().lost(), 2);
}

TEST_F(LedgerTest, WhatRetentionTakesFromASlowGroupIsLost) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 2, 0);
  feed.emit(kafka::SegmentsDeleted{kafka::BrokerId(101), orders(0), kafka::Offset(6), 1, sim::Bytes(600),
                                   kafka::DeletionReason::retention_time});
  EXPECT_EQ(first().lost(), 4);      // 2..5
  EXPECT_EQ(second().skipped(), 6);  // it has not begun
  feed.emit(kafka::FetchFailed{kFirst, kafka::ClientId(50), orders(0), kafka::Offset(2),
                               kafka::ErrorCode::OFFSET_OUT_OF_RANGE});
  feed.position(6, PositionSource::reset_earliest);
  feed.delivered(6, 4, 6);
  EXPECT_EQ(first().lost(), 4);
  EXPECT_EQ(first().unread(), 0);
  EXPECT_EQ(ids_of(Irregularity::Kind::lost), (std::vector<Interval>{{2, 6}}));
}

TEST_F(LedgerTest, AFollowersRetentionDecidesNothing) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.emit(kafka::SegmentsDeleted{kafka::BrokerId(102), orders(0), kafka::Offset(6), 1, sim::Bytes(600),
                                   kafka::DeletionReason::retention_time});
  EXPECT_EQ(first().unread(), 10);
}

// ---- transactions

struct TransactionLedgerTest : LedgerTest {
  void write(std::int64_t id, std::int32_t count, std::int64_t offset) {
    feed.sent(id, count);
    feed.appended_in_transaction(id, count, offset);
    feed.acknowledged(id, count, offset);
  }
};

TEST_F(TransactionLedgerTest, AnUndecidedTransactionIsUnknown) {
  feed.position(0);
  write(0, 5, 0);
  EXPECT_EQ(in(RecordState::unknown), 5);
  feed.marker(ControlRecordType::COMMIT, 5);
  EXPECT_EQ(in(RecordState::unknown), 0);
  EXPECT_EQ(first().unread(), 5);
}

TEST_F(TransactionLedgerTest, AnAbortedTransactionIsAborted) {
  feed.position(0);
  write(0, 5, 0);
  feed.marker(ControlRecordType::ABORT, 5);
  write(5, 5, 6);
  feed.marker(ControlRecordType::COMMIT, 11);
  feed.delivered(5, 5, 6);
  EXPECT_EQ(in(RecordState::aborted), 5);
  EXPECT_EQ(first().distinct(), 5);
  EXPECT_EQ(first().lost(), 0);
  EXPECT_EQ(first().anomalies.aborted_read, 0);
  EXPECT_EQ(first().anomalies.poll_skip, 0);
}

TEST_F(TransactionLedgerTest, ReadUncommittedReadsWhatIsAbortedLater) {
  feed.position(0);
  write(0, 5, 0);
  feed.delivered(0, 5, 0);
  feed.marker(ControlRecordType::ABORT, 5);
  EXPECT_EQ(in(RecordState::delivered), 5);
  EXPECT_EQ(in(RecordState::aborted), 0);
  EXPECT_EQ(second().in(RecordState::aborted), 5);
  EXPECT_EQ(first().anomalies.aborted_read, 5);
}

TEST_F(TransactionLedgerTest, TransactionsOfSeveralProducersInterleave) {
  write(0, 5, 0);
  feed.producer = 1;
  feed.produced(0, 3, 5);
  feed.producer = 0;
  write(5, 2, 8);
  feed.marker(ControlRecordType::ABORT, 10);
  feed.position(0);
  feed.producer = 1;
  feed.delivered(0, 3, 5);
  EXPECT_EQ(in(RecordState::aborted), 7);
  EXPECT_EQ(first().distinct(), 3);
  EXPECT_EQ(first().anomalies.int_send_skip, 1);
}

TEST_F(TransactionLedgerTest, ManyCommittedTransactionsCostNoMoreThanOne) {
  feed.position(0);
  std::int64_t offset = 0;
  for (std::int64_t i = 0; i < 1000; ++i) {
    write(i * 10, 10, offset);
    feed.marker(ControlRecordType::COMMIT, offset + 10);
    feed.delivered(i * 10, 10, offset);
    offset += 11;
  }
  feed.group = 1;
  feed.position(offset, PositionSource::reset_latest);
  EXPECT_LE(ledger.kept(), 12u);
  EXPECT_EQ(first().distinct(), 10'000);
  EXPECT_EQ(first().reordered_in_log, 0);
}

TEST_F(TransactionLedgerTest, WhatIsCutOffIsInNoTransaction) {
  write(0, 5, 0);
  feed.leads(102, 1, 2);
  EXPECT_EQ(in(RecordState::unknown), 2);
  EXPECT_EQ(first().lost(), 3);
}

}  // namespace
}  // namespace scenario
