#include "sim/random/rng.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/streams.h"

namespace sim {
namespace {

// Published values of the reference implementation for seed 1234567.
TEST(Rng, SplitMixMatchesItsReference) {
  SplitMix64 generator(1234567);
  EXPECT_EQ(generator.next(), 6457827717110365317u);
  EXPECT_EQ(generator.next(), 3203168211198807973u);
  EXPECT_EQ(generator.next(), 9817491932198370423u);
  EXPECT_EQ(generator.next(), 4593380528125082431u);
  EXPECT_EQ(generator.next(), 16408922859458223821u);
}

// Values of the authors' C program for the state {1, 2, 3, 4}. The first by hand: rotl(1 + 4, 23) + 1 = 5 * 2^23 + 1.
TEST(Rng, XoshiroMatchesItsReference) {
  Rng rng(std::array<std::uint64_t, 4>{1, 2, 3, 4});
  constexpr std::array<std::uint64_t, 10> kExpected{41943041u,
                                                    58720359u,
                                                    3588806011781223u,
                                                    3591011842654386u,
                                                    9228616714210784205u,
                                                    9973669472204895162u,
                                                    14011001112246962877u,
                                                    12406186145184390807u,
                                                    15849039046786891736u,
                                                    10450023813501588000u};
  for (const std::uint64_t expected : kExpected) EXPECT_EQ(rng.next(), expected);
}

// 60,000 draws of six faces: each 10,000 expected, standard deviation sqrt(60000 * 1/6 * 5/6) = 91; five of those.
TEST(Rng, BelowIsUniform) {
  Rng rng(1);
  std::array<int, 6> faces{};
  for (int i = 0; i < 60'000; ++i) ++faces.at(rng.below(6));
  for (const int n : faces) EXPECT_NEAR(n, 10'000, 5 * 91);
}

// n = 3 * 2^62: plain multiplication without rejection would give every third value twice the weight of the others,
// so that values = 0 mod 3 came with probability 1/2. 30,000 draws: deviation sqrt(30000 * 1/3 * 2/3) = 82.
TEST(Rng, BelowIsUnbiasedForHugeRanges) {
  Rng rng(2);
  std::array<int, 3> residues{};
  for (int i = 0; i < 30'000; ++i) ++residues.at(rng.below(3 * (std::uint64_t{1} << 62)) % 3);
  for (const int n : residues) EXPECT_NEAR(n, 10'000, 5 * 82);
}

TEST(Rng, BetweenIncludesBothEnds) {
  Rng rng(3);
  std::array<int, 5> seen{};
  for (int i = 0; i < 1000; ++i) ++seen.at(static_cast<std::size_t>(rng.between(-2, 2) + 2));
  EXPECT_TRUE(std::all_of(seen.begin(), seen.end(), [](int n) { return n > 0; }));
  EXPECT_EQ(rng.between(7, 7), 7);
  constexpr auto kLow = std::numeric_limits<std::int64_t>::min();
  constexpr auto kHigh = std::numeric_limits<std::int64_t>::max();
  EXPECT_NE(rng.between(kLow, kHigh), rng.between(kLow, kHigh));
}

// Mean 1/2, deviation of the mean of 10^5 draws 1 / sqrt(12 * 10^5) = 0.00091.
TEST(Rng, UnitLiesInItsRange) {
  Rng rng(4);
  double sum = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double u = rng.unit();
    ASSERT_GE(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
  }
  EXPECT_NEAR(sum / 100'000, 0.5, 5 * 0.00091);
}

// Deviation sqrt(10^5 * 0.1 * 0.9) = 95.
TEST(Rng, ChanceComesTrueAsOftenAsItSays) {
  Rng rng(5);
  int yes = 0;
  for (int i = 0; i < 100'000; ++i) yes += rng.chance(0.1) ? 1 : 0;
  EXPECT_NEAR(yes, 10'000, 5 * 95);
  EXPECT_FALSE(rng.chance(0));
  EXPECT_TRUE(rng.chance(1));
}

// Three items have six orders: 10,000 expected of each in 60,000 shuffles, deviation 91.
TEST(Rng, ShufflesIntoEveryOrderEquallyOften) {
  Rng rng(6);
  std::array<int, 27> orders{};
  for (int i = 0; i < 60'000; ++i) {
    std::array<int, 3> items{0, 1, 2};
    rng.shuffle(std::span<int>(items));
    ++orders.at(static_cast<std::size_t>(items[0] * 9 + items[1] * 3 + items[2]));
  }
  EXPECT_EQ(std::count(orders.begin(), orders.end(), 0), 21);
  for (const int n : orders) {
    if (n != 0) {
      EXPECT_NEAR(n, 10'000, 5 * 91);
    }
  }
}

TEST(Streams, DependOnSeedAndNameOnly) {
  const Streams streams(42);
  Rng first = streams.stream("producer/1");
  Rng other = streams.stream("another");
  other.next();
  Rng again = Streams(42).stream("producer/1");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(first.next(), again.next());
}

TEST(Streams, DifferInNameAndSeed) {
  std::vector<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 50; ++seed)
    for (const char* name : {"", "a", "b", "ab", "ba", "producer/1", "producer/2"})
      firsts.push_back(Streams(seed).stream(name).next());
  std::sort(firsts.begin(), firsts.end());
  EXPECT_EQ(std::adjacent_find(firsts.begin(), firsts.end()), firsts.end());
}

// Neighbouring names must not be correlated: the mean of (u - 1/2)(v - 1/2) is 0 with deviation 1 / (12 sqrt(n)).
TEST(Streams, AreUncorrelated) {
  Rng a = Streams(1).stream("consumer/1");
  Rng b = Streams(1).stream("consumer/2");
  double sum = 0;
  constexpr int kDraws = 100'000;
  for (int i = 0; i < kDraws; ++i) sum += (a.unit() - 0.5) * (b.unit() - 0.5);
  EXPECT_NEAR(sum / kDraws, 0, 5 / (12 * std::sqrt(kDraws)));
}

// Changing how a stream is seeded would change the results of every scenario. Computed by a separate program from the
// definitions of FNV-1a, splitmix64 and xoshiro256++.
TEST(Streams, KeepTheirNumbersFromVersionToVersion) {
  EXPECT_EQ(Streams(1).stream("trucks").next(), 8744832201216725758u);
  EXPECT_EQ(Streams(7).stream("producer/1").next(), 3492276504803997049u);
}

}  // namespace
}  // namespace sim
