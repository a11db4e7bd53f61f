#include "model/consumer/range_assignor.h"

#include <gtest/gtest.h>

namespace kafka {
namespace {

constexpr TopicId kA{0};
constexpr TopicId kB{1};

AssignorMember member(std::string id, std::vector<TopicId> topics, std::string instance = "", std::string rack = "") {
  return {std::move(id), std::move(instance), std::move(rack), std::move(topics)};
}

using Numbers = std::vector<std::int32_t>;

Numbers of_topic(const std::vector<TopicPartition>& list, TopicId topic) {
  Numbers numbers;
  for (const TopicPartition& tp : list)
    if (tp.topic == topic) numbers.push_back(tp.partition.value());
  return numbers;
}

TEST(RangeAssignor, DividesWithoutRemainderLossForAllSizes) {
  for (std::int32_t partitions = 0; partitions <= 12; ++partitions) {
    for (std::int32_t members = 1; members <= 5; ++members) {
      std::vector<AssignorMember> group;
      for (std::int32_t m = 0; m < members; ++m) group.push_back(member("m" + std::to_string(m), {kA}));
      const std::vector<AssignorTopic> topics{{kA, partitions, {}}};
      const GroupAssignment assignment = RangeAssignor().assign(topics, group);
      std::int32_t next = 0;
      for (std::int32_t m = 0; m < members; ++m) {
        const Numbers numbers = of_topic(assignment[static_cast<std::size_t>(m)], kA);
        const std::int32_t share = partitions / members + (m < partitions % members ? 1 : 0);
        ASSERT_EQ(static_cast<std::int32_t>(numbers.size()), share);
        for (const std::int32_t number : numbers) ASSERT_EQ(number, next++);
      }
      ASSERT_EQ(next, partitions);
    }
  }
}

TEST(RangeAssignor, DoesNotCareInWhichOrderMembersCame) {
  const std::vector<AssignorTopic> topics{{kA, 3, {}}};
  const std::vector<AssignorMember> group{member("z", {kA}), member("a", {kA})};
  const GroupAssignment assignment = RangeAssignor().assign(topics, group);
  EXPECT_EQ(of_topic(assignment[0], kA), (Numbers{2}));
  EXPECT_EQ(of_topic(assignment[1], kA), (Numbers{0, 1}));
}

TEST(RangeAssignor, StaticMembersComeFirstSince24) {
  const std::vector<AssignorTopic> topics{{kA, 3, {}}};
  const std::vector<AssignorMember> group{member("a", {kA}), member("z", {kA}, "instance-1")};
  EXPECT_EQ(of_topic(RangeAssignor().assign(topics, group)[1], kA), (Numbers{0, 1}));
  const AssignorRules rules{.static_members_first = false, .rack_aware = false};
  EXPECT_EQ(of_topic(RangeAssignor(rules).assign(topics, group)[1], kA), (Numbers{2}));
}

TEST(RangeAssignor, OnlySubscribersShareATopic) {
  const std::vector<AssignorTopic> topics{{kA, 2, {}}, {kB, 3, {}}};
  const std::vector<AssignorMember> group{member("a", {kA, kB}), member("b", {kB}), member("c", {TopicId(9)})};
  const GroupAssignment assignment = RangeAssignor().assign(topics, group);
  EXPECT_EQ(of_topic(assignment[0], kA), (Numbers{0, 1}));
  EXPECT_EQ(of_topic(assignment[0], kB), (Numbers{0, 1}));
  EXPECT_EQ(of_topic(assignment[1], kB), (Numbers{2}));
  EXPECT_TRUE(assignment[2].empty());
}

TEST(RangeAssignor, PrefersTheOwnRack) {
  // Partition 0 lives in r2, partition 1 in r1: plain range would send each across.
  const std::vector<AssignorTopic> topics{{kA, 2, {{"r2"}, {"r1"}}}};
  const std::vector<AssignorMember> group{member("a", {kA}, "", "r1"), member("b", {kA}, "", "r2")};
  const GroupAssignment assignment = RangeAssignor().assign(topics, group);
  EXPECT_EQ(of_topic(assignment[0], kA), (Numbers{1}));
  EXPECT_EQ(of_topic(assignment[1], kA), (Numbers{0}));
  const AssignorRules before{.static_members_first = true, .rack_aware = false};
  EXPECT_EQ(of_topic(RangeAssignor(before).assign(topics, group)[0], kA), (Numbers{0}));
}

TEST(RangeAssignor, ARackGetsNoMoreThanItsShare) {
  // All of r1: member b, in r2, still gets its half, the last ones.
  const std::vector<AssignorTopic> topics{{kA, 4, {{"r1"}, {"r1"}, {"r1"}, {"r1", "r2"}}}};
  const std::vector<AssignorMember> group{member("a", {kA}, "", "r1"), member("b", {kA}, "", "r2")};
  const GroupAssignment assignment = RangeAssignor().assign(topics, group);
  EXPECT_EQ(of_topic(assignment[0], kA), (Numbers{0, 1}));
  EXPECT_EQ(of_topic(assignment[1], kA), (Numbers{2, 3}));
}

TEST(RangeAssignor, CopartitionedTopicsStayTogetherAcrossRacks) {
  // Partition 0 of both topics is in r2, partition 1 in r1: each member gets the same partition of both.
  const std::vector<AssignorTopic> topics{{kA, 2, {{"r2"}, {"r1"}}}, {kB, 2, {{"r2", "r3"}, {"r1", "r3"}}}};
  const std::vector<AssignorMember> group{member("a", {kA, kB}, "", "r1"), member("b", {kA, kB}, "", "r2")};
  const GroupAssignment assignment = RangeAssignor().assign(topics, group);
  for (const TopicId topic : {kA, kB}) {
    EXPECT_EQ(of_topic(assignment[0], topic), (Numbers{1}));
    EXPECT_EQ(of_topic(assignment[1], topic), (Numbers{0}));
  }
}

TEST(RangeAssignor, CopartitioningBeatsRacksWhereTheyDisagree) {
  // The topics' racks are crossed: no member suits partition 0 of both, so plain range keeps them aligned.
  const std::vector<AssignorTopic> topics{{kA, 2, {{"r1"}, {"r2"}}}, {kB, 2, {{"r2"}, {"r1"}}}};
  const std::vector<AssignorMember> group{member("a", {kA, kB}, "", "r1"), member("b", {kA, kB}, "", "r2")};
  const GroupAssignment assignment = RangeAssignor().assign(topics, group);
  for (const TopicId topic : {kA, kB}) {
    EXPECT_EQ(of_topic(assignment[0], topic), (Numbers{0}));
    EXPECT_EQ(of_topic(assignment[1], topic), (Numbers{1}));
  }
}

TEST(RangeAssignor, RacksChangeNothingWhereEveryRackHasEverything) {
  const std::vector<AssignorTopic> plain{{kA, 3, {}}};
  const std::vector<AssignorTopic> racked{{kA, 3, {{"r1", "r2"}, {"r1", "r2"}, {"r2", "r1"}}}};
  const std::vector<AssignorMember> group{member("a", {kA}, "", "r2"), member("b", {kA}, "", "r1")};
  EXPECT_EQ(RangeAssignor().assign(plain, group), RangeAssignor().assign(racked, group));
}

}  // namespace
}  // namespace kafka
