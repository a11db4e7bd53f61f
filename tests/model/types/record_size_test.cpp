#include "model/types/record_size.h"

#include <limits>

#include <gtest/gtest.h>

namespace kafka {
namespace {

/// Kafka's way: shift seven bits out at a time.
std::int32_t size_by_shifting(std::int64_t value) {
  auto zigzag = static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
  std::int32_t bytes = 1;
  while ((zigzag >>= 7) != 0) ++bytes;
  return bytes;
}

TEST(Varint, HasTheSizeOfItsSevenBitGroups) {
  for (int bit = 0; bit < 63; ++bit) {
    const std::int64_t power = std::int64_t{1} << bit;
    for (const std::int64_t value : {power - 1, power, power + 1, -power - 1, -power, -power + 1})
      ASSERT_EQ(size_of_varlong(value), size_by_shifting(value)) << value;
  }
  EXPECT_EQ(size_of_varlong(std::numeric_limits<std::int64_t>::max()), 10);
  EXPECT_EQ(size_of_varlong(std::numeric_limits<std::int64_t>::min()), 10);
  EXPECT_EQ(size_of_varint(std::numeric_limits<std::int32_t>::max()), 5);
  EXPECT_EQ(size_of_varint(-1), 1);
}

TEST(RecordSize, AddsUpItsParts) {
  // Attributes 1, deltas 1 + 1, key length 1, value length 2 (100 takes two bytes zigzagged), value 100, headers 1
  // = 107, and two bytes to say so.
  EXPECT_EQ(record_size(0, 0, kNullSize, 100), 109);
  // A key of 7 bytes adds 7; offset delta 64 takes one byte more.
  EXPECT_EQ(record_size(64, 0, 7, 100), 109 + 7 + 1);
  RecordHeaders headers;
  headers.add(5, 3);          // 1 + 5 + 1 + 3
  headers.add(4, kNullSize);  // 1 + 4 + 1
  EXPECT_EQ(headers.bytes, 16);
  EXPECT_EQ(record_size(0, 0, kNullSize, 10, headers), 1 + 1 + 1 + 1 + 1 + 1 + 10 + 1 + 16);
}

TEST(RecordSize, IsTheSameFromAPayloadKnownBefore) {
  for (const std::int32_t offset : {0, 63, 64, 8191, 8192, 1000000})
    for (const std::int64_t time : {std::int64_t{0}, std::int64_t{64}, std::int64_t{86400000}})
      EXPECT_EQ(record_size_of_payload(offset, time, payload_size(16, 1000)), record_size(offset, time, 16, 1000));
}

TEST(RecordSize, IsNeverAboveTheUpperBound) {
  const std::int32_t offset = std::numeric_limits<std::int32_t>::max();
  const std::int64_t time = std::numeric_limits<std::int64_t>::min();
  for (const std::int32_t value : {kNullSize, 0, 1000, 100'000'000})
    EXPECT_LE(record_size(offset, time, 8, value), record_size_upper_bound(8, value));
  EXPECT_EQ(estimated_size_upper_bound(kNullSize, 4), 61 + 21 + 1 + 1 + 4 + 1);
}

}  // namespace
}  // namespace kafka
