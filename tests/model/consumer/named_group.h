#pragma once
/// A group for tests of assignors: members, topics and partitions by name.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/consumer/assignor.h"

namespace kafka {

struct NamedGroup {
  using Lists = std::map<std::string, std::vector<std::string>>;
  using Racks = std::vector<std::vector<std::string>>;

  NamedGroup& topic(const std::string& name, std::int32_t partitions, Racks racks = {}) {
    topics.push_back({table.intern(name), partitions, std::move(racks), name});
    return *this;
  }
  /// `owned`: as "orders-0".
  NamedGroup& member(const std::string& id, const std::vector<std::string>& subscribed, std::int32_t generation = -1,
                     const std::vector<std::string>& owned = {}, const std::string& rack = "") {
    AssignorMember& made = members.emplace_back();
    made.member_id = id;
    made.rack = rack;
    for (const std::string& name : subscribed) made.topics.push_back(table.intern(name));
    made.generation = generation;
    for (const std::string& name : owned) {
      const std::size_t dash = name.rfind('-');
      made.owned.push_back({table.intern(name.substr(0, dash)), PartitionId(std::stoi(name.substr(dash + 1)))});
    }
    return *this;
  }

  [[nodiscard]] Lists assign(std::string_view assignor, AssignorRules rules = {}) const {
    const GroupAssignment assignment = make_assignor(assignor, rules)->assign(topics, members);
    Lists lists;
    for (std::size_t i = 0; i < members.size(); ++i)
      for (const TopicPartition tp : assignment[i]) lists[members[i].member_id].push_back(table.name(tp));
    return lists;
  }

  TopicTable table;
  std::vector<AssignorTopic> topics;  ///< in order of their names, if a test wants its lists so
  std::vector<AssignorMember> members;
};

/// "a-2", "a-3", ...: `count` of them.
inline std::vector<std::string> partitions_of(const std::string& topic, std::int32_t from, std::int32_t count) {
  std::vector<std::string> names;
  for (std::int32_t p = from; p < from + count; ++p) names.push_back(topic + "-" + std::to_string(p));
  return names;
}

}  // namespace kafka
