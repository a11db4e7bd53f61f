#include "model/consumer/partition_movements.h"

#include <gtest/gtest.h>

#include "tests/model/consumer/named_group.h"

namespace kafka {
namespace {

class PartitionMovementsTest : public ::testing::Test {
 protected:
  PartitionMovementsTest() {
    group_.topic("a", 40).topic("b", 2);
    for (const char* id : {"c0", "c1", "c2"}) group_.member(id, {"a", "b"});
  }
  NamedGroup group_;
};

TEST_F(PartitionMovementsTest, APartitionOfTheSameTopicGoesBackInstead) {
  const StickyGroup group(group_.topics, group_.members);
  PartitionMovements movements(group);
  EXPECT_EQ(movements.actual(5, 1, 0), 5u);
  movements.move(7, 0, 1);
  EXPECT_EQ(movements.actual(5, 1, 0), 7u);
  EXPECT_EQ(movements.actual(5, 0, 1), 5u);
  EXPECT_EQ(movements.actual(40, 1, 0), 40u) << "of another topic";
}

TEST_F(PartitionMovementsTest, OnlyTheFirstPlaceAndTheLastCount) {
  const StickyGroup group(group_.topics, group_.members);
  PartitionMovements movements(group);
  movements.move(7, 0, 1);
  movements.move(7, 1, 2);
  EXPECT_EQ(movements.actual(5, 1, 0), 5u);
  EXPECT_EQ(movements.actual(5, 2, 0), 7u);
  movements.move(7, 2, 0);
  EXPECT_TRUE(movements.moved().empty());
  EXPECT_EQ(movements.actual(5, 2, 0), 5u);
}

TEST_F(PartitionMovementsTest, OfSeveralTheFirstOfAJavaHashSetGoesBack) {
  // "a" hashes to 97: a-p has 31 * (31 + p) + 97 = 1058 + 31 p. In 16 buckets a-0 is in 2, a-1 in 1, a-2 in 0.
  const StickyGroup group(group_.topics, group_.members);
  PartitionMovements movements(group);
  for (const std::size_t p : {0u, 1u, 2u}) movements.move(p, 0, 1);
  EXPECT_EQ(movements.actual(9, 1, 0), 2u);
  // With 13 the table doubles: a-2 (1120) stays in bucket 0 of 32; with 25, in 64 buckets, a-2 is in 32, a-34 (2112) in
  // 0.
  movements.move(34, 0, 1);
  EXPECT_EQ(movements.actual(9, 1, 0), 2u);
  for (std::size_t p = 10; p < 32; ++p) movements.move(p, 0, 1);
  EXPECT_EQ(movements.actual(9, 1, 0), 34u);
  // It keeps its size when keys leave it.
  for (std::size_t p = 10; p < 32; ++p) movements.move(p, 1, 0);
  EXPECT_EQ(movements.actual(9, 1, 0), 34u);
}

}  // namespace
}  // namespace kafka
