#include <gtest/gtest.h>

#include "tests/model/log/log_fixture.h"

namespace kafka::test {
namespace {

using Bases = std::vector<std::int64_t>;

TEST(LogAppend, NumbersRecordsWithoutGaps) {
  TestLog t;
  const LogAppendInfo a = t.append(3, 10);
  const LogAppendInfo b = t.append(4, 10);
  EXPECT_EQ(a.first_offset, Offset(0));
  EXPECT_EQ(a.last_offset, Offset(2));
  EXPECT_EQ(b.first_offset, Offset(3));
  EXPECT_EQ(b.last_offset, Offset(6));
  EXPECT_EQ(t.log.log_end_offset(), Offset(7));
  EXPECT_EQ(t.log.size(), sim::Bytes(20));
  EXPECT_EQ(t.log.high_watermark(), Offset(0)) << "appending alone commits nothing";
}

TEST(LogAppend, RollsBeforeTheBatchThatWouldOverfillTheSegment) {
  TestLog t;
  for (int i = 0; i < 9; ++i) EXPECT_FALSE(t.append(1, 10).rolled);
  // 90 bytes used: 10 more fill the 100 exactly, 11 would not fit.
  EXPECT_FALSE(t.append(1, 10).rolled);
  const LogAppendInfo info = t.append(5, 11);
  EXPECT_TRUE(info.rolled);
  EXPECT_EQ(info.rolled_base, Offset(10));
  EXPECT_EQ(t.segment_bases(), (Bases{0, 10}));
  EXPECT_EQ(t.log.active_segment_base(), Offset(10));
}

TEST(LogAppend, RollsByTheFirstBatchsLargestTimestampWhereThereIsOne) {
  TopicConfig config;
  config.segment_ms = std::chrono::milliseconds(50);
  TestLog t(config);
  // The first batch spans 100..140 ms: Kafka keeps its largest timestamp, so 190 is not late (50 = 50), 191 is.
  t.log.append_as_leader(make_batch(5, 10, at_ms(100), at_ms(140)), LeaderEpoch(0), t.now, 0);
  t.now += std::chrono::hours(1);  // the clock does not matter
  EXPECT_FALSE(t.append(1, 10, at_ms(190)).rolled);
  EXPECT_FALSE(t.append(1, 10, kNoTimestamp).rolled) << "a batch without a timestamp is never late here";
  EXPECT_TRUE(t.append(1, 10, at_ms(191)).rolled);
}

TEST(LogAppend, RollsByAgeWhereTheFirstBatchHasNoTimestamp) {
  TopicConfig config;
  config.segment_ms = std::chrono::milliseconds(50);
  TestLog t(config);
  t.append(1, 10);
  t.now += std::chrono::milliseconds(50);
  EXPECT_FALSE(t.append(1, 10, at_ms(999999)).rolled) << "50 ms old, not more; timestamps do not count here";
  t.now += std::chrono::nanoseconds(1);
  EXPECT_TRUE(t.append(1, 10).rolled);
}

TEST(LogAppend, AnEmptySegmentDoesNotRollByAge) {
  TopicConfig config;
  config.segment_ms = std::chrono::milliseconds(50);
  TestLog t(config);
  t.now += std::chrono::milliseconds(30);
  t.append(1, 10);
  t.log.truncate_to(Offset(0), t.now);  // empty again, created anew at 1030
  t.now += std::chrono::milliseconds(80);
  EXPECT_FALSE(t.append(1, 10).rolled);
  // Had it started its life again at 1110 instead, it would be 10 ms old now and stay.
  t.now += std::chrono::milliseconds(10);
  EXPECT_TRUE(t.append(1, 10).rolled);
}

TEST(LogAppend, JitterMakesSegmentsRollEarlierAndDiffersBySegmentAndSeed) {
  TopicConfig config;
  config.segment_ms = std::chrono::milliseconds(1000);
  config.segment_jitter_ms = std::chrono::milliseconds(400);
  // Age at which the first two segments of a log roll, to the millisecond.
  const auto ages = [&](std::uint64_t seed) {
    Log log(TopicPartition{}, &config, at_ms(0), seed);
    std::vector<std::int64_t> result;
    std::int64_t created = 0;
    log.append_as_leader(make_batch(1, 10), LeaderEpoch(0), at_ms(0), 0);
    for (std::int64_t ms = 1; result.size() < 2; ++ms) {
      if (!log.append_as_leader(make_batch(1, 10), LeaderEpoch(0), at_ms(ms), 0).rolled) continue;
      result.push_back(ms - created);
      created = ms;
    }
    return result;
  };
  std::vector<std::int64_t> all;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_EQ(ages(seed), ages(seed));
    for (const std::int64_t age : ages(seed)) {
      // Rolls once age > 1000 - jitter with jitter in [0, 400): from 601 ms to 1001 ms.
      EXPECT_GE(age, 601);
      EXPECT_LE(age, 1001);
      all.push_back(age);
    }
  }
  std::int64_t sum = 0;
  for (const std::int64_t age : all) sum += age;
  // 100 draws of a uniform law on (600, 1000]: mean 800, standard deviation of the mean 400 / sqrt(12 * 100) = 11.5.
  EXPECT_NEAR(static_cast<double>(sum) / static_cast<double>(all.size()), 800.5, 5 * 11.5);
}

TEST(LogAppend, RollsWhenAnIndexIsFull) {
  TopicConfig config;
  config.index_interval_bytes = sim::Bytes(5);
  config.segment_index_bytes = sim::Bytes(40);  // 40 / 8 = 5 offset entries, 40 / 12 = 3 time entries, one reserved
  TestLog none(config);
  // Every batch but a segment's first writes an offset entry (10 > 5 bytes since the last); 6 batches fill 5 entries.
  for (int i = 0; i < 6; ++i) EXPECT_FALSE(none.append(1, 10).rolled);
  EXPECT_TRUE(none.append(1, 10).rolled);
  TestLog stamped(config);
  // With rising timestamps the time index takes an entry each time too and is full after 2, that is after 3 batches.
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(stamped.append(1, 10, at_ms(i)).rolled);
  EXPECT_TRUE(stamped.append(1, 10, at_ms(3)).rolled);
  TestLog same(config);
  // Equal timestamps write one time entry only: the offset index decides again.
  for (int i = 0; i < 6; ++i) EXPECT_FALSE(same.append(1, 10, at_ms(7)).rolled);
  EXPECT_TRUE(same.append(1, 10, at_ms(7)).rolled);
}

TEST(LogAppend, AnIndexEntryNeedsMoreThanItsInterval) {
  TopicConfig config;
  config.index_interval_bytes = sim::Bytes(10);
  config.segment_index_bytes = sim::Bytes(40);
  TestLog t(config);
  // 10 bytes since the last entry are not more than 10: every second batch writes one. Batches 3, 5, 7, 9 and 11
  // write the 5 entries that fill the index.
  for (int i = 0; i < 11; ++i) EXPECT_FALSE(t.append(1, 10).rolled) << i;
  EXPECT_TRUE(t.append(1, 10).rolled);
}

TEST(LogAppend, RollsWhenTheOffsetDoesNotFitTheIndex) {
  TestLog t;
  constexpr std::int64_t max_int = 2147483647;
  t.append(1, 10);
  const auto follow = [&](std::int64_t base) {
    return t.log.append_as_follower({.base_offset = Offset(base), .batch = make_batch(1, 10), .epoch = LeaderEpoch(0)},
                                    t.now, 0);
  };
  EXPECT_FALSE(follow(max_int).rolled);
  EXPECT_TRUE(follow(max_int + 1).rolled);
  EXPECT_EQ(t.segment_bases(), (Bases{0, max_int + 1}));
}

TEST(LogAppend, RefusesWhatIsTooLarge) {
  TopicConfig config;
  config.max_message_bytes = sim::Bytes(150);
  config.segment_bytes = sim::Bytes(200);
  TestLog t(config);
  EXPECT_EQ(t.append(1, 151).error, ErrorCode::MESSAGE_TOO_LARGE);
  EXPECT_EQ(t.append(1, 151).first_offset, kUnknownOffset);
  EXPECT_EQ(t.log.check_append(*make_batch(1, 151)), ErrorCode::MESSAGE_TOO_LARGE);
  EXPECT_EQ(t.log.log_end_offset(), Offset(0));
  EXPECT_TRUE(t.log.epochs().entries().empty());
  // Followers take what the leader took, but no batch is larger than a segment.
  const auto follow = [&](std::int64_t bytes) {
    return t.log.append_as_follower(
        {.base_offset = t.log.log_end_offset(), .batch = make_batch(1, bytes), .epoch = LeaderEpoch(3)}, t.now, 0);
  };
  EXPECT_EQ(follow(151).error, ErrorCode::NONE);
  EXPECT_EQ(follow(201).error, ErrorCode::RECORD_LIST_TOO_LARGE);
  EXPECT_EQ(t.log.log_end_offset(), Offset(1));
  t.config.max_message_bytes = sim::Bytes(1000);
  EXPECT_EQ(t.log.check_append(*make_batch(1, 201)), ErrorCode::RECORD_LIST_TOO_LARGE);
  EXPECT_EQ(t.append(1, 201).error, ErrorCode::RECORD_LIST_TOO_LARGE);
  EXPECT_EQ(t.append(1, 200).error, ErrorCode::NONE);
}

TEST(LogAppend, FollowerKeepsTheLeadersOffsetsAndEpochs) {
  TestLog leader;
  TestLog follower;
  leader.append(3, 10, kNoTimestamp, 1);
  leader.append(2, 10, kNoTimestamp, 4);
  std::vector<LogEntry> fetched;
  leader.log.read(Offset(0), Offset(5), sim::Bytes(1000), true, fetched);
  for (const LogEntry& entry : fetched) follower.log.append_as_follower(entry, follower.now, 77);
  EXPECT_EQ(follower.log.log_end_offset(), Offset(5));
  EXPECT_EQ(follower.log.epochs().entries(), leader.log.epochs().entries());
  EXPECT_EQ(follower.log.entries()[1].base_offset, Offset(3));
  EXPECT_EQ(follower.log.entries()[1].disk_mark, 77);
  EXPECT_EQ(follower.log.entries()[1].batch, leader.log.entries()[1].batch) << "one batch, shared";
}

}  // namespace
}  // namespace kafka::test
