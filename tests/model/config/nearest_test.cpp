#include "model/config/nearest.h"

#include <string>

#include <gtest/gtest.h>

namespace kafka {
namespace {

using Names = std::vector<std::string_view>;

TEST(EditDistance, CountsEachKindOfSlipOnce) {
  EXPECT_EQ(edit_distance("linger.ms", "linger.ms"), 0u);
  EXPECT_EQ(edit_distance("linger.ms", "LINGER.MS"), 0u);
  EXPECT_EQ(edit_distance("linger.ms", "lingr.ms"), 1u);
  EXPECT_EQ(edit_distance("linger.ms", "lingerr.ms"), 1u);
  EXPECT_EQ(edit_distance("linger.ms", "linger_ms"), 1u);
  EXPECT_EQ(edit_distance("linger.ms", "linger.sm"), 1u);  // one swap
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(NearestNames, SortsByDistanceAndKeepsTheOrderGiven) {
  const Names known{"batch.size", "retries", "linger.ms", "max.block.ms"};
  EXPECT_EQ(nearest_names("linger", known), Names{"linger.ms"});
  EXPECT_EQ(nearest_names("batch_size", known), Names{"batch.size"});
  EXPECT_TRUE(nearest_names("colour", known).empty());
  const Names close{"ab", "aa", "ac"};
  EXPECT_EQ(nearest_names("ad", close, 2), (Names{"ab", "aa"}));
}

TEST(NearestNames, GivesUpOnNamesNobodyTypes) {
  const Names known{"batch.size"};
  EXPECT_TRUE(nearest_names(std::string(1'000'000, 'b'), known).empty());
  EXPECT_TRUE(nearest_names("", known).empty());
}

}  // namespace
}  // namespace kafka
