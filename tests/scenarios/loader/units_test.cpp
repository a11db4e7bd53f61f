#include "scenarios/engine/loader/units.h"

#include <gtest/gtest.h>

namespace scenario {
namespace {

using namespace std::chrono_literals;

TEST(Units, DurationsHaveEveryUnit) {
  EXPECT_EQ(parse_duration("7ns").value, 7ns);
  EXPECT_EQ(parse_duration("7us").value, 7us);
  EXPECT_EQ(parse_duration("7ms").value, 7ms);
  EXPECT_EQ(parse_duration("7s").value, 7s);
  EXPECT_EQ(parse_duration("7m").value, 7min);
  EXPECT_EQ(parse_duration("7min").value, 7min);
  EXPECT_EQ(parse_duration("7h").value, 7h);
  EXPECT_EQ(parse_duration("7d").value, 7 * 24h);
}

TEST(Units, DurationsAreSumsOfExactDecimals) {
  EXPECT_EQ(parse_duration("1h 30m").value, 90min);
  EXPECT_EQ(parse_duration("1h30m").value, 90min);
  EXPECT_EQ(parse_duration(" 1 h 1 m 1 s ").value, 3661s);
  // Not 299,999,999 ns, which 0.3 as a double times 10^9 could give.
  EXPECT_EQ(parse_duration("0.3s").value, 300'000'000ns);
  EXPECT_EQ(parse_duration("1_000ms").value, 1s);
  EXPECT_EQ(parse_duration("0").value, 0ns);
  EXPECT_TRUE(parse_duration("0").ok());
}

TEST(Units, WrongDurationsSayWhatWasExpected) {
  EXPECT_EQ(parse_duration("20").error, "needs a unit: 20s or 20ms?");
  EXPECT_EQ(parse_duration("abc").error, "must be a duration such as 20s, 5ms or 1h 30m, not 'abc'");
  EXPECT_EQ(parse_duration("5 parsecs").error, "must be a duration such as 20s, 5ms or 1h 30m, not '5 parsecs'");
  EXPECT_EQ(parse_duration("0.3ns").error, "must be a whole number of nanoseconds, not '0.3ns'");
  for (const char* wrong :
       {"", "-5s", "5s 3", "s", "1..5s", "1.s", "5S", "1_s", "1e3s", "inf", "12345678901234567890s"}) {
    EXPECT_FALSE(parse_duration(wrong).ok()) << wrong;
  }
}

TEST(Units, DurationsEndWhereNanosecondsDo) {
  // 2^63 ns = 106751.99 days.
  EXPECT_TRUE(parse_duration("106751d").ok());
  EXPECT_EQ(parse_duration("106752d").error, "is longer than 292 years: '106752d'");
  EXPECT_EQ(parse_duration("106751d 24h").error, "is longer than 292 years: '106751d 24h'");
}

TEST(Units, AmountsAreDecimalOrBinary) {
  EXPECT_EQ(parse_bytes("100").value, sim::Bytes{100});
  EXPECT_EQ(parse_bytes("100B").value, sim::Bytes{100});
  EXPECT_EQ(parse_bytes("16kB").value, sim::Bytes{16'000});
  EXPECT_EQ(parse_bytes("16KB").value, sim::Bytes{16'000});
  EXPECT_EQ(parse_bytes("16KiB").value, sim::Bytes{16'384});
  EXPECT_EQ(parse_bytes("1.5MiB").value, sim::Bytes{1'572'864});
  EXPECT_EQ(parse_bytes("2MB").value, sim::Bytes{2'000'000});
  EXPECT_EQ(parse_bytes("1GB").value, sim::Bytes{1'000'000'000});
  EXPECT_EQ(parse_bytes("1GiB").value, sim::Bytes{1'073'741'824});
  EXPECT_EQ(parse_bytes("1TB").value, sim::Bytes{1'000'000'000'000});
  EXPECT_EQ(parse_bytes("1 TiB").value, sim::Bytes{1'099'511'627'776});
  EXPECT_EQ(parse_bytes("16k").error, "must be an amount such as 100B, 16KiB or 1MiB, not '16k'");
  EXPECT_EQ(parse_bytes("9000000TiB").error, "is too large: '9000000TiB'");
  EXPECT_FALSE(parse_bytes("-1").ok());
  EXPECT_FALSE(parse_bytes("0.5B").ok());
}

TEST(Units, RatesArePerSecond) {
  EXPECT_DOUBLE_EQ(parse_rate("2000/s").value, 2000);
  EXPECT_DOUBLE_EQ(parse_rate("2000").value, 2000);
  EXPECT_DOUBLE_EQ(parse_rate("6/m").value, 0.1);
  EXPECT_DOUBLE_EQ(parse_rate("6/min").value, 0.1);
  EXPECT_DOUBLE_EQ(parse_rate("36/h").value, 0.01);
  EXPECT_DOUBLE_EQ(parse_rate("86400/d").value, 1);
  EXPECT_DOUBLE_EQ(parse_rate("1.5k/s").value, 1500);
  EXPECT_DOUBLE_EQ(parse_rate("2M/s").value, 2e6);
  EXPECT_EQ(parse_rate("fast").error, "must be a rate such as 2000/s or 5/m, not 'fast'");
  EXPECT_FALSE(parse_rate("-1/s").ok());
  EXPECT_FALSE(parse_rate("1/fortnight").ok());
}

TEST(Units, BandwidthsAreBitsOrBytes) {
  // 10^9 / 8
  EXPECT_EQ(parse_bandwidth("1Gbit/s").value, sim::BytesPerSecond{125'000'000});
  EXPECT_EQ(parse_bandwidth("1Gbps").value, sim::BytesPerSecond{125'000'000});
  EXPECT_EQ(parse_bandwidth("100Mbit/s").value, sim::BytesPerSecond{12'500'000});
  EXPECT_EQ(parse_bandwidth("100MB/s").value, sim::BytesPerSecond{100'000'000});
  EXPECT_EQ(parse_bandwidth("125MiB/s").value, sim::BytesPerSecond{131'072'000});
  EXPECT_TRUE(parse_bandwidth("unlimited").value.unlimited());
  EXPECT_TRUE(parse_bandwidth("unlimited").ok());
  // 0 means unlimited inside: nobody may write it by accident.
  EXPECT_FALSE(parse_bandwidth("0MB/s").ok());
  EXPECT_FALSE(parse_bandwidth("7bit/s").ok());
  EXPECT_EQ(parse_bandwidth("1G").error, "must be a bandwidth such as 1Gbit/s, 100MB/s or unlimited, not '1G'");
}

TEST(Units, PartsAreBetweenNothingAndAll) {
  EXPECT_DOUBLE_EQ(parse_part("10%").value, 0.1);
  EXPECT_DOUBLE_EQ(parse_part("0.1").value, 0.1);
  EXPECT_DOUBLE_EQ(parse_part("100%").value, 1);
  EXPECT_FALSE(parse_part("101%").ok());
  EXPECT_FALSE(parse_part("-1%").ok());
  EXPECT_FALSE(parse_part("ten").ok());
}

TEST(Units, WholeNumbersHaveLimits) {
  EXPECT_EQ(parse_integer("1_000_000").value, 1'000'000);
  EXPECT_EQ(parse_integer("-1").value, -1);
  EXPECT_EQ(parse_integer("0", 1, 5).error, "must be at least 1, not 0");
  EXPECT_EQ(parse_integer("6", 1, 5).error, "must be at most 5, not 6");
  EXPECT_EQ(parse_integer("two").error, "must be a whole number, not 'two'");
  EXPECT_EQ(parse_integer("99999999999999999999").error, "is out of range: '99999999999999999999'");
  for (const char* wrong : {"", "1.5", "1e3", "0x10", "1__0", "_1", "1_", "+1", "1 2"}) {
    EXPECT_FALSE(parse_integer(wrong).ok()) << wrong;
  }
}

TEST(Units, NumbersAndBooleans) {
  EXPECT_DOUBLE_EQ(parse_number("1.1").value, 1.1);
  EXPECT_DOUBLE_EQ(parse_number("-2").value, -2);
  EXPECT_FALSE(parse_number("1.1.1").ok());
  EXPECT_TRUE(parse_boolean("true").value);
  EXPECT_TRUE(parse_boolean("false").ok());
  EXPECT_EQ(parse_boolean("yes").error, "must be true or false, not 'yes'");
}

}  // namespace
}  // namespace scenario
