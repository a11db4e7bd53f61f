#include "model/consumer/cooperative_sticky_assignor.h"

#include <gtest/gtest.h>

#include "tests/model/consumer/random_group.h"

namespace kafka {
namespace {

using Lists = NamedGroup::Lists;

TEST(CooperativeStickyAssignor, WithholdsWhatChangesHandsForOneRound) {
  NamedGroup group;
  group.topic("a", 4).member("c1", {"a"}, 1, partitions_of("a", 0, 4)).member("c2", {"a"});
  EXPECT_EQ(group.assign("cooperative-sticky"), (Lists{{"c1", {"a-0", "a-1"}}}));
  group.members[0].owned.resize(2);
  EXPECT_EQ(group.assign("cooperative-sticky"), (Lists{{"c1", {"a-0", "a-1"}}, {"c2", {"a-2", "a-3"}}}));
}

TEST(CooperativeStickyAssignor, WhatNobodyHasIsGivenAtOnce) {
  NamedGroup group;
  group.topic("a", 4).member("c1", {"a"}, 1, {"a-0", "a-1", "a-2"}).member("c2", {"a"});
  EXPECT_EQ(group.assign("cooperative-sticky"), (Lists{{"c1", {"a-0", "a-1"}}, {"c2", {"a-3"}}}));
}

TEST(CooperativeStickyAssignor, ARackThatDoesNotSuitIsLeftInTwoRounds) {
  NamedGroup group;
  group.topic("a", 4, {{"r1"}, {"r1"}, {"r2"}, {"r2"}});
  group.member("c1", {"a"}, 1, {"a-0", "a-2"}, "r1").member("c2", {"a"}, 1, {"a-1", "a-3"}, "r2");
  EXPECT_EQ(group.assign("cooperative-sticky"), (Lists{{"c1", {"a-0"}}, {"c2", {"a-3"}}}));
}

TEST(CooperativeStickyAssignor, WithUnequalSubscriptionsWhoSaysItHasItIsNoNewOwnerWhateverItsGeneration) {
  NamedGroup group;
  group.topic("a", 6).topic("b", 1).member("c1", {"a", "b"}, 3, partitions_of("a", 0, 6));
  group.member("c2", {"a"}, 2, partitions_of("a", 3, 3)).member("c3", {"a"}, 1, partitions_of("a", 4, 2));
  EXPECT_EQ(group.assign("cooperative-sticky"), (Lists{{"c1", {"a-5", "b-0"}}, {"c2", {"a-3"}}, {"c3", {"a-4"}}}));
}

TEST(CooperativeStickyAssignor, PrefersTheCooperativeProtocolAndSendsItsGeneration) {
  const CooperativeStickyAssignor assignor;
  EXPECT_EQ(assignor.supported_protocols(),
            (std::vector<RebalanceProtocol>{RebalanceProtocol::COOPERATIVE, RebalanceProtocol::EAGER}));
  EXPECT_EQ(assignor.user_data(), SubscriptionUserData::generation);
  EXPECT_TRUE(assignor.assign({}, {}).empty());
}

/// One rebalance: nobody is given what another member had when it began. True if somebody lost something.
bool play_round(RandomGroup& random, std::int32_t generation) {
  const std::vector<AssignorMember> before = random.group.members;
  const GroupAssignment assignment = CooperativeStickyAssignor().assign(random.group.topics, before);
  bool lost = false;
  for (std::size_t m = 0; m < before.size(); ++m) {
    for (const TopicPartition tp : before[m].owned) {
      const std::vector<std::size_t> having = holders(assignment, tp);
      if (having != std::vector<std::size_t>{m}) {
        EXPECT_TRUE(having.empty()) << "given on in the round in which it is lost: " << random.group.table.name(tp);
        lost = true;
      }
    }
  }
  random.remember(assignment, generation);
  return lost;
}

TEST(CooperativeStickyAssignor, EveryChangeIsDoneAfterThreeRoundsAtMostAndEndsCompleteAndInBalance) {
  for (const auto subscriptions : {RandomGroup::Subscriptions::equal, RandomGroup::Subscriptions::unequal}) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
      SCOPED_TRACE(seed);
      RandomGroup random(seed, subscriptions);
      std::int32_t generation = 0;
      for (int changes = 0; changes < 6; ++changes) {
        int rounds = 1;
        while (play_round(random, ++generation)) ASSERT_LE(++rounds, 3);
        GroupAssignment settled;
        for (const AssignorMember& member : random.group.members) settled.push_back(member.owned);
        expect_complete(random.group, settled);
        expect_balanced(random.group, settled);
        for (std::size_t n = random.draw(3) + 1; n > 0; --n) random.change();
      }
    }
  }
}

}  // namespace
}  // namespace kafka
