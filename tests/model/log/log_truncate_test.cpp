#include <gtest/gtest.h>

#include "tests/model/log/log_fixture.h"

namespace kafka::test {
namespace {

using Bases = std::vector<std::int64_t>;

TEST(LogTruncate, CutsWholeBatchesAndSegments) {
  TestLog t;
  for (int i = 0; i < 12; ++i) t.append(1, 25);  // segments 0, 4, 8
  t.log.update_high_watermark(Offset(10));
  EXPECT_TRUE(t.log.truncate_to(Offset(5), t.now));
  EXPECT_EQ(t.segment_bases(), (Bases{0, 4}));
  EXPECT_EQ(t.log.log_end_offset(), Offset(5));
  EXPECT_EQ(t.log.high_watermark(), Offset(5));
  EXPECT_EQ(t.log.size(), sim::Bytes(125));
  EXPECT_EQ(t.append(1, 25).first_offset, Offset(5));
  // The segment at 4 now holds 50 bytes: two more fit.
  t.append(1, 25);
  EXPECT_FALSE(t.append(1, 25).rolled);
  EXPECT_TRUE(t.append(1, 25).rolled);
}

TEST(LogTruncate, InsideABatchTheWholeBatchGoesButTheLogEndsAtTheOffset) {
  TestLog t;
  t.append(4, 10);  // 0-3
  t.append(4, 10);  // 4-7
  t.log.truncate_to(Offset(6), t.now);
  EXPECT_EQ(t.log.log_end_offset(), Offset(6));
  EXPECT_EQ(t.log.size(), sim::Bytes(10));
  EXPECT_EQ(t.append(1, 10).first_offset, Offset(6));
  EXPECT_EQ(t.read(3, 7, 100, true), (Bases{0, 6}));
}

TEST(LogTruncate, AtASegmentsBaseTheSegmentStaysEmpty) {
  TestLog t;
  for (int i = 0; i < 8; ++i) t.append(1, 25);
  t.log.truncate_to(Offset(4), t.now);
  EXPECT_EQ(t.segment_bases(), (Bases{0, 4}));
  EXPECT_EQ(t.log.size(), sim::Bytes(100));
}

TEST(LogTruncate, ForgetsTheAgeOfAnEmptiedSegment) {
  TopicConfig config;
  config.segment_ms = std::chrono::milliseconds(50);
  TestLog t(config);
  t.append(1, 10, at_ms(100));
  t.log.truncate_to(Offset(0), t.now);
  EXPECT_FALSE(t.append(1, 10, at_ms(900)).rolled);
  EXPECT_FALSE(t.append(1, 10, at_ms(950)).rolled) << "the first timestamp is 900 now, not 100";
  EXPECT_TRUE(t.append(1, 10, at_ms(951)).rolled);
}

TEST(LogTruncate, TheLargestTimestampIsThatOfWhatRemains) {
  TestLog t;
  t.config.retention_ms = std::chrono::milliseconds(100);
  t.append(1, 10, at_ms(300));
  t.append(1, 10, at_ms(900));
  t.log.truncate_to(Offset(1), t.now);
  t.log.update_high_watermark(Offset(1));
  EXPECT_TRUE(t.log.delete_old_segments(at_ms(400)).empty());
  EXPECT_EQ(t.log.delete_old_segments(at_ms(401)).size(), 1u);
}

TEST(LogTruncate, AFileThatIsNotCutKeepsItsTime) {
  TestLog t;
  t.config.retention_ms = std::chrono::milliseconds(100);
  t.append(1, 10);  // written at 1000
  t.log.append_as_follower({.base_offset = Offset(10), .batch = make_batch(1, 95), .epoch = LeaderEpoch(0)}, t.now, 0);
  EXPECT_EQ(t.segment_bases(), (Bases{0, 10}));
  t.log.truncate_to(Offset(5), at_ms(1050));  // removes segment 10; nothing of segment 0 lies above 5
  t.log.update_high_watermark(Offset(5));
  EXPECT_EQ(t.log.delete_old_segments(at_ms(1101)).size(), 1u) << "written 101 ms ago";
}

TEST(LogTruncate, StartsTheIndexIntervalAgain) {
  TopicConfig config;
  config.index_interval_bytes = sim::Bytes(15);
  config.segment_index_bytes = sim::Bytes(24);  // three entries
  TestLog t(config);
  // A batch writes an index entry once more than 15 bytes have passed since the last: with 10-byte batches numbers 3, 5
  // and 7 do, and number 8 finds the index full. Kafka's count starts again where a log was cut, here after number 2:
  // now numbers 5, 7 and 9 write the entries, and number 10 rolls.
  for (int i = 1; i <= 4; ++i) t.append(1, 10);
  t.log.truncate_to(Offset(2), t.now);
  for (int i = 3; i <= 9; ++i) EXPECT_FALSE(t.append(1, 10).rolled) << i;
  EXPECT_TRUE(t.append(1, 10).rolled);
}

TEST(LogTruncate, ForgetsTheEpochsOfWhatIsGone) {
  TestLog t;
  t.append(2, 10, kNoTimestamp, 1);
  t.append(2, 10, kNoTimestamp, 2);
  t.append(2, 10, kNoTimestamp, 3);
  t.log.truncate_to(Offset(4), t.now);
  EXPECT_EQ(t.log.epochs().entries(),
            (std::vector<EpochEntry>{{LeaderEpoch(1), Offset(0)}, {LeaderEpoch(2), Offset(2)}}));
  t.log.update_high_watermark(Offset(4));
  t.log.maybe_increment_log_start_offset(Offset(3));
  EXPECT_EQ(t.log.epochs().entries(), (std::vector<EpochEntry>{{LeaderEpoch(2), Offset(3)}}));
  t.log.truncate_fully_and_start_at(Offset(9), t.now);
  EXPECT_TRUE(t.log.epochs().entries().empty());
}

TEST(LogTruncate, BelowTheFirstSegmentRestartsTheLog) {
  TestLog t;
  for (int i = 0; i < 8; ++i) t.append(1, 25);
  t.log.update_high_watermark(Offset(8));
  t.log.maybe_increment_log_start_offset(Offset(6));
  t.log.delete_old_segments(t.now);
  EXPECT_EQ(t.segment_bases(), (Bases{4}));
  EXPECT_TRUE(t.log.truncate_to(Offset(5), t.now));
  EXPECT_EQ(t.log.log_start_offset(), Offset(5)) << "the log start follows a truncation below it";
  EXPECT_TRUE(t.log.truncate_to(Offset(2), t.now));
  EXPECT_EQ(t.segment_bases(), (Bases{2}));
  EXPECT_EQ(t.log.log_start_offset(), Offset(2));
  EXPECT_EQ(t.log.log_end_offset(), Offset(2));
  EXPECT_EQ(t.log.high_watermark(), Offset(2));
  EXPECT_TRUE(t.log.epochs().entries().empty());
}

TEST(LogTruncate, AtTheEndOnlyAnEpochWithoutRecordsGoes) {
  TestLog t;
  t.append(2, 10, kNoTimestamp, 3);
  t.log.epochs().assign(LeaderEpoch(5), Offset(2));
  EXPECT_FALSE(t.log.truncate_to(Offset(9), t.now));
  EXPECT_EQ(t.log.epochs().entries(), (std::vector<EpochEntry>{{LeaderEpoch(3), Offset(0)}}));
  EXPECT_EQ(t.log.log_end_offset(), Offset(2));
}

TEST(LogTruncate, FullyStartsAnywhere) {
  TestLog t;
  for (int i = 0; i < 8; ++i) t.append(1, 25);
  t.log.truncate_fully_and_start_at(Offset(1000), t.now);
  EXPECT_EQ(t.segment_bases(), (Bases{1000}));
  EXPECT_EQ(t.log.log_start_offset(), Offset(1000));
  EXPECT_EQ(t.log.high_watermark(), Offset(1000));
  EXPECT_EQ(t.log.size(), sim::Bytes(0));
  EXPECT_EQ(t.append(1, 25).first_offset, Offset(1000));
}

}  // namespace
}  // namespace kafka::test
