#include <gtest/gtest.h>

#include "tests/model/log/log_fixture.h"

namespace kafka::test {
namespace {

using Bases = std::vector<std::int64_t>;

/// 12 batches of 25 bytes, one record each: segments 0, 4, 8 of 100 bytes.
void fill(TestLog& t, sim::SimTime timestamp = kNoTimestamp) {
  for (int i = 0; i < 12; ++i) t.append(1, 25, timestamp);
  t.log.update_high_watermark(Offset(12));
}

TEST(LogRetention, NamesEachReasonInKafkasOrder) {
  TestLog t;
  t.config.retention_bytes = sim::Bytes(100);
  t.config.retention_ms = std::chrono::milliseconds(10);
  fill(t, at_ms(500));
  t.log.maybe_increment_log_start_offset(Offset(5));
  // 300 bytes: segment 0 ends below the log start; 200 - 100 >= 100 takes segment 4; the last is 500 ms old.
  const auto deleted = t.log.delete_old_segments(t.now);
  ASSERT_EQ(deleted.size(), 3u);
  EXPECT_EQ(deleted[0].reason, DeletionReason::log_start_offset);
  EXPECT_EQ(deleted[1].reason, DeletionReason::retention_size);
  EXPECT_EQ(deleted[2].reason, DeletionReason::retention_time);
  EXPECT_EQ(deleted[0].log_start_offset, Offset(5)) << "segment 4 holds it now";
  EXPECT_EQ(deleted[1].log_start_offset, Offset(8));
  EXPECT_EQ(deleted[2].log_start_offset, Offset(12));
  for (const DeletedSegments& d : deleted) {
    EXPECT_EQ(d.segments, 1);
    EXPECT_EQ(d.size, sim::Bytes(100));
  }
  EXPECT_EQ(t.segment_bases(), (Bases{12}));
  EXPECT_EQ(t.log.log_start_offset(), Offset(12));
  EXPECT_EQ(t.log.size(), sim::Bytes(0));
  EXPECT_EQ(t.log.entries().memory_bytes(), 0u) << "memory goes at once";
  EXPECT_TRUE(t.log.delete_old_segments(t.now + std::chrono::hours(1)).empty()) << "an empty last segment stays";
}

TEST(LogRetention, SizeKeepsAtLeastRetentionBytes) {
  TestLog t;
  fill(t);
  t.config.retention_bytes = sim::Bytes(101);  // 300 - 101 = 199: one whole segment of 100, not two
  EXPECT_EQ(t.log.delete_old_segments(t.now).at(0).segments, 1);
  EXPECT_EQ(t.log.size(), sim::Bytes(200));
  EXPECT_TRUE(t.log.delete_old_segments(t.now).empty());
}

TEST(LogRetention, SizeZeroDeletesEverythingThatIsCommitted) {
  TestLog t;
  fill(t);
  t.config.retention_bytes = sim::Bytes(0);
  t.log.update_high_watermark(Offset(11));
  EXPECT_EQ(t.log.delete_old_segments(t.now).at(0).segments, 2) << "the last ends at 12, above the high watermark";
  t.log.update_high_watermark(Offset(12));
  EXPECT_EQ(t.log.delete_old_segments(t.now).at(0).segments, 1);
  EXPECT_EQ(t.log.log_start_offset(), Offset(12));
  EXPECT_EQ(t.append(1, 25).first_offset, Offset(12));
}

TEST(LogRetention, TimeStopsAtTheFirstSegmentThatStays) {
  TestLog t;
  t.config.retention_ms = std::chrono::milliseconds(100);
  for (int i = 0; i < 4; ++i) t.append(1, 25, at_ms(500));
  for (int i = 0; i < 4; ++i) t.append(1, 25, at_ms(950 - i));  // largest: 950
  for (int i = 0; i < 4; ++i) t.append(1, 25, at_ms(500));
  t.log.update_high_watermark(Offset(12));
  EXPECT_EQ(t.log.delete_old_segments(at_ms(1050)).at(0).segments, 1) << "950 + 100 is not yet past";
  EXPECT_EQ(t.segment_bases(), (Bases{4, 8}));
  EXPECT_EQ(t.log.delete_old_segments(at_ms(1051)).at(0).segments, 2);
}

TEST(LogRetention, WithoutTimestampsTheLastWriteCounts) {
  TestLog t;
  t.config.retention_ms = std::chrono::milliseconds(100);
  for (int i = 0; i < 4; ++i) {
    t.append(1, 25);
    t.now += std::chrono::milliseconds(10);
  }  // written at 1000, 1010, 1020, 1030
  t.log.update_high_watermark(Offset(4));
  EXPECT_TRUE(t.log.delete_old_segments(at_ms(1130)).empty());
  EXPECT_EQ(t.log.delete_old_segments(at_ms(1131)).size(), 1u);
}

TEST(LogRetention, CompactOnlyTopicsLoseOnlyWhatIsBelowTheLogStart) {
  TestLog t;
  t.config.cleanup_policy = "compact";
  t.config.retention_bytes = sim::Bytes(0);
  t.config.retention_ms = std::chrono::milliseconds(0);
  fill(t, at_ms(1));
  EXPECT_TRUE(t.log.delete_old_segments(t.now).empty());
  t.log.maybe_increment_log_start_offset(Offset(8));
  EXPECT_EQ(t.log.delete_old_segments(t.now).at(0).segments, 2);
  t.config.cleanup_policy = "compact,delete";
  EXPECT_EQ(t.log.delete_old_segments(t.now).at(0).reason, DeletionReason::retention_size);
}

TEST(LogRetention, UnlimitedMeansNever) {
  TestLog t;
  t.config.retention_ms = sim::kForever;
  fill(t, at_ms(1));
  EXPECT_TRUE(t.log.delete_old_segments(t.now + std::chrono::hours(24 * 365 * 100)).empty());
}

TEST(LogStart, MovesUpToTheHighWatermarkOnly) {
  TestLog t;
  fill(t);
  t.log.update_high_watermark(Offset(6));
  EXPECT_EQ(t.log.maybe_increment_log_start_offset(Offset(7)), ErrorCode::OFFSET_OUT_OF_RANGE);
  EXPECT_EQ(t.log.maybe_increment_log_start_offset(Offset(6)), ErrorCode::NONE);
  EXPECT_EQ(t.log.maybe_increment_log_start_offset(Offset(2)), ErrorCode::NONE);
  EXPECT_EQ(t.log.log_start_offset(), Offset(6));
  EXPECT_FALSE(t.log.update_high_watermark(Offset(3))) << "bounded by the log start, where it already is";
  EXPECT_EQ(t.log.high_watermark(), Offset(6));
}

}  // namespace
}  // namespace kafka::test
