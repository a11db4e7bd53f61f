#include "model/log/log_cleaner.h"

#include <gtest/gtest.h>

namespace kafka {
namespace {

// Kafka's cases run in tests/conformance (log_segments.yaml: compaction, clean_trigger); here, what they leave open.

std::vector<std::int64_t> kept(const std::vector<KeyedRecord>& records, std::int64_t first_uncleanable) {
  std::vector<std::int64_t> offsets;
  for (const Offset o : offsets_kept_by_cleaning(records, Offset(first_uncleanable))) offsets.push_back(o.value());
  return offsets;
}

TEST(LogCleaner, RecordsAboveTheCleanableRangeNeitherGoNorShadowOthers) {
  const std::vector<KeyedRecord> records = {
      {.offset = Offset(0), .key = "a"}, {.offset = Offset(1), .key = "a"}, {.offset = Offset(5), .key = "a"}};
  EXPECT_EQ(kept(records, 5), (std::vector<std::int64_t>{1, 5}));
  EXPECT_EQ(kept(records, 1), (std::vector<std::int64_t>{0, 1, 5}));
  EXPECT_EQ(kept(records, 6), (std::vector<std::int64_t>{5}));
}

TEST(LogCleaner, DropsRecordsWithoutAKeyAndExpiredTombstones) {
  const std::vector<KeyedRecord> records = {
      {.offset = Offset(0)},
      {.offset = Offset(1), .key = "a", .tombstone = true, .delete_horizon_passed = true},
      {.offset = Offset(2), .key = "b", .tombstone = true},
      {.offset = Offset(3)}};
  EXPECT_EQ(kept(records, 3), (std::vector<std::int64_t>{2, 3}));
}

TEST(LogCleaner, CleansAboveTheRatioOrWhenTheLagRanOutAndThereIsSomething) {
  EXPECT_FALSE(needs_cleaning(sim::Bytes(75), sim::Bytes(25), 0.25, false)) << "25 / 100 is not above 0.25";
  EXPECT_TRUE(needs_cleaning(sim::Bytes(75), sim::Bytes(26), 0.25, false));
  EXPECT_TRUE(needs_cleaning(sim::Bytes(99), sim::Bytes(1), 0.5, true));
  EXPECT_FALSE(needs_cleaning(sim::Bytes(99), sim::Bytes(0), 0.0, true));
  EXPECT_FALSE(needs_cleaning(sim::Bytes(0), sim::Bytes(0), 0.0, true));
}

}  // namespace
}  // namespace kafka
