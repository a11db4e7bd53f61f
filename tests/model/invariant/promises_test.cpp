#include <gtest/gtest.h>

#include "tests/model/invariant/story.h"

namespace kafka::testing {
namespace {

/// 101 has what the others do not, and is replaced by 102 with a shorter log.
void lose_tail(Story& s, std::int64_t end_of_102 = 10, bool unclean = false) {
  s.at(12.5);
  s.emit(FaultBegan{0, "kill", "broker-101"});
  s.stopped(101, "kill");
  s.at(18.6);
  s.emit(SessionExpired{SessionId(101), sim::HostId(101), std::chrono::seconds(18)});
  s.at(18.7);
  s.state(102, 1, 1, {102, 103});
  s.elected(101, 102, 1, unclean, 103);
  s.at(18.8);
  s.leads(102, 1, end_of_102, 0, {102, 103});
}

TEST(PromisesTest, WhatIsAcknowledgedSurvives) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  lose_tail(s);
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
  EXPECT_TRUE(s.invariants.allowed_losses().empty());
}

TEST(PromisesTest, RetentionBreaksNoPromise) {
  Story s;
  s.healthy();
  s.replicated(0, 10), s.replicated(10, 10);
  for (const int b : {101, 102, 103}) {
    if (b != 101) s.hw(b, 20, false);
    s.emit(SegmentsDeleted{BrokerId(b), s.tp, Offset(15), 1, sim::Bytes(1), DeletionReason::retention_time}, b);
  }
  lose_tail(s, 20);
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
}

TEST(PromisesTest, P5WhatWasCompactedIsNotMissedWhatWasNotIs) {
  Story s;
  s.healthy();
  s.replicated(0, 5), s.replicated(5, 5), s.replicated(10, 5);
  s.emit(LogCleaned{BrokerId(101), s.tp, Offset(10), 1, sim::Bytes(100)}, 101);
  s.truncated(103, 15, 5, 5);
  s.stopped(101, "kill");
  s.state(103, 1, 1, {102, 103});
  s.elected(101, 103, 1);
  s.leads(103, 1, 5, 0, {102, 103});
  const Violation& v = s.invariants.violations().back();
  ASSERT_EQ(v.name, "P5");
  EXPECT_TRUE(v.what.find("offsets 10-14 of epoch 0") != std::string::npos) << v.what;
}

TEST(PromisesTest, P5CommittedRecordsAreGone) {
  Story s;
  s.healthy();
  s.at(12);
  s.writes(101, 0, 0, 10, 0);
  // The leader counts copies that were never made.
  for (const int b : {102, 103}) s.fetched(101, b, 10);
  s.hw(101, 10);
  s.answered(101, 0, 10, 10);
  EXPECT_EQ(s.broken(), "P12 P3 P4");
  lose_tail(s, 0);
  EXPECT_EQ(s.broken(), "P12 P3 P4 P5");
  const Violation& v = s.invariants.violations().back();
  EXPECT_EQ(v.name, "P5");
  EXPECT_EQ(v.what,
            "t-0: offsets 0-9 of epoch 0, acknowledged with acks=all, are not in the log of broker-102, leader in "
            "epoch 1");
  ASSERT_FALSE(v.chain.empty());
  EXPECT_EQ(text_of(v.chain.front()),
            "12.000 s: broker-101 appended offsets 0-9 of t-0 in epoch 0 with acks=all, 3 in sync of at least 2 "
            "(acknowledged 12.000 s)");
}

TEST(PromisesTest, ChainOfAnAcksOneLoss) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.at(12);
  s.writes(101, 0, 10, 20, 0, 1);
  s.at(12.002);
  s.acknowledged(1, 0, 20, 10);
  lose_tail(s);
  EXPECT_EQ(s.broken(), "");
  s.emit(BrokerStarted{BrokerId(101)}, 101);
  s.emit(LogLoaded{BrokerId(101), s.tp, Offset(0), Offset(30), Offset(0), true}, 101);
  s.follows(101, 102, 1, 30, 0);
  s.at(19);
  s.truncated(101, 30, 10, 0);
  s.invariants.finish(s.now);
  ASSERT_EQ(s.invariants.allowed_losses().size(), 1u);
  const AllowedLoss& loss = s.invariants.allowed_losses()[0];
  EXPECT_EQ(loss.first, Offset(10));
  EXPECT_EQ(loss.next, Offset(30));
  EXPECT_EQ(loss.count(), 20);
  ASSERT_EQ(loss.records.size(), 1u);
  EXPECT_EQ(loss.records[0].producer, ClientId(1));
  EXPECT_EQ(loss.records[0].first_id, RecordId(0));
  EXPECT_EQ(loss.allowed_by, "acks=1 promises no second copy");
  EXPECT_EQ(lines_of(loss, s.invariants.settings()),
            (std::vector<std::string>{
                "t-0: offsets 10-29 of epoch 0 lost, 20 acknowledged records; allowed: acks=1 promises no second copy",
                "  app-1: records 0-19",
                "  12.000 s: broker-101 appended offsets 10-29 of t-0 in epoch 0 with acks=1 (acknowledged 12.002 s)",
                "  12.500 s: fault kill broker-101", "  12.500 s: broker-101 stopped: kill",
                "  18.600 s: ZooKeeper session of broker-101 expired",
                "  18.700 s: broker-102 elected leader of t-0, epoch 1 (offline)",
                "  18.800 s: broker-102 leads t-0 in epoch 1, log end 10, high watermark 0",
                "  18.800 s: broker-102 leads t-0 in epoch 1 without them; its log ends at 10",
                "  19.000 s: broker-101 truncated t-0 from 30 to 10"}));
}

/// The answer goes out in a later epoch than that in which the leader wrote.
TEST(PromisesTest, LeaderIsElectedAgainBeforeItAnswers) {
  Story s;
  s.healthy();
  s.writes(101, 0, 0, 10, 0);
  for (const int b : {102, 103}) s.copies(b, 0, 0, 10, 0);
  s.state(101, 1, 1, {101, 102, 103}), s.leads(101, 1, 10, 0, {101, 102, 103});
  for (const int b : {102, 103}) s.follows(b, 101, 1, 10, 0), s.fetched(101, b, 10, 1);
  s.hw(101, 10), s.answered(101, 0, 10, 10, 3, 2, 1);
  s.stopped(101, "kill");
  s.state(102, 2, 2, {102, 103}), s.leads(102, 2, 10, 0, {102, 103});
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
}

TEST(PromisesTest, LossIsCountedOnce) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.writes(101, 0, 10, 20, 0, 1);
  s.acknowledged(1, 0, 20, 10);
  lose_tail(s);
  s.state(103, 2, 2, {102, 103}), s.leads(103, 2, 10, 0, {102, 103});
  s.invariants.finish(s.now);
  EXPECT_EQ(s.invariants.allowed_losses().size(), 1u);
}

TEST(PromisesTest, OnlyThePartThatIsGoneIsLost) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.writes(101, 0, 10, 20, 0, 1), s.acknowledged(1, 0, 20, 10);
  s.copies(102, 0, 10, 5, 0, 1);
  lose_tail(s, 15);
  ASSERT_EQ(s.invariants.allowed_losses().size(), 1u);
  EXPECT_EQ(s.invariants.allowed_losses()[0].first, Offset(15));
  EXPECT_EQ(s.invariants.allowed_losses()[0].count(), 15);
}

TEST(PromisesTest, UncleanElectionMayLoseCommittedRecords) {
  Story s;
  s.state(101, 0, 0, {101, 102}), s.leads(101, 0, 0, 0, {101, 102}), s.follows(102, 101, 0, 0, 0);
  s.writes(101, 0, 0, 10, 0), s.copies(102, 0, 0, 10, 0), s.fetched(101, 102, 10);
  s.hw(101, 10), s.answered(101, 0, 10, 10, 2);
  s.stopped(101, "kill"), s.stopped(102, "kill");
  s.state(103, 1, 1, {103}), s.elected(102, 103, 1, true, 103), s.leads(103, 1, 0, 0, {103});
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
  ASSERT_EQ(s.invariants.allowed_losses().size(), 1u);
  EXPECT_EQ(s.invariants.allowed_losses()[0].allowed_by, "unclean election in epoch 1: a leader that was not in sync");
}

/// MINISR1-DISK: one member is enough, and it loses what it has.
TEST(PromisesTest, LastMemberLosesItsPageCache) {
  Story s(ReplicationProtocol::v39, [](InvariantSettings& set) { set.default_min_isr = 1; });
  s.state(101, 0, 0, {101}), s.leads(101, 0, 0, 0, {101});
  s.writes(101, 0, 0, 10, 0), s.hw(101, 10), s.answered(101, 0, 10, 10, 1, 1);
  s.stopped(101, "power_loss"), s.truncated(101, 10, 4, 4, TruncationReason::power_loss);
  s.state(101, 1, 1, {101}), s.leads(101, 1, 4, 4, {101});
  EXPECT_EQ(s.broken(), "");
  ASSERT_EQ(s.invariants.allowed_losses().size(), 1u);
  EXPECT_EQ(s.invariants.allowed_losses()[0].first, Offset(4));
  EXPECT_EQ(s.invariants.allowed_losses()[0].allowed_by,
            "min.insync.replicas=1 and one replica in sync; broker-101 lost them before they were on its disk");
}

/// What one lost with its page cache and copied again is no excuse for losing it later.
TEST(PromisesTest, P5PowerLossLongAgoIsNoExcuse) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.stopped(102, "power_loss"), s.truncated(102, 10, 0, 0, TruncationReason::power_loss);
  s.follows(102, 101, 0, 0, 0), s.copies(102, 0, 0, 10, 0);
  s.truncated(102, 10, 0, 0);
  lose_tail(s, 0);
  EXPECT_NE(s.broken().find("P5"), std::string::npos);
  EXPECT_TRUE(s.invariants.allowed_losses().empty());
}

TEST(PromisesTest, OldProtocolsLoseAndSaySo) {
  Story s(ReplicationProtocol::hw);
  s.healthy();
  s.replicated(0, 10);
  s.truncated(102, 10, 0, 0, TruncationReason::high_watermark);
  lose_tail(s, 0);
  EXPECT_EQ(s.broken(), "");
  EXPECT_EQ(s.excused(), "P12 P16 P3 P4 P5");
  ASSERT_EQ(s.invariants.allowed_losses().size(), 1u);
  EXPECT_EQ(s.invariants.allowed_losses()[0].allowed_by, "replication protocol hw is older than kip320");
}

TEST(PromisesTest, AcksZeroRecordsThatNeverArrive) {
  Story s;
  s.healthy();
  s.at(3);
  s.acknowledged(2, 0, 10, -1);
  s.acknowledged(2, 10, 10, -1);
  s.writes(101, 0, 0, 5, 0, 2);
  s.writes(101, 0, 5, 5, 10, 2);
  for (const int b : {102, 103}) s.copies(b, 0, 0, 5, 0, 2), s.copies(b, 0, 5, 5, 10, 2);
  s.invariants.finish(s.now);
  EXPECT_EQ(s.broken(), "");
  ASSERT_EQ(s.invariants.allowed_losses().size(), 2u);
  EXPECT_EQ(s.invariants.allowed_losses()[0].records[0].first_id, RecordId(5));
  EXPECT_EQ(s.invariants.allowed_losses()[0].count(), 5);
  EXPECT_EQ(s.invariants.allowed_losses()[1].records[0].first_id, RecordId(15));
  EXPECT_EQ(s.invariants.allowed_losses()[1].count(), 5);
}

TEST(ConsumerReadsTest, EverythingIsReadOnceOrAgain) {
  Story s;
  s.healthy();
  s.replicated(0, 10), s.replicated(10, 10);
  s.delivered(0, 20, 0);
  s.delivered(5, 3, 5);  // by another group
  s.delivered(5, 15, 5);
  EXPECT_EQ(s.broken(), "");
}

/// 102 leads with other records at offsets that consumers have read.
void read_two_values(Story& s) {
  s.healthy();
  s.replicated(0, 10);
  s.delivered(0, 10, 0);
  s.state(102, 1, 1, {102});
  s.elected(101, 102, 1, false, 103);
  s.leads(102, 1, 10, 0, {102});
  s.truncated(102, 10, 8, 0);
  s.writes(102, 1, 8, 2, 100);
  s.delivered(8, 2, 100);
}

TEST(ConsumerReadsTest, P6TwoValues) {
  Story s;
  read_two_values(s);
  EXPECT_NE(s.broken().find("P6"), std::string::npos);
  const Violation& v = s.invariants.violations().back();
  EXPECT_EQ(v.what, "t-0: offset 8 was read as record 8 of app-all (epoch 0) and as record 100 of app-all (epoch 1)");
}

TEST(ConsumerReadsTest, P6IsExcusedInOldGenerations) {
  Story s(ReplicationProtocol::kip101);
  read_two_values(s);
  EXPECT_EQ(s.broken().find("P6"), std::string::npos);
  EXPECT_NE(s.excused().find("P6"), std::string::npos);
}

TEST(ConsumerReadsTest, RecordSentAgainToTheSameOffsetIsTheSame) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.delivered(0, 10, 0);
  s.state(102, 1, 1, {102}), s.leads(102, 1, 8, 0, {102});
  s.writes(102, 1, 8, 2, 8);
  s.delivered(8, 2, 8);
  EXPECT_EQ(s.broken().find("P6"), std::string::npos);
}

TEST(ConsumerReadsTest, P6RecordThatNobodyWrote) {
  Story s;
  s.healthy();
  s.replicated(0, 10);
  s.delivered(5, 2, 6);
  EXPECT_EQ(s.broken(), "P6");
}

}  // namespace
}  // namespace kafka::testing
