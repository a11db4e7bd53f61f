#include "model/consumer/round_robin_assignor.h"

#include <gtest/gtest.h>

#include "tests/model/consumer/random_group.h"

namespace kafka {
namespace {

using Lists = NamedGroup::Lists;

TEST(RoundRobinAssignor, GoesOnWithTheNextMemberInTheNextTopic) {
  NamedGroup group;
  group.topic("a", 3).topic("b", 3).member("m1", {"a", "b"}).member("m2", {"a", "b"});
  EXPECT_EQ(group.assign("roundrobin"), (Lists{{"m1", {"a-0", "a-2", "b-1"}}, {"m2", {"a-1", "b-0", "b-2"}}}));
}

TEST(RoundRobinAssignor, PassesByWhoHasNotSubscribedAndDoesNotComeBack) {
  NamedGroup group;
  group.topic("a", 1).topic("b", 2).topic("c", 1);
  group.member("m1", {"a", "c"}).member("m2", {"b"}).member("m3", {"c"});
  EXPECT_EQ(group.assign("roundrobin"), (Lists{{"m1", {"a-0"}}, {"m2", {"b-0", "b-1"}}, {"m3", {"c-0"}}}));
}

TEST(RoundRobinAssignor, TakesTopicsByNameWhateverTheirOrder) {
  NamedGroup group;
  group.topic("b", 1).topic("a", 2).member("m1", {"a", "b"}).member("m2", {"a", "b"});
  EXPECT_EQ(group.assign("roundrobin"), (Lists{{"m1", {"b-0", "a-0"}}, {"m2", {"a-1"}}}));
}

TEST(RoundRobinAssignor, StaticMembersComeFirstSince24) {
  NamedGroup group;
  group.topic("a", 1).member("m1", {"a"}).member("m2", {"a"});
  group.members[1].group_instance_id = "instance";
  EXPECT_EQ(group.assign("roundrobin"), (Lists{{"m2", {"a-0"}}}));
  EXPECT_EQ(group.assign("roundrobin", assignor_rules(Profile::v2_3)), (Lists{{"m1", {"a-0"}}}));
}

TEST(RoundRobinAssignor, NobodyAndNothingAreFine) {
  EXPECT_TRUE(RoundRobinAssignor().assign({}, {}).empty());
  NamedGroup group;
  group.topic("a", 2).member("m1", {}).member("m2", {"unknown"});
  EXPECT_EQ(group.assign("roundrobin"), Lists{});
}

TEST(RoundRobinAssignor, AssignsEveryPartitionOnceAndEquallyToEqualSubscribers) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    RandomGroup equal(seed, RandomGroup::Subscriptions::equal);
    const GroupAssignment dealt = RoundRobinAssignor().assign(equal.group.topics, equal.group.members);
    expect_complete(equal.group, dealt);
    expect_balanced(equal.group, dealt);
    const RandomGroup unequal(seed, RandomGroup::Subscriptions::unequal);
    expect_complete(unequal.group, RoundRobinAssignor().assign(unequal.group.topics, unequal.group.members));
  }
}

}  // namespace
}  // namespace kafka
