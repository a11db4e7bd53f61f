#include "scenarios/engine/run/quantities.h"

#include <gtest/gtest.h>

#include "scenarios/engine/run/time_text.h"

namespace scenario {
namespace {

TEST(Quantities, CountsAreGrouped) {
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(count_text(18000), "18,000");
  EXPECT_EQ(count_text(-1234567), "-1,234,567");
}

TEST(Quantities, DurationsTakeTheUnitThatFits) {
  EXPECT_EQ(duration_text(0), "0 s");
  EXPECT_EQ(duration_text(250e-6), "250 us");
  EXPECT_EQ(duration_text(0.0040213), "4.021 ms");
  EXPECT_EQ(duration_text(0.0040213, 3), "4.02 ms");
  EXPECT_EQ(duration_text(17.5), "17.5 s");
  EXPECT_EQ(duration_text(3600), "3,600 s");
  EXPECT_EQ(duration_text(12e-9), "12 ns");
}

TEST(Quantities, RatesAndBytes) {
  EXPECT_EQ(rate_text(5), "5/s");
  EXPECT_EQ(rate_text(999657.4), "999,657/s");
  EXPECT_EQ(bytes_text(1536 * 1024.0), "1.5 MiB");
  EXPECT_EQ(bytes_text(12), "12 B");
}

TEST(TimeText, IsExactToTheNanosecond) {
  EXPECT_EQ(seconds_text(std::int64_t{12'345'678'901}), "12.345678901");
  EXPECT_EQ(seconds_text(std::int64_t{1}), "0.000000001");
  EXPECT_EQ(seconds_text(std::int64_t{-1'500'000'000}), "-1.500000000");
  EXPECT_EQ(seconds_text(std::numeric_limits<std::int64_t>::min()), "-9223372036.854775808");
}

}  // namespace
}  // namespace scenario
