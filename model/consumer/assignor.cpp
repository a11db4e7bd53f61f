#include "model/consumer/assignor.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "model/consumer/cooperative_sticky_assignor.h"
#include "model/consumer/range_assignor.h"
#include "model/consumer/round_robin_assignor.h"
#include "model/consumer/sticky_assignor.h"
#include "model/types/utf16.h"

namespace kafka {

namespace {

struct Row {
  std::string_view name;
  std::string_view class_name;
  std::unique_ptr<Assignor> (*make)(AssignorRules);
};

constexpr std::array kRows = std::to_array<Row>({
    {"range", "org.apache.kafka.clients.consumer.RangeAssignor",
     [](AssignorRules rules) -> std::unique_ptr<Assignor> { return std::make_unique<RangeAssignor>(rules); }},
    {"roundrobin", "org.apache.kafka.clients.consumer.RoundRobinAssignor",
     [](AssignorRules rules) -> std::unique_ptr<Assignor> { return std::make_unique<RoundRobinAssignor>(rules); }},
    {"sticky", "org.apache.kafka.clients.consumer.StickyAssignor",
     [](AssignorRules rules) -> std::unique_ptr<Assignor> { return std::make_unique<StickyAssignor>(rules); }},
    {"cooperative-sticky", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
     [](AssignorRules rules) -> std::unique_ptr<Assignor> {
       if (!rules.cooperative) return nullptr;
       return std::make_unique<CooperativeStickyAssignor>(rules);
     }},
});

bool comes_before(const AssignorMember& a, const AssignorMember& b, bool static_members_first) {
  if (static_members_first) {
    const bool a_static = !a.group_instance_id.empty();
    const bool b_static = !b.group_instance_id.empty();
    if (a_static != b_static) return a_static;
    if (a_static) return compare_utf16(a.group_instance_id, b.group_instance_id) < 0;
  }
  return compare_utf16(a.member_id, b.member_id) < 0;
}

}  // namespace

AssignorRules assignor_rules(Profile profile) {
  const bool now = profile == Profile::v3_9;
  return {.static_members_first = now, .rack_aware = now, .constrained_sticky = now, .cooperative = now};
}

std::unique_ptr<Assignor> make_assignor(std::string_view name, AssignorRules rules) {
  for (const Row& row : kRows)
    if (name == row.name || name == row.class_name) return row.make(rules);
  return nullptr;
}

std::vector<std::string_view> assignor_names() {
  std::vector<std::string_view> names;
  for (const Row& row : kRows) names.push_back(row.name);
  return names;
}

std::vector<std::size_t> member_order(std::span<const AssignorMember> members, bool static_members_first) {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return comes_before(members[a], members[b], static_members_first);
  });
  return order;
}

std::vector<const AssignorTopic*> topics_by_name(std::span<const AssignorTopic> topics) {
  std::vector<const AssignorTopic*> sorted;
  for (const AssignorTopic& topic : topics) sorted.push_back(&topic);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const AssignorTopic* a, const AssignorTopic* b) { return compare_utf16(a->name, b->name) < 0; });
  return sorted;
}

void sort_lists(std::span<const AssignorTopic> topics, GroupAssignment& assignment) {
  std::map<TopicId, std::size_t> rank;
  for (std::size_t i = 0; i < topics.size(); ++i) rank[topics[i].topic] = i;
  for (auto& list : assignment) {
    std::sort(list.begin(), list.end(), [&](const TopicPartition& a, const TopicPartition& b) {
      return a.topic == b.topic ? a.partition < b.partition : rank.at(a.topic) < rank.at(b.topic);
    });
  }
}

}  // namespace kafka
