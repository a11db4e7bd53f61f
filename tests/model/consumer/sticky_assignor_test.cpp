/// Values were taken from the classes of Kafka 3.9.0 and 2.3.1 where no rule gives them away.
#include "model/consumer/sticky_assignor.h"

#include <gtest/gtest.h>

#include "tests/model/consumer/random_group.h"

namespace kafka {
namespace {

using Lists = NamedGroup::Lists;

const AssignorRules kRules23 = assignor_rules(Profile::v2_3);

TEST(StickyAssignor, WhoLeavesIsReplacedAndNobodyElseLosesAnything) {
  NamedGroup group;
  group.topic("a", 7).member("c1", {"a"}, 2, {"a-0", "a-3"}).member("c3", {"a"}, 2, {"a-2", "a-5"});
  EXPECT_EQ(group.assign("sticky"), (Lists{{"c1", {"a-0", "a-1", "a-3", "a-6"}}, {"c3", {"a-2", "a-4", "a-5"}}}));
  EXPECT_EQ(group.assign("sticky", kRules23),
            (Lists{{"c1", {"a-0", "a-1", "a-3", "a-4"}}, {"c3", {"a-2", "a-5", "a-6"}}}));
}

TEST(StickyAssignor, JavasMapOfMemberIdsDecidesWhoKeepsOneMore) {
  // "p" hashes to bucket 0 and "a" to 1.
  NamedGroup group;
  group.topic("t", 4).member("a", {"t"}, 1, {"t-0", "t-1"}).member("p", {"t"}, 1, {"t-2", "t-3"}).member("z", {"t"});
  EXPECT_EQ(group.assign("sticky"), (Lists{{"a", {"t-0"}}, {"p", {"t-2", "t-3"}}, {"z", {"t-1"}}}));
}

TEST(StickyAssignor, OfTwoIdsInOneBucketTheFirstThatCame) {
  // "Aa" and "BB" have one hash code.
  NamedGroup group;
  group.topic("t", 4).member("BB", {"t"}, 1, {"t-0", "t-1"}).member("Aa", {"t"}, 1, {"t-2", "t-3"}).member("z", {"t"});
  EXPECT_EQ(group.assign("sticky"), (Lists{{"Aa", {"t-2"}}, {"BB", {"t-0", "t-1"}}, {"z", {"t-3"}}}));
  std::swap(group.members[0], group.members[1]);
  EXPECT_EQ(group.assign("sticky"), (Lists{{"Aa", {"t-2", "t-3"}}, {"BB", {"t-0"}}, {"z", {"t-1"}}}));
}

TEST(StickyAssignor, TheLaterGenerationKeepsWhatTwoClaim) {
  NamedGroup group;
  group.topic("a", 4).member("y", {"a"}, 1, {"a-0", "a-1"}).member("x", {"a"}, 2, {"a-0", "a-2"});
  const Lists expected{{"x", {"a-0", "a-2"}}, {"y", {"a-1", "a-3"}}};
  EXPECT_EQ(group.assign("sticky"), expected);
  EXPECT_EQ(group.assign("sticky", kRules23), expected);
}

TEST(StickyAssignor, WhatTwoClaimInOneGenerationIsNeithersSince24) {
  NamedGroup group;
  group.topic("a", 3).member("y", {"a"}, 1, {"a-0"}).member("x", {"a"}, 1, {"a-1"});
  group.member("w", {"a"}, 1, {"a-0", "a-2"});
  EXPECT_EQ(group.assign("sticky"), (Lists{{"w", {"a-2"}}, {"x", {"a-1"}}, {"y", {"a-0"}}}));
  EXPECT_EQ(group.assign("sticky", kRules23), (Lists{{"w", {"a-0"}}, {"x", {"a-1"}}, {"y", {"a-2"}}}));
}

TEST(StickyAssignor, AMovedPartitionRatherGoesBackToWhereItWas) {
  NamedGroup group;
  group.topic("a", 6).topic("b", 1).member("c1", {"a", "b"}, 3, partitions_of("a", 0, 6));
  group.member("c2", {"a"}, 2, partitions_of("a", 3, 3)).member("c3", {"a"}, 1, partitions_of("a", 4, 2));
  const Lists expected{{"c1", {"a-5", "b-0"}}, {"c2", {"a-0", "a-2", "a-3"}}, {"c3", {"a-1", "a-4"}}};
  EXPECT_EQ(group.assign("sticky"), expected);
  EXPECT_EQ(group.assign("sticky", kRules23), expected);
}

TEST(StickyAssignor, KafkaGivesAPartitionBackEvenToWhoHasUnsubscribed) {
  NamedGroup group;
  group.topic("a", 6).topic("b", 1).member("c1", {"a", "b"}, 3, partitions_of("a", 0, 6));
  group.member("c2", {"b"}, 2, {"a-0"}).member("c3", {"a", "b"});
  const Lists expected{{"c1", partitions_of("a", 3, 3)}, {"c2", {"a-0", "b-0"}}, {"c3", {"a-1", "a-2"}}};
  EXPECT_EQ(group.assign("sticky"), expected);
  EXPECT_EQ(group.assign("sticky", kRules23), expected);
}

TEST(StickyAssignor, AnEmptySubscriptionPassesForAnEqualOneIfItComesFirst) {
  // Kafka's comparison begins with the first subscription that is not empty, in the order of Java's map.
  NamedGroup first;
  first.topic("a", 2).member("c1", {}).member("c2", {"a"});
  EXPECT_EQ(first.assign("sticky"), (Lists{{"c1", {"a-0"}}, {"c2", {"a-1"}}}));
  EXPECT_EQ(first.assign("sticky", kRules23), (Lists{{"c2", {"a-0", "a-1"}}}));
  NamedGroup last;
  last.topic("a", 2).member("c1", {"a"}).member("c2", {});
  EXPECT_EQ(last.assign("sticky"), (Lists{{"c1", {"a-0", "a-1"}}}));
}

TEST(StickyAssignor, TakesWhatIsInTheOwnRackWithinTheQuota) {
  const NamedGroup::Racks halves{{"r1"}, {"r1"}, {"r2"}, {"r2"}};
  NamedGroup fresh;
  fresh.topic("a", 4, halves).member("c1", {"a"}, -1, {}, "r2").member("c2", {"a"}, -1, {}, "r1");
  EXPECT_EQ(fresh.assign("sticky"), (Lists{{"c1", {"a-2", "a-3"}}, {"c2", {"a-0", "a-1"}}}));
  EXPECT_EQ(fresh.assign("sticky", kRules23), (Lists{{"c1", {"a-0", "a-2"}}, {"c2", {"a-1", "a-3"}}}));
  NamedGroup crossed;
  crossed.topic("a", 4, halves).member("c1", {"a"}, 1, {"a-0", "a-2"}, "r1");
  crossed.member("c2", {"a"}, 1, {"a-1", "a-3"}, "r2");
  EXPECT_EQ(crossed.assign("sticky"), (Lists{{"c1", {"a-0", "a-1"}}, {"c2", {"a-2", "a-3"}}}));
  NamedGroup unequal;
  unequal.topic("a", 4, halves).topic("b", 1);
  unequal.member("c1", {"a", "b"}, -1, {}, "r1").member("c2", {"a"}, -1, {}, "r2");
  EXPECT_EQ(unequal.assign("sticky"), (Lists{{"c1", {"a-0", "a-1", "b-0"}}, {"c2", {"a-2", "a-3"}}}));
}

TEST(StickyAssignor, PartitionsThatAreNoMoreAreNobodys) {
  NamedGroup group;
  group.topic("a", 2).member("c1", {"a"}, 1, {"a-5", "gone-0"}).member("c2", {"a"}, 1, {"a-1"});
  const Lists expected{{"c1", {"a-0"}}, {"c2", {"a-1"}}};
  EXPECT_EQ(group.assign("sticky"), expected);
  EXPECT_EQ(group.assign("sticky", kRules23), expected);
}

TEST(StickyAssignor, TheReleaseOf23TriesTheHeaviestFirstInTheOrderOfJavasMap) {
  NamedGroup group;
  group.topic("t36", 11).topic("t88", 9).member("01zc", {"t36", "t88"}).member("m2ntft6BBuug", {"t36", "t88"});
  group.member("85sc638sA", {"t36", "t88"}, 5,
               {"t36-0", "t36-1", "t36-2", "t36-4", "t36-5", "t36-10", "t88-1", "t88-3", "t88-6", "t88-8"});
  EXPECT_EQ(group.assign("sticky", kRules23),
            (Lists{{"01zc", {"t36-5", "t36-9", "t88-0", "t88-1", "t88-2", "t88-4", "t88-5"}},
                   {"85sc638sA", {"t36-0", "t36-1", "t36-2", "t36-4", "t36-10", "t88-6", "t88-8"}},
                   {"m2ntft6BBuug", {"t36-3", "t36-6", "t36-7", "t36-8", "t88-3", "t88-7"}}}));
  EXPECT_EQ(group.assign("sticky"),
            (Lists{{"01zc", {"t36-3", "t36-7", "t36-9", "t88-0", "t88-4", "t88-6", "t88-8"}},
                   {"85sc638sA", {"t36-0", "t36-1", "t36-2", "t36-4", "t36-5", "t88-1", "t88-3"}},
                   {"m2ntft6BBuug", {"t36-6", "t36-8", "t36-10", "t88-2", "t88-5", "t88-7"}}}));
}

TEST(StickyAssignor, StopsWhereKafkaGoesRoundForEver) {
  NamedGroup group;
  group.topic("b", 1).topic("m", 4).topic("p", 9).topic("w1kj3b6l", 32).topic("y_lfsxCB_o9o", 25);
  std::vector<std::string> second = partitions_of("w1kj3b6l", 28, 4);
  for (const std::string& tp : partitions_of("y_lfsxCB_o9o", 0, 25)) second.push_back(tp);
  group.member("consumer-2-zl", {"w1kj3b6l", "y_lfsxCB_o9o"}, 4, second);
  group.member("consumer-6-uj1g40vmAc7", {"w1kj3b6l", "y_lfsxCB_o9o", "b"}, 4, partitions_of("w1kj3b6l", 0, 28));
  group.member("consumer-7-t5kjCn", {"w1kj3b6l", "m", "b"});
  group.member("consumer-1-y2b", {"m", "p", "b"}, 4, {"m-1", "m-3", "p-0", "p-3", "p-4", "p-6"});
  group.member("consumer-5-rsg05x5dvBe", {"b"}, 4, {"b-0"});
  group.member("consumer-8-q", {"m", "p", "y_lfsxCB_o9o", "b"});
  group.member("consumer-0-k1bk62h", {"m", "p", "b"}, 4, {"m-0", "m-2", "p-1", "p-2", "p-5", "p-7", "p-8"});
  expect_complete(group, StickyAssignor(kRules23).assign(group.topics, group.members));
  expect_complete(group, StickyAssignor().assign(group.topics, group.members));
}

class AnySticky : public ::testing::TestWithParam<Profile> {
 protected:
  const StickyAssignor assignor{assignor_rules(GetParam())};

  GroupAssignment assign(const RandomGroup& random) const {
    return assignor.assign(random.group.topics, random.group.members);
  }
};
INSTANTIATE_TEST_SUITE_P(StickyAssignor, AnySticky, ::testing::Values(Profile::v2_3, Profile::v3_9),
                         [](const auto& test) { return test.param == Profile::v2_3 ? "Of23" : "Of39"; });

TEST_P(AnySticky, AssignsEveryPartitionOnceAndInBalanceWhateverMembersRemember) {
  for (const auto subscriptions : {RandomGroup::Subscriptions::equal, RandomGroup::Subscriptions::unequal}) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
      SCOPED_TRACE(seed);
      RandomGroup random(seed, subscriptions);
      random.remember_anything();
      const GroupAssignment assignment = assign(random);
      expect_complete(random.group, assignment);
      expect_balanced(random.group, assignment);
    }
  }
}

TEST_P(AnySticky, NothingMovesWhenNothingChanges) {
  for (const auto subscriptions : {RandomGroup::Subscriptions::equal, RandomGroup::Subscriptions::unequal}) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
      SCOPED_TRACE(seed);
      RandomGroup random(seed, subscriptions);
      random.remember_anything();
      for (std::int32_t generation = 4; generation < 8; ++generation) {
        const GroupAssignment assignment = assign(random);
        random.remember(assignment, generation);
        EXPECT_EQ(assign(random), assignment);
        random.change();
      }
    }
  }
}

TEST_P(AnySticky, WithEqualSubscriptionsOnlyWhatMustMoveMoves) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    RandomGroup random(seed, RandomGroup::Subscriptions::equal);
    random.remember(assign(random), 1);
    const std::vector<AssignorMember> before = random.group.members;
    // Somebody new gets something; the others get nothing from each other.
    random.join();
    const GroupAssignment joined = assign(random);
    for (std::size_t m = 0; m < before.size(); ++m)
      for (const TopicPartition tp : joined[m])
        EXPECT_NE(std::find(before[m].owned.begin(), before[m].owned.end(), tp), before[m].owned.end());
    // Somebody leaves; the others lose nothing.
    random.remember(joined, 2);
    random.leave();
    const GroupAssignment left = assign(random);
    for (std::size_t m = 0; m < left.size(); ++m)
      for (const TopicPartition tp : random.group.members[m].owned)
        EXPECT_EQ(holders(left, tp), std::vector<std::size_t>{m});
  }
}

TEST(StickyAssignor, WithRacksItIsStillCompleteAndAsBalanced) {
  for (const auto subscriptions : {RandomGroup::Subscriptions::equal, RandomGroup::Subscriptions::unequal}) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
      SCOPED_TRACE(seed);
      RandomGroup random(seed, subscriptions);
      random.remember_anything();
      const auto rack = [&] { return "r" + std::to_string(random.draw(3)); };
      for (AssignorMember& member : random.group.members) member.rack = random.draw(4) == 0 ? "" : rack();
      for (AssignorTopic& topic : random.group.topics)
        for (std::int32_t p = 0; p < topic.partitions; ++p) topic.partition_racks.push_back({rack()});
      const GroupAssignment assignment = StickyAssignor().assign(random.group.topics, random.group.members);
      expect_complete(random.group, assignment);
      expect_balanced(random.group, assignment);
    }
  }
}

TEST(StickyAssignor, NobodyAndNothingAreFine) {
  for (const AssignorRules rules : {AssignorRules{}, kRules23}) {
    EXPECT_TRUE(StickyAssignor(rules).assign({}, {}).empty());
    NamedGroup group;
    group.topic("a", 2).member("c1", {}).member("c2", {"unknown"}, 3, {"a-0"});
    EXPECT_EQ(group.assign("sticky", rules), Lists{});
  }
}

}  // namespace
}  // namespace kafka
