#include "model/producer/murmur2.h"

#include <string>

#include <gtest/gtest.h>

namespace kafka {
namespace {

TEST(Murmur2, MatchesKafkasOwnTestAtEveryTailLength) {
  // UtilsTest.testMurmur2 (21, foobar, abc) and rdmurmur2.c (kafka): lengths 2, 6, 3 and 5 leave 2, 2, 3 and 1 bytes.
  EXPECT_EQ(murmur2("21"), -973932308);
  EXPECT_EQ(murmur2("foobar"), -790332482);
  EXPECT_EQ(murmur2("abc"), 479470107);
  EXPECT_EQ(murmur2("kafka"), -798503068);
  EXPECT_EQ(murmur2(std::string(4, '\xff')), 644171429);
}

TEST(Murmur2, IsMadePositiveByItsSignBitAlone) {
  EXPECT_EQ(to_positive(-1), 2147483647);
  EXPECT_EQ(to_positive(INT32_MIN), 0);
  // 1173551340 = -973932308 + 2^31; modulo 7 it is 3.
  EXPECT_EQ(to_positive(murmur2("21")), 1173551340);
  EXPECT_EQ(partition_for_key("21", 7), 3);
}

}  // namespace
}  // namespace kafka
