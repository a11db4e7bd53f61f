#include "sim/stats/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/rng.h"

namespace sim {
namespace {

std::vector<std::int64_t> some_values(std::uint64_t seed, int n) {
  Rng rng(seed);
  std::vector<std::int64_t> values;
  for (int i = 0; i < n; ++i) values.push_back(static_cast<std::int64_t>(rng.next() >> (1 + rng.below(63))));
  return values;
}

Histogram of(const std::vector<std::int64_t>& values) {
  Histogram h;
  for (const std::int64_t v : values) h.record(v);
  return h;
}

TEST(Histogram, EmptyItKnowsNothing) {
  const Histogram h;
  EXPECT_TRUE(h.empty());
  EXPECT_EQ(h.min(), 0);
  EXPECT_EQ(h.max(), 0);
  EXPECT_EQ(h.mean(), 0);
  EXPECT_EQ(h.value_at_quantile(0.99), 0);
  EXPECT_TRUE(h.buckets().empty());
}

// 1..100: rank 50 is 50, rank 99 is 99; all below 128, hence exact. 0.07 * 100 exceeds 7 in doubles and still means 7.
TEST(Histogram, SmallValuesAreExact) {
  Histogram h;
  for (int v = 100; v >= 1; --v) h.record(v);
  EXPECT_EQ(h.count(), 100);
  EXPECT_EQ(h.mean(), 50.5);
  EXPECT_EQ(h.value_at_quantile(0), 1);
  EXPECT_EQ(h.value_at_quantile(0.07), 7);
  EXPECT_EQ(h.value_at_quantile(0.5), 50);
  EXPECT_EQ(h.value_at_quantile(0.99), 99);
  EXPECT_EQ(h.value_at_quantile(0.991), 100);
  EXPECT_EQ(h.value_at_quantile(1), 100);
  EXPECT_EQ(h.count_at_most(0), 0);
  EXPECT_EQ(h.count_at_most(42), 42);
  EXPECT_EQ(h.count_at_most(1000), 100);
}

TEST(Histogram, QuantilesAreWithinTheirErrorOfTheSortedData) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::vector<std::int64_t> values = some_values(seed, 1000);
    const Histogram h = of(values);
    std::sort(values.begin(), values.end());
    EXPECT_EQ(h.min(), values.front());
    EXPECT_EQ(h.max(), values.back());
    for (int permille = 1; permille <= 1000; ++permille) {
      const auto exact = static_cast<double>(values[static_cast<std::size_t>(permille - 1)]);
      const auto seen = static_cast<double>(h.value_at_quantile(permille / 1000.0));
      ASSERT_LE(std::abs(seen - exact), exact * Histogram::kRelativeError) << permille;
    }
  }
}

TEST(Histogram, NegativeValuesAreKeptTheSameWay) {
  Histogram h;
  h.record(-1'000'000);
  h.record(-5);
  h.record(0);
  h.record(7);
  h.record(std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(h.min(), std::numeric_limits<std::int64_t>::min());
  EXPECT_NEAR(static_cast<double>(h.value_at_quantile(0.4)), -1e6, 1e6 / 128);
  EXPECT_EQ(h.value_at_quantile(0.6), -5);
  EXPECT_EQ(h.value_at_quantile(0.8), 0);
  EXPECT_EQ(h.max(), 7);
}

// Every value lies in exactly one bucket and buckets follow each other without a gap.
TEST(Histogram, BucketsTileTheIntegers) {
  Histogram h;
  for (std::int64_t v = -5000; v <= 5000; ++v) h.record(v);
  std::int64_t next = h.buckets().front().low;
  for (const Histogram::Bucket& b : h.buckets()) {
    EXPECT_EQ(b.low, next);
    next = b.high + 1;
    const std::int64_t inside = std::min<std::int64_t>(b.high, 5000) - std::max<std::int64_t>(b.low, -5000) + 1;
    EXPECT_EQ(b.count, inside) << b.low;
    if (std::abs(b.low) > 127 && std::abs(b.high) > 127)
      EXPECT_LE(b.high - b.low + 1, std::min(std::abs(b.low), std::abs(b.high) + 1) / 64) << b.low;
    else
      EXPECT_EQ(b.low, b.high);
  }
}

TEST(Histogram, MergingEqualsRecordingEverything) {
  const std::vector<std::int64_t> a = some_values(30, 500);
  const std::vector<std::int64_t> b = some_values(31, 700);
  Histogram merged = of(a);
  merged.merge(of(b));
  merged.merge(Histogram{});
  std::vector<std::int64_t> all = a;
  all.insert(all.end(), b.begin(), b.end());
  EXPECT_EQ(merged, of(all));
  Histogram from_empty;
  from_empty.merge(of(a));
  EXPECT_EQ(from_empty, of(a));
}

TEST(Histogram, RecordingNTimesEqualsALoop) {
  Histogram at_once;
  at_once.record_n(12345, 1000);
  at_once.record_n(99, 0);
  Histogram loop;
  for (int i = 0; i < 1000; ++i) loop.record(12345);
  EXPECT_EQ(at_once, loop);
}

TEST(Histogram, RecordingALineEqualsALoop) {
  Rng rng(32);
  for (int round = 0; round < 2000; ++round) {
    const std::int64_t low = rng.between(-2000, 2000) << rng.below(20);
    const std::int64_t high = low + (rng.between(0, 5000) << rng.below(20));
    const std::int64_t n = rng.between(1, 3000);
    Histogram line;
    line.record_linear(low, high, n);
    Histogram loop;
    if (n == 1) loop.record(low);
    for (std::int64_t i = 0; n > 1 && i < n; ++i) loop.record(low + i * (high - low) / (n - 1));
    ASSERT_EQ(line, loop) << low << " .. " << high << " x " << n;
  }
}

// 10^12 records over a second from now: 10^9 + (0 + 10^9) / 2 on average, in microseconds of work.
TEST(Histogram, ALineCostsItsBuckets) {
  Histogram h;
  h.record_linear(1'000'000'000, 2'000'000'000, 1'000'000'000'000);
  EXPECT_EQ(h.count(), 1'000'000'000'000);
  EXPECT_NEAR(h.mean(), 1.5e9, 1);
  EXPECT_NEAR(static_cast<double>(h.value_at_quantile(0.5)), 1.5e9, 1.5e9 / 128);
}

// The sum of 10^4 values near the largest would overflow 64 bits.
TEST(Histogram, TheMeanOfHugeValuesIsExact) {
  Histogram h;
  h.record_n(std::numeric_limits<std::int64_t>::max() - 1, 5000);
  h.record_n(std::numeric_limits<std::int64_t>::max() - 3, 5000);
  EXPECT_EQ(h.mean(), static_cast<double>(std::numeric_limits<std::int64_t>::max() - 2));
}

}  // namespace
}  // namespace sim
