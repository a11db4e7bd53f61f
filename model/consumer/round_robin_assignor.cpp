#include "model/consumer/round_robin_assignor.h"

#include <algorithm>

namespace kafka {

namespace {

bool subscribes(const AssignorMember& member, TopicId topic) {
  return std::find(member.topics.begin(), member.topics.end(), topic) != member.topics.end();
}

}  // namespace

GroupAssignment RoundRobinAssignor::assign(std::span<const AssignorTopic> topics,
                                           std::span<const AssignorMember> members) const {
  GroupAssignment assignment(members.size());
  const std::vector<std::size_t> order = member_order(members, rules_.static_members_first);
  std::size_t turn = 0;
  for (const AssignorTopic* topic : topics_by_name(topics)) {
    const bool wanted = std::any_of(members.begin(), members.end(),
                                    [&](const AssignorMember& member) { return subscribes(member, topic->topic); });
    if (!wanted) continue;
    for (std::int32_t p = 0; p < topic->partitions; ++p) {
      while (!subscribes(members[order[turn]], topic->topic)) turn = (turn + 1) % order.size();
      assignment[order[turn]].push_back({topic->topic, PartitionId(p)});
      turn = (turn + 1) % order.size();
    }
  }
  sort_lists(topics, assignment);
  return assignment;
}

}  // namespace kafka
