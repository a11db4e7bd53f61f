#include <gtest/gtest.h>

#include "tests/model/log/log_fixture.h"

namespace kafka::test {
namespace {

using Bases = std::vector<std::int64_t>;

TEST(LogRead, ReturnsWholeBatchesBelowTheBoundWithinMaxBytes) {
  TestLog t;
  for (int i = 0; i < 4; ++i) t.append(3, 20);  // offsets 0-2, 3-5, 6-8, 9-11
  EXPECT_EQ(t.read(0, 12, 1000, true), (Bases{0, 3, 6, 9}));
  EXPECT_EQ(t.read(4, 12, 1000, true), (Bases{3, 6, 9})) << "the batch that holds offset 4 comes whole";
  EXPECT_EQ(t.read(0, 11, 1000, true), (Bases{0, 3, 6})) << "a batch that reaches the bound is not visible";
  EXPECT_EQ(t.read(0, 12, 59, true), (Bases{0, 3})) << "2 x 20 bytes fit into 59, 3 do not";
  EXPECT_EQ(t.read(0, 12, 60, true), (Bases{0, 3, 6}));
  EXPECT_EQ(t.read(12, 12, 1000, true), (Bases{}));
  EXPECT_EQ(t.read(6, 6, 1000, true), (Bases{}));
}

TEST(LogRead, ReturnsOneLargeBatchOnlyWhereAskedTo) {
  TestLog t;
  t.append(1, 50);
  t.append(1, 10);
  EXPECT_EQ(t.read(0, 2, 49, true), (Bases{0}));
  EXPECT_EQ(t.read(0, 2, 0, true), (Bases{0}));
  EXPECT_EQ(t.read(0, 2, 49, false), (Bases{}));
  EXPECT_EQ(t.read(0, 0, 49, true), (Bases{})) << "but never above the bound";
}

TEST(LogRead, StopsAtTheEndOfASegment) {
  TestLog t;
  for (int i = 0; i < 12; ++i) t.append(1, 25);  // 4 in a segment: bases 0, 4, 8
  EXPECT_EQ(t.read(2, 12, 1000, true), (Bases{2, 3}));
  EXPECT_EQ(t.read(4, 12, 1000, true), (Bases{4, 5, 6, 7}));
  EXPECT_EQ(t.read(8, 12, 1000, true), (Bases{8, 9, 10, 11}));
}

TEST(LogRead, SaysSizeDiskMarkAndPlace) {
  TestLog t;
  for (int i = 0; i < 6; ++i) t.append(1, 25);  // marks 1000, 2000, ...; bases 0, 4
  std::vector<LogEntry> out;
  const LogReadInfo info = t.log.read(Offset(5), Offset(6), sim::Bytes(1000), true, out);
  EXPECT_EQ(info.size, sim::Bytes(25));
  EXPECT_EQ(info.first_disk_mark, 6000);
  EXPECT_EQ(info.fetch_offset.segment_base_offset, Offset(4));
  EXPECT_EQ(info.fetch_offset.position_in_segment, sim::Bytes(25));
  out.clear();
  const LogReadInfo at_end = t.log.read(Offset(6), Offset(6), sim::Bytes(1000), true, out);
  EXPECT_EQ(at_end.size, sim::Bytes(0));
  EXPECT_EQ(at_end.fetch_offset.position_in_segment, sim::Bytes(50));
}

TEST(LogRead, AFetchOffsetTakenBeforeARollIsOnAnOlderSegment) {
  TestLog t;
  for (int i = 0; i < 4; ++i) t.append(1, 25);
  std::vector<LogEntry> out;
  const LogOffsetMetadata waiting = t.log.read(Offset(4), Offset(4), sim::Bytes(100), true, out).fetch_offset;
  t.append(1, 25);  // rolls to base 4
  const LogOffsetMetadata end = t.log.offset_metadata(t.log.log_end_offset());
  EXPECT_TRUE(waiting.on_older_segment(end));
  EXPECT_FALSE(t.log.on_older_segment(Offset(4), Offset(5))) << "asked now, offset 4 lies in the new segment";
}

TEST(LogRead, CountsBytesWithinOneSegment) {
  TestLog t;
  for (int i = 0; i < 6; ++i) t.append(2, 25);  // batches at 0, 2, 4, 6 | 8, 10
  EXPECT_EQ(t.log.size_between(Offset(0), Offset(4)), sim::Bytes(50));
  EXPECT_EQ(t.log.size_between(Offset(0), Offset(0)), sim::Bytes(0));
  EXPECT_EQ(t.log.size_between(Offset(3), Offset(6)), sim::Bytes(50)) << "from the start of the batch that holds 3";
  EXPECT_EQ(t.log.size_between(Offset(8), Offset(12)), sim::Bytes(50));
  EXPECT_EQ(t.log.size_between(Offset(2), Offset(10)), sim::Bytes(0)) << "different segments";
  EXPECT_TRUE(t.log.on_older_segment(Offset(2), Offset(10)));
  EXPECT_FALSE(t.log.on_older_segment(Offset(8), Offset(10)));
}

TEST(LogRead, SkipsGaps) {
  TestLog t;
  t.append(2, 10);  // 0-1
  t.log.append_as_follower({.base_offset = Offset(10), .batch = make_batch(2, 10), .epoch = LeaderEpoch(0)}, t.now, 0);
  EXPECT_EQ(t.read(5, 12, 100, true), (Bases{10}));
  EXPECT_EQ(t.read(1, 12, 100, true), (Bases{0, 10}));
  EXPECT_EQ(t.log.size_between(Offset(2), Offset(12)), sim::Bytes(10));
}

TEST(LogRead, FindsTheFirstOffsetAtATime) {
  TestLog t;
  t.log.append_as_leader(make_batch(5, 60, at_ms(100), at_ms(140)), LeaderEpoch(0), t.now, 0);  // 100,110,...,140
  t.log.append_as_leader(make_batch(1, 60, at_ms(90)), LeaderEpoch(0), t.now, 0);               // late, 2nd segment
  t.log.append_as_leader(make_batch(2, 40, at_ms(200), at_ms(300)), LeaderEpoch(0), t.now, 0);
  EXPECT_EQ(t.segment_bases(), (Bases{0, 5}));
  EXPECT_EQ(t.log.offset_for_timestamp(at_ms(0)), Offset(0));
  EXPECT_EQ(t.log.offset_for_timestamp(at_ms(120)), Offset(2));
  EXPECT_EQ(t.log.offset_for_timestamp(at_ms(121)), Offset(3));
  EXPECT_EQ(t.log.offset_for_timestamp(at_ms(141)), Offset(6));
  EXPECT_EQ(t.log.offset_for_timestamp(at_ms(300)), Offset(7));
  EXPECT_EQ(t.log.offset_for_timestamp(at_ms(301)), kUnknownOffset);
  t.log.update_high_watermark(Offset(8));
  t.log.maybe_increment_log_start_offset(Offset(4));
  EXPECT_EQ(t.log.offset_for_timestamp(at_ms(0)), Offset(4)) << "deleted records are not found";
}

}  // namespace
}  // namespace kafka::test
