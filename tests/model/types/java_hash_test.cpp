#include "model/types/java_hash.h"

#include <string>

#include <gtest/gtest.h>

#include "model/types/utf16.h"

namespace kafka {
namespace {

using Order = std::vector<std::size_t>;

TEST(JavaHash, HashesUtf16Units) {
  EXPECT_EQ(java_string_hash(""), 0);
  EXPECT_EQ(java_string_hash("a"), 97);
  EXPECT_EQ(java_string_hash("Aa"), java_string_hash("BB"));  // 65 * 31 + 97 = 66 * 31 + 66 = 2112
  EXPECT_EQ(java_string_hash("Aa"), 2112);
  EXPECT_EQ(java_string_hash("\xc3\xa9"), 0xe9);  // U+00E9
  // U+1F69A (a truck) is the pair D83D DE9A: 0xD83D * 31 + 0xDE9A = 55357 * 31 + 56986.
  EXPECT_EQ(java_string_hash("\xf0\x9f\x9a\x9a"), 55357 * 31 + 56986);
  EXPECT_EQ(java_string_hash("polygenelubricants"), INT32_MIN);
}

TEST(JavaHash, AbsOfTheSmallestIntegerIsZero) {
  EXPECT_EQ(java_abs(INT32_MIN), 0);
  EXPECT_EQ(java_abs(-7), 7);
  EXPECT_EQ(coordinator_partition("polygenelubricants", 50), PartitionId(0));
  // vectors/coordinator_partition gp-2, gp-3 and gp-13: hashes 3556498, -1793216381 and 97.
  EXPECT_EQ(coordinator_partition("test", 50), PartitionId(48));
  EXPECT_EQ(coordinator_partition("test-consumer-group", 50), PartitionId(31));
  EXPECT_EQ(coordinator_partition("a", 50), PartitionId(47));
}

TEST(JavaHash, OfAPartitionIsThatOfItsTopicPlus31TimesItsNumber) {
  EXPECT_EQ(topic_partition_hash("a", PartitionId(0)), 31 * 31 + 97);
  EXPECT_EQ(topic_partition_hash("a", PartitionId(2)), 31 * 33 + 97);
}

TEST(HashMapOrder, GoesByBucketThenByInsertion) {
  const std::vector<std::int32_t> hashes{5, 1, 21, 17, 0};  // of 16 buckets: 5, 1, 5, 1, 0
  EXPECT_EQ(hash_map_order(hashes), (Order{4, 1, 3, 0, 2}));
  EXPECT_EQ(hash_map_order(hashes, 32), (Order{4, 1, 0, 3, 2}));
}

TEST(HashMapOrder, MixesTheHighHalfIn) {
  // 0x30000 ^ 0x3 is bucket 3; without the mixing it would be bucket 0, before 1.
  const std::vector<std::int32_t> hashes{0x30000, 1};
  EXPECT_EQ(hash_map_order(hashes), (Order{1, 0}));
}

TEST(HashMapOrder, TheTableGrowsAboveThreeQuarters) {
  // 16 shares bucket 0 with 0 while the table has 16, and comes last once it has 32: with the 13th key.
  std::vector<std::int32_t> hashes{16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_EQ(hash_map_order(hashes).front(), 0u);
  hashes.push_back(11);
  EXPECT_EQ(hash_map_order(hashes).back(), 0u);
}

TEST(HashMapOrder, ACrowdedBucketMakesASmallTableGrow) {
  // Nine keys of bucket 0 in a table of 16: it doubles to 32 with the ninth, which parts even multiples from odd ones.
  std::vector<std::int32_t> hashes;
  for (std::int32_t i = 0; i < 9; ++i) hashes.push_back(i * 16);
  EXPECT_EQ(hash_map_order(hashes), (Order{0, 2, 4, 6, 8, 1, 3, 5, 7}));
  hashes.pop_back();
  EXPECT_EQ(hash_map_order(hashes), (Order{0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST(HashTables, StartWithJavasSizes) {
  EXPECT_EQ(hash_table_for_capacity(0), 1);
  EXPECT_EQ(hash_table_for_capacity(3), 4);
  EXPECT_EQ(hash_table_for_capacity(16), 16);
  EXPECT_EQ(hash_table_for_copy_of(3), 16);   // at least the default
  EXPECT_EQ(hash_table_for_copy_of(11), 16);  // 11 / 0.75 + 1 = 15
  EXPECT_EQ(hash_table_for_copy_of(12), 32);  // 12 / 0.75 + 1 = 17
}

TEST(HashTables, NeverShrink) {
  const std::vector<std::int32_t> twelve{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  EXPECT_EQ(hash_table_after(twelve), 16);
  EXPECT_EQ(hash_table_after(twelve, 8), 16);
  EXPECT_EQ(hash_table_after(twelve, 64), 64);
  std::vector<std::int32_t> thirteen = twelve;
  thirteen.push_back(13);
  EXPECT_EQ(hash_table_after(thirteen), 32);
}

TEST(Utf16, DecodesAsJavaDoes) {
  EXPECT_EQ(utf16_length("abc"), 3u);
  EXPECT_EQ(utf16_length("\xf0\x9f\x9a\x9a"), 2u);
  EXPECT_EQ(utf16_length("\xe9\x8d\xb5"), 1u);
  // Not UTF-8: a lone continuation, a cut sequence, an overlong slash, a surrogate; each bad byte is one U+FFFD.
  EXPECT_EQ(utf16_length("\x80"), 1u);
  EXPECT_EQ(utf16_length("\xe9\x8d"), 2u);
  EXPECT_EQ(utf16_length("\xc0\xaf"), 2u);
  EXPECT_EQ(utf16_length("\xed\xa0\x80"), 3u);
}

TEST(Utf16, OrdersByUnitsNotByCodePoints) {
  EXPECT_LT(compare_utf16("consumer-1", "consumer-2"), 0);
  EXPECT_EQ(compare_utf16("a", "a"), 0);
  EXPECT_LT(compare_utf16("a", "ab"), 0);
  // U+1F69A begins with the unit D83D and so comes before U+FF21; by code points and by bytes it would come after.
  EXPECT_LT(compare_utf16("\xf0\x9f\x9a\x9a", "\xef\xbc\xa1"), 0);
}

}  // namespace
}  // namespace kafka
