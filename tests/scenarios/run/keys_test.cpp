#include "scenarios/engine/run/keys.h"

#include <map>

#include <gtest/gtest.h>

#include "model/producer/murmur2.h"

namespace scenario {
namespace {

KeySpec spec(KeySpec::Kind kind, std::int64_t count) {
  KeySpec s;
  s.kind = kind;
  s.count = count;
  s.format = "truck-%d";
  return s;
}

/// Draws `n` keys and counts them by the number that made them.
std::map<std::int64_t, int> draw(const KeySpec& s, int n) {
  std::map<std::int32_t, std::int64_t> number_of;
  for (std::int64_t i = 1; i <= s.count; ++i) number_of[make_key(format_key(s.format, i)).positive_hash] = i;
  std::map<std::int64_t, int> counts;
  KeySource keys(s, sim::Rng(1));
  for (int i = 0; i < n; ++i) ++counts[number_of.at(keys.next().positive_hash)];
  return counts;
}

TEST(Keys, FormatPutsTheNumberIn) {
  EXPECT_EQ(format_key("%d", 42), "42");
  EXPECT_EQ(format_key("truck-%d/gps", 7), "truck-7/gps");
  EXPECT_EQ(format_key("same", 7), "same");
}

TEST(Keys, CarrySizeAndKafkasHash) {
  const kafka::RecordKey key = make_key("truck-1");
  EXPECT_EQ(key.size, 7);
  EXPECT_EQ(key.positive_hash, kafka::murmur2("truck-1") & 0x7fffffff);
  EXPECT_FALSE(key.null());
  EXPECT_EQ(make_key("").size, 0);  // an empty key is not null
}

TEST(Keys, NullAndConstant) {
  KeySource null(spec(KeySpec::Kind::null, 1), sim::Rng(1));
  EXPECT_TRUE(null.next().null());
  KeySpec constant = spec(KeySpec::Kind::constant, 1);
  constant.constant = "truck-1";
  KeySource fixed(constant, sim::Rng(1));
  EXPECT_EQ(fixed.next().positive_hash, make_key("truck-1").positive_hash);
}

TEST(Keys, SequenceGoesRound) {
  KeySource keys(spec(KeySpec::Kind::sequence, 3), sim::Rng(1));
  for (const std::int64_t i : {1, 2, 3, 1, 2})
    EXPECT_EQ(keys.next().positive_hash, make_key(format_key("truck-%d", i)).positive_hash);
}

TEST(Keys, UniformIsEven) {
  const auto counts = draw(spec(KeySpec::Kind::uniform, 10), 100'000);
  ASSERT_EQ(counts.size(), 10u);
  for (const auto& [number, n] : counts) EXPECT_NEAR(n, 10'000, 500);  // 5 deviations of sqrt(10000 * 0.9) = 95
}

TEST(Keys, ZipfMakesTheFirstKeyHot) {
  // Exponent 1 over 4 keys: 12/25, 6/25, 4/25, 3/25.
  const auto counts = draw(spec(KeySpec::Kind::zipf, 4), 100'000);
  EXPECT_NEAR(counts.at(1), 48'000, 800);
  EXPECT_NEAR(counts.at(2), 24'000, 700);
  EXPECT_NEAR(counts.at(3), 16'000, 600);
  EXPECT_NEAR(counts.at(4), 12'000, 600);
}

TEST(Keys, TooManyForATableAreHashedAsTheyCome) {
  KeySource keys(spec(KeySpec::Kind::sequence, KeySource::kTableSize + 1), sim::Rng(1));
  EXPECT_EQ(keys.next().positive_hash, make_key("truck-1").positive_hash);
  EXPECT_EQ(keys.next().positive_hash, make_key("truck-2").positive_hash);
}

}  // namespace
}  // namespace scenario
