#include <cmath>

#include <gtest/gtest.h>

#include "tools/kafka/java_numbers.h"
#include "tools/kafka/performance_lines.h"
#include "tools/kafka/simple_date_format.h"

namespace tools {
namespace {

TEST(JavaNumbers, rounds_the_digits_it_would_print_half_up) {
  EXPECT_EQ(format_fixed(0.125, 2), "0.13");  // C prints 0.12
  EXPECT_EQ(format_fixed(1.005, 2), "1.01");  // its shortest digits are 1.005
  EXPECT_EQ(format_fixed(99.995, 2), "100.00");
  EXPECT_EQ(format_fixed(50000, 6), "50000.000000");
  EXPECT_EQ(format_fixed(-0.05, 1), "-0.1");
  EXPECT_EQ(format_fixed(NAN, 2), "NaN");
  EXPECT_EQ(format_fixed(INFINITY, 2), "Infinity");
}

TEST(JavaNumbers, reads_integers_with_a_sign_and_nothing_else) {
  EXPECT_EQ(parse_int("+7"), 7);
  EXPECT_EQ(parse_int("-7"), -7);
  for (const char* text : {"", "+", "+-7", " 7", "7 ", "7.0", "2147483648"})
    EXPECT_EQ(parse_int(text), std::nullopt) << text;
  EXPECT_EQ(parse_long("2147483648"), 2147483648);
}

TEST(SimpleDateFormat, prints_what_the_letters_mean) {
  constexpr std::int64_t kAt = 1700000000123;  // 2023-11-14 22:13:20.123 UTC, a Tuesday
  EXPECT_EQ(simple_date("yyyy-MM-dd HH:mm:ss:SSS", kAt), "2023-11-14 22:13:20:123");
  EXPECT_EQ(simple_date("EEE MMM d h:mm a z", kAt), "Tue Nov 14 10:13 PM UTC");
  EXPECT_EQ(simple_date("yy 'o''clock' D", kAt), "23 o'clock 318");
}

TEST(PerformanceLines, take_the_element_at_p_times_n_of_the_sorted_sample) {
  std::vector<std::int64_t> latencies;
  for (std::int64_t i = 1000; i > 0; --i) latencies.push_back(i);
  EXPECT_EQ(percentiles_of(latencies), (std::array<std::int64_t, 4>{501, 951, 991, 1000}));
  EXPECT_EQ(percentiles_of({}), (std::array<std::int64_t, 4>{}));
}

}  // namespace
}  // namespace tools
