/// What many runs of one scenario say together.

#include "scenarios/engine/odds/odds.h"

#include <gtest/gtest.h>

namespace scenario {
namespace {

RunFigures run(std::uint64_t seed, double lost, bool met) {
  RunFigures figures;
  figures.seed = seed;
  figures.figures = {{"lost records", "readers", lost}};
  figures.verdicts = {{"lost records of readers: expected 0", met}};
  return figures;
}

TEST(Odds, CountRunsAndMeansInTheOrderOfTheSeeds) {
  const Odds odds = sum_up({run(1, 0, true), run(2, 5, false), run(3, 0, true), run(4, 3, false)}, 0.95);
  ASSERT_EQ(odds.rows.size(), 1u);
  EXPECT_EQ(odds.rows[0].values, (std::vector<double>{0, 5, 0, 3}));
  EXPECT_EQ(odds.rows[0].runs_with, 2);
  EXPECT_EQ(odds.rows[0].share.value, 0.5);
  EXPECT_EQ(odds.rows[0].mean.value, 2);
  EXPECT_EQ(odds.rows[0].largest, 5);
  EXPECT_EQ(odds.expectations[0].met, 2);
  EXPECT_TRUE(odds.bad.empty());
}

TEST(Odds, NameTheSeedOfARunThatBrokeAPromise) {
  RunFigures broken = run(9, 0, true);
  broken.bad = "P5";
  const Odds odds = sum_up({run(8, 0, true), broken}, 0.95);
  ASSERT_EQ(odds.bad.size(), 1u);
  EXPECT_EQ(odds.bad[0].seed, 9u);
}

}  // namespace
}  // namespace scenario
