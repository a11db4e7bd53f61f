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
