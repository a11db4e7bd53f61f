#include "model/consumer/assignor.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "model/consumer/range_assignor.h"
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

}  // namespace kafka
