/// assign_cooperative: topics and members with what they have -> each member's partitions, rebalance by rebalance,
/// until nobody has to give anything up any more.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/conformance/runner/assignor_case.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

/// What is in `a` and not in `b`.
std::vector<kafka::TopicPartition> difference(const std::vector<kafka::TopicPartition>& a,
                                              const std::vector<kafka::TopicPartition>& b) {
  std::vector<kafka::TopicPartition> left;
  std::copy_if(a.begin(), a.end(), std::back_inserter(left),
               [&](const kafka::TopicPartition& tp) { return std::find(b.begin(), b.end(), tp) == b.end(); });
  return left;
}

/// The cases name only members with something in their lists.
Assigned without_empty(Assigned lists) {
  std::erase_if(lists, [](const auto& entry) { return entry.second.empty(); });
  return lists;
}

/// In what order a member names what it gives up is of no interest.
Assigned sorted(Assigned lists) {
  for (auto& [member, list] : lists) std::sort(list.begin(), list.end());
  return lists;
}

/// One rebalance. True if somebody has to rejoin.
bool check_round(AssignorCase& group, Fields& round) {
  const kafka::GroupAssignment assigned = assign(group, "cooperative-sticky");
  kafka::GroupAssignment revoked;
  kafka::GroupAssignment added;
  std::int32_t generation = 0;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    kafka::AssignorMember& member = group.members[i];
    revoked.push_back(difference(member.owned, assigned[i]));
    added.push_back(difference(assigned[i], member.owned));
    member.owned = assigned[i];
    generation = std::max(generation, member.generation + 1);
  }
  for (kafka::AssignorMember& member : group.members) member.generation = generation;

  const std::string where = round.where();
  EXPECT_EQ(names(group, assigned), read_assigned(round.map("assigned"))) << where;
  const Assigned given_up = without_empty(sorted(names(group, revoked)));
  EXPECT_EQ(given_up, without_empty(sorted(read_assigned(round.map("revoked"))))) << where;
  EXPECT_EQ(without_empty(sorted(names(group, added))), without_empty(sorted(read_assigned(round.map("added")))))
      << where;
  const bool another = !given_up.empty();
  EXPECT_EQ(another, round.flag("another_round")) << where;
  return another;
}

}  // namespace

void run_assign_cooperative(Fields& fields) {
  AssignorCase group = read_assignor_case(fields);
  std::int64_t number = 0;
  bool another = true;
  for (Fields* round : fields.maps("rounds")) {
    EXPECT_TRUE(another) << "a round more than are needed: " << round->where();
    EXPECT_EQ(round->integer("round"), ++number);
    another = check_round(group, *round);
  }
  EXPECT_FALSE(another) << "another round is needed";
  kafka::GroupAssignment owned;
  for (const kafka::AssignorMember& member : group.members) owned.push_back(member.owned);
  EXPECT_EQ(names(group, owned), read_assigned(fields.map("expect_final")));
}

}  // namespace conformance
