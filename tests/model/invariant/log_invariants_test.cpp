#include <gtest/gtest.h>

#include "tests/model/invariant/story.h"

namespace kafka::testing {
namespace {

/// 101 wrote [0, 10), all copied; it died, 102 leads in epoch 1.
void fail_over(Story& s) {
  s.healthy();
  s.replicated(0, 10);
  s.stopped(101, "kill");
  s.state(102, 1, 1, {102, 103});
  s.elected(101, 102, 1, false, 103);
  s.leads(102, 1, 10, 0, {102, 103});
  s.follows(103, 102, 1, 10, 0);
}

TEST(LogInvariantsTest, FailOverAndReturn) {
  Story s;
  fail_over(s);
  s.writes(102, 1, 10, 5, 100);
  s.copies(103, 1, 10, 5, 100);
  s.fetched(102, 103, 15, 1);
  s.hw(102, 15);
  s.emit(BrokerStarted{BrokerId(101)}, 101);
  s.emit(LogLoaded{BrokerId(101), s.tp, Offset(0), Offset(10), Offset(0), true}, 101);
  s.follows(101, 102, 1, 10, 0);
  s.copies(101, 1, 10, 2, 100);  // batches may be cut otherwise
  s.copies(101, 1, 12, 3, 102);
  s.hw(101, 15, false);
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "");
}

TEST(LogInvariantsTest, FollowerTruncatesWhatItsLeaderNeverHad) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.writes(101, 0, 10, 3, 10, 1);  // nobody copied them
  s.stopped(101, "kill");
  s.state(102, 1, 1, {102, 103});
  s.elected(101, 102, 1, false, 103);
  s.leads(102, 1, 10, 0, {102, 103});
  s.writes(102, 1, 10, 5, 100);
  s.emit(LogLoaded{BrokerId(101), s.tp, Offset(0), Offset(13), Offset(0), true}, 101);
  s.follows(101, 102, 1, 13, 0);
  s.truncated(101, 13, 10, 0);
  s.copies(101, 1, 10, 5, 100);
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
}

TEST(LogInvariantsTest, P1TwoWriteInOneEpoch) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 5, 0);
  s.copies(102, 0, 0, 5, 0);
  s.writes(102, 0, 5, 5, 100);
  EXPECT_EQ(s.broken(), "P1");
}

TEST(LogInvariantsTest, P1TwoWriteTheSameOffsets) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 5, 0);
  s.writes(102, 0, 0, 5, 100);
  EXPECT_EQ(s.broken(), "P1 P2");  // two contents of one offset and epoch as well
}

TEST(LogInvariantsTest, P2FollowerCopiesOnTopOfRecordsItsLeaderNeverHad) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.writes(101, 0, 10, 3, 10, 1);
  s.stopped(101, "kill");
  s.state(102, 1, 1, {102, 103});
  s.leads(102, 1, 10, 0, {102, 103});
  s.writes(102, 1, 10, 5, 100);
  s.follows(101, 102, 1, 13, 0);
  s.copies(101, 1, 13, 2, 103);  // [10, 13) is still of epoch 0
  EXPECT_EQ(s.broken(), "P2");
}

TEST(LogInvariantsTest, P2IsExcusedBeforeKip320) {
  Story s(ReplicationProtocol::kip279);
  s.healthy();
  s.replicated(0, 10);
  s.writes(101, 0, 10, 3, 10, 1);
  s.state(102, 1, 1, {102, 103});
  s.leads(102, 1, 10, 0, {102, 103});
  s.writes(102, 1, 10, 5, 100);
  s.follows(101, 102, 1, 13, 0);
  s.copies(101, 1, 13, 2, 103);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P2");
}

TEST(LogInvariantsTest, P2LeaderWritesItsOffsetsAgainInTheSameEpoch) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 5, 0);
  s.truncated(101, 5, 2, 0);
  s.leads(101, 0, 2, 0, {101, 102, 103});
  s.writes(101, 0, 2, 3, 100);
  EXPECT_EQ(s.broken(), "P2");
}

/// The leader has ten records acknowledged by all, loses the last four with its power, and is back before a controller
/// saw it: in the same epoch.
void leader_back_unseen(Story& s) {
  s.healthy();
  s.replicated(0, 10);
  s.truncated(101, 10, 6, 6, TruncationReason::power_loss);
  s.leads(101, 0, 6, 6, {101, 102, 103});
}

TEST(LogInvariantsTest, P2IsExcusedWhereTheLeaderLostItsEndWithItsPower) {
  Story s;
  leader_back_unseen(s);
  s.writes(101, 0, 6, 2, 20);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P2");
}

TEST(LogInvariantsTest, AFollowerOutOfRangeKeepsWhatItsLeaderHas) {
  Story s;
  leader_back_unseen(s);
  s.truncated(102, 10, 6, 6, TruncationReason::out_of_range);
  s.truncated(103, 10, 6, 6, TruncationReason::out_of_range);
  s.state(102, 1, 1, {102, 103});
  s.leads(102, 1, 6, 6, {102, 103});  // holds 0-5 of what was acknowledged
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
  ASSERT_EQ(s.invariants.allowed_losses().size(), 1u);
  EXPECT_EQ(s.invariants.allowed_losses()[0].first, Offset(6));
}

TEST(LogInvariantsTest, P13LeaderLeavesAnOffsetOut) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 5, 0);
  s.writes(101, 0, 6, 5, 5);
  EXPECT_EQ(s.broken(), "P13");
}

TEST(LogInvariantsTest, P13CompactedLogsHaveGapsOnFollowers) {
  Story s;
  s.healthy();
  for (const int offset : {0, 2, 5, 8}) s.writes(101, 0, offset, offset == 0 ? 2 : 3, offset);
  s.copies(102, 0, 0, 2, 0);
  s.emit(LogCleaned{BrokerId(101), s.tp, Offset(5), 1, sim::Bytes(100)}, 101);
  s.copies(102, 0, 5, 3, 5);
  EXPECT_EQ(s.broken(), "");
}

TEST(LogInvariantsTest, P13GapsEndWhereTheCleanerDid) {
  Story s;
  s.healthy();
  for (const int offset : {0, 2, 5, 8}) s.writes(101, 0, offset, offset == 0 ? 2 : 3, offset);
  s.copies(102, 0, 0, 2, 0);
  s.emit(LogCleaned{BrokerId(101), s.tp, Offset(5), 1, sim::Bytes(100)}, 101);
  s.copies(102, 0, 8, 3, 8);
  EXPECT_EQ(s.broken(), "P13");
}

TEST(LogInvariantsTest, P13LogIsShorterAfterAKill) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 5, 0);
  s.stopped(101, "kill");
  s.emit(LogLoaded{BrokerId(101), s.tp, Offset(0), Offset(4), Offset(0), true}, 101);
  EXPECT_EQ(s.broken(), "P13");
}

TEST(LogInvariantsTest, P14EpochGoesBack) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 5, 0);
  s.writes(102, 1, 0, 5, 100);
  s.copies(103, 1, 0, 5, 100);
  s.writes(101, 0, 5, 5, 5);
  s.copies(103, 0, 5, 5, 5);
  EXPECT_EQ(s.broken(), "P14 P2");  // and what is before is not what the leader of epoch 0 had
}

TEST(LogInvariantsTest, P15FollowerInventsRecords) {
  Story s;
  s.healthy();
  s.copies(102, 0, 0, 5, 0);
  EXPECT_EQ(s.broken(), "P15");
}

TEST(LogInvariantsTest, P15FollowerCopiesOtherRecords) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 5, 0);
  s.copies(102, 0, 0, 5, 7);
  EXPECT_EQ(s.broken(), "P15 P2");  // the leader's log has other contents at that offset and epoch
}

TEST(LogInvariantsTest, P16FollowerTruncatesCommittedRecords) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.truncated(103, 10, 4, 0);
  EXPECT_EQ(s.broken(), "P12 P16 P3 P4");  // it is in sync, and shorter than the high watermark
}

TEST(LogInvariantsTest, P16OnlyWhereItIsNotInSync) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.state(101, 1, 1, {101, 102});
  s.leads(101, 1, 10, 10, {101, 102});
  s.truncated(103, 10, 4, 0);
  EXPECT_EQ(s.broken(), "P16");
}

TEST(LogInvariantsTest, P16IsExcusedInOldGenerations) {
  Story s(ReplicationProtocol::hw);
  s.healthy();
  s.replicated(0, 10);
  s.truncated(103, 10, 4, 0, TruncationReason::high_watermark);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P12 P16 P3 P4");
}

TEST(LogInvariantsTest, P20RetentionStopsAtTheHighWatermark) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.writes(101, 0, 10, 5, 10);
  s.emit(SegmentsDeleted{BrokerId(101), s.tp, Offset(10), 1, sim::Bytes(1), DeletionReason::retention_size}, 101);
  EXPECT_EQ(s.broken(), "");
  s.emit(SegmentsDeleted{BrokerId(101), s.tp, Offset(12), 1, sim::Bytes(1), DeletionReason::retention_size}, 101);
  EXPECT_EQ(s.broken(), "P20");
}

TEST(LogInvariantsTest, P17OtherEpochIsServed) {
  Story s;
  s.healthy();
  s.fetched(101, 102, 0, 0, 0);
  EXPECT_EQ(s.broken(), "");
  s.fetched(101, 102, 0, 0, 1);
  EXPECT_EQ(s.broken(), "P17");
}

TEST(LogInvariantsTest, P17IsExcusedBeforeKip320) {
  Story s(ReplicationProtocol::v201);
  s.healthy();
  s.fetched(101, 102, 0, 1, 0);
  s.fetched(101, 103, 0, 1, -1);  // not said at all
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P17");
}

TEST(LogInvariantsTest, SameFindingIsCountedNotRepeated) {
  Story s;
  s.healthy();
  for (int i = 0; i < 5; ++i) s.fetched(101, 102, 0, 0, 1);
  ASSERT_EQ(s.invariants.violations().size(), 1u);
  EXPECT_EQ(s.invariants.violations()[0].times, 5);
}

}  // namespace
}  // namespace kafka::testing
