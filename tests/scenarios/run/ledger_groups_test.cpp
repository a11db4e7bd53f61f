// What a crash, a rebalance and a reset cost, by what had been committed.

#include "tests/scenarios/run/ledger_fixture.h"

namespace scenario {
namespace {

using kafka::PositionSource;
/// Ten records; A polls all of them and processes four, then it is killed.
struct CrashTest : LedgerTest {
  void poll_ten() {
    feed.produced(0, 10, 0);
    feed.position(0);
    feed.polled(0, 10, 0);
  }
  void crash_after_four() {
    feed.processed(0, 4, 0);
    feed.stopped(50);
  }
  void successor_at(std::int64_t offset, PositionSource source = PositionSource::committed_offset) {
    feed.member = 51;
    feed.position(offset, source);
    if (offset < 10) feed.delivered(offset, static_cast<std::int32_t>(10 - offset), offset);
  }
};

TEST_F(CrashTest, CommittedBeforeTheWorkIsAtMostOnce) {
  poll_ten();
  feed.committed(10);
  EXPECT_EQ(first().unread(), 10);  // in hand, whatever is committed
  crash_after_four();
  EXPECT_EQ(first().lost(), 6);  // before anybody takes over: the committed offset has passed them
  successor_at(10);
  EXPECT_EQ(first().lost(), 6);
  EXPECT_EQ(first().duplicated, 0);
  EXPECT_EQ(ids_of(Irregularity::Kind::lost), (std::vector<Interval>{{4, 10}}));
}

TEST_F(CrashTest, CommittedAfterTheWorkIsAtLeastOnce) {
  poll_ten();
  crash_after_four();
  EXPECT_EQ(first().unread(), 6);  // nothing is committed: somebody will begin anew
  successor_at(0, PositionSource::reset_earliest);
  EXPECT_EQ(first().lost(), 0);
  EXPECT_EQ(first().duplicated, 4);
  EXPECT_EQ(first().reread, 10);
  EXPECT_EQ(ids_of(Irregularity::Kind::duplicated), (std::vector<Interval>{{0, 4}}));
}

TEST_F(CrashTest, ResetToLatestAfterACrashWithoutACommitLoses) {
  poll_ten();
  crash_after_four();
  feed.produced(10, 5, 10);
  successor_at(15, PositionSource::reset_latest);
  EXPECT_EQ(first().lost(), 11);  // 4..9 were dropped, 10..14 came while nobody read
  EXPECT_EQ(first().skipped(), 0);
}

TEST_F(CrashTest, TheCommittedOffsetDecidesWhatIsUnread) {
  poll_ten();
  feed.processed(0, 7, 0);
  feed.committed(7);
  feed.stopped(50);
  EXPECT_EQ(first().unread(), 3);
  feed.emit(kafka::OffsetsExpired{kafka::BrokerId(101), kFirst, {orders(0)}});
  EXPECT_EQ(first().unread(), 3);
  successor_at(7);
  EXPECT_EQ(first().distinct(), 10);
  EXPECT_EQ(first().duplicated, 0);
}

TEST_F(CrashTest, AWorkersQueueIsLostWithItsProcessOnly) {
  poll_ten();
  feed.committed(10);
  feed.emit(kafka::PartitionsRevoked{kFirst, kafka::ClientId(50), kafka::Generation(1), {orders(0)}});
  successor_at(10);
  EXPECT_EQ(first().unread(), 10);  // A's worker still has them
  feed.member = 50;
  feed.processed(0, 4, 0);
  EXPECT_EQ(first().unread(), 6);
  EXPECT_EQ(first().lost(), 0);
  feed.stopped(50);
  EXPECT_EQ(first().lost(), 6);
}

TEST_F(CrashTest, AZombieMayStillReadWhatItsSuccessorHasPassed) {
  feed.produced(0, 10, 0);
  feed.position(0);
  feed.delivered(0, 4, 0);
  feed.committed(8);  // by mistake
  feed.member = 51;
  feed.position(8, PositionSource::committed_offset);
  feed.delivered(8, 2, 8);
  EXPECT_EQ(first().unread(), 4);  // 50 still stands at 4
  feed.member = 50;
  feed.delivered(4, 2, 4);
  EXPECT_EQ(first().unread(), 2);
  EXPECT_EQ(first().reordered, 2);  // 4 and 5 behind 8 and 9
  EXPECT_EQ(first().reordered_in_log, 2);
  feed.emit(kafka::PartitionsLost{kFirst, kafka::ClientId(50), kafka::Generation(1), {orders(0)}});
  EXPECT_EQ(first().lost(), 2);
}

TEST_F(CrashTest, OffsetsCountAnewInATopicOfTheSameName) {
  poll_ten();
  feed.processed(0, 4, 0);
  feed.emit(kafka::TopicDeleted{kafka::TopicId(0)});
  EXPECT_EQ(first().lost(), 6);
  feed.produced(10, 5, 0);
  feed.position(0);
  feed.delivered(10, 5, 0);
  EXPECT_EQ(first().distinct(), 9);
  EXPECT_EQ(first().reread, 0);
  EXPECT_EQ(first().anomalies.inconsistent_offsets, 0);
}

TEST_F(CrashTest, APoisonRecordThatIsPutAsideIsSkipped) {
  poll_ten();
  feed.processed(0, 4, 0);
  feed.emit(kafka::PoisonRecordMet{kFirst, kafka::ClientId(50), orders(0), kafka::Offset(4), "skip"});
  feed.processed(5, 5, 5);
  EXPECT_EQ(first().skipped(), 1);
  EXPECT_EQ(first().distinct(), 9);
  EXPECT_EQ(first().unread(), 0);
  EXPECT_EQ(ids_of(Irregularity::Kind::skipped), (std::vector<Interval>{{4, 5}}));
}

TEST_F(CrashTest, APoisonRecordThatEndsTheProcessIsMetAgain) {
  poll_ten();
  feed.processed(0, 4, 0);
  feed.emit(kafka::PoisonRecordMet{kFirst, kafka::ClientId(50), orders(0), kafka::Offset(4), "crash"});
  feed.stopped(50);
  EXPECT_EQ(first().skipped(), 0);
  EXPECT_EQ(first().unread(), 6);
}

}  // namespace
}  // namespace scenario
