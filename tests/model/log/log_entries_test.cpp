#include "model/log/log_entries.h"

#include <gtest/gtest.h>

#include "tests/model/log/log_fixture.h"

namespace kafka::test {
namespace {

static_assert(sizeof(LogEntry) == 32, "a replica pays 32 bytes for a batch");

/// Batches of 3 records at 0, 5, 10, ...: offsets 3 and 4 of each 5 are gaps.
LogEntries gappy(std::int64_t n, const BatchPtr& batch) {
  LogEntries entries;
  for (std::int64_t i = 0; i < n; ++i) entries.push_back({.base_offset = Offset(5 * i), .batch = batch});
  return entries;
}

TEST(LogEntries, FindsTheBatchOfEveryOffset) {
  const LogEntries entries = gappy(500, make_batch(3, 10));
  for (std::int64_t offset = 0; offset < 2500; ++offset) {
    const std::int64_t expected = offset % 5 < 3 ? offset / 5 : offset / 5 + 1;  // a gap belongs to the next batch
    ASSERT_EQ(entries.find(Offset(offset)), static_cast<LogEntries::Index>(expected)) << offset;
  }
  EXPECT_EQ(entries.find(Offset(9999)), entries.end_index());
  EXPECT_EQ(LogEntries().find(Offset(0)), 0u);
}

TEST(LogEntries, IndicesOutliveRemovalAtBothEnds) {
  LogEntries entries = gappy(500, make_batch(3, 10));
  entries.remove_before(130);
  entries.remove_from(400);
  EXPECT_EQ(entries.begin_index(), 130u);
  EXPECT_EQ(entries.end_index(), 400u);
  EXPECT_EQ(entries[130].base_offset, Offset(650));
  EXPECT_EQ(entries.find(Offset(0)), 130u);
  EXPECT_EQ(entries.find(Offset(5 * 399)), 399u);
  EXPECT_EQ(entries.find(Offset(5 * 400)), 400u);
  entries.push_back({.base_offset = Offset(9000), .batch = make_batch(1, 10)});
  EXPECT_EQ(entries[400].base_offset, Offset(9000));
}

TEST(LogEntries, RemovalGivesBatchesAndMemoryBackAtOnce) {
  const BatchPtr batch = make_batch(3, 10);
  LogEntries entries = gappy(640, batch);
  EXPECT_EQ(batch->use_count(), 641u);
  entries.remove_before(100);  // 1 whole chunk of 64 and 36 entries of the next
  EXPECT_EQ(batch->use_count(), 541u);
  entries.remove_from(101);
  EXPECT_EQ(batch->use_count(), 2u);
  EXPECT_LE(entries.memory_bytes(), 2048u + 16 * 8u) << "one chunk of 64 x 32 bytes and at most 16 pointers to chunks";
  entries.remove_from(100);
  EXPECT_EQ(batch->use_count(), 1u);
  EXPECT_EQ(entries.memory_bytes(), 0u);
  entries.push_back({.base_offset = Offset(0), .batch = batch});
  EXPECT_EQ(entries.begin_index(), 100u);
  EXPECT_EQ(entries[100].batch, batch);
}

TEST(LogEntries, AMillionBatchesTakeThirtyTwoBytesEach) {
  LogEntries entries;
  const BatchPtr batch = make_batch(1, 10);
  for (std::int64_t i = 0; i < 1'000'000; ++i) entries.push_back({.base_offset = Offset(i), .batch = batch});
  // 15625 chunks of 2048 bytes = 32.0 MB, and a vector of at most 2 x 15625 pointers = 0.25 MB.
  EXPECT_LE(entries.memory_bytes(), 32'250'000u);
}

}  // namespace
}  // namespace kafka::test
