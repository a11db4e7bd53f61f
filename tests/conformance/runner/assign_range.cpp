/// assign_range: topics and members -> each member's partitions.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "model/consumer/assignor.h"
#include "model/types/utf16.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

using Racks = std::vector<std::vector<std::string>>;

Racks read_racks(const YAML::Node& list, const std::string& where) {
  Racks racks;
  for (const YAML::Node& replicas : list) {
    auto& of_partition = racks.emplace_back();
    for (const YAML::Node& rack : replicas)
      if (!is_none(rack)) of_partition.push_back(to_text(rack, where));
  }
  return racks;
}

/// Topics in order of their names, as the expected lists are.
std::vector<kafka::AssignorTopic> read_topics(Fields& fields, kafka::TopicTable& table) {
  Fields& counts = fields.map("topics");
  Fields* racks = fields.has("partition_racks") ? &fields.map("partition_racks") : nullptr;
  std::vector<std::string> names = counts.keys();
  std::sort(names.begin(), names.end(),
            [](const std::string& a, const std::string& b) { return kafka::compare_utf16(a, b) < 0; });
  std::vector<kafka::AssignorTopic> topics;
  for (const std::string& name : names) {
    kafka::AssignorTopic& topic = topics.emplace_back();
    topic.topic = table.intern(name);
    topic.partitions = counts.int32(name);
    if (racks != nullptr && racks->has(name)) topic.partition_racks = read_racks(racks->node(name), racks->where());
  }
  return topics;
}

std::vector<kafka::AssignorMember> read_members(Fields& fields, kafka::TopicTable& table) {
  std::vector<kafka::AssignorMember> members;
  for (Fields* member : fields.maps("members")) {
    kafka::AssignorMember& made = members.emplace_back();
    made.member_id = member->text("member_id");
    made.group_instance_id = member->text_or("group_instance_id", "");
    made.rack = member->text_or("rack", "");
    for (const std::string& topic : member->texts("subscribed")) made.topics.push_back(table.intern(topic));
  }
  return members;
}

}  // namespace

void run_assign_range(Fields& fields) {
  kafka::TopicTable table;
  const std::vector<kafka::AssignorTopic> topics = read_topics(fields, table);
  const std::vector<kafka::AssignorMember> members = read_members(fields, table);
  kafka::AssignorRules rules;
  if (fields.has("profile")) {
    const std::string profile = fields.text("profile");
    if (profile != "2.3" && profile != "3.9") unknown(fields, "profile", profile);
    if (profile == "2.3") rules = {.static_members_first = false, .rack_aware = false};
  }
  const kafka::GroupAssignment assignment = kafka::make_assignor("range", rules)->assign(topics, members);

  std::map<std::string, std::vector<std::string>> assigned;
  for (std::size_t i = 0; i < members.size(); ++i) {
    auto& list = assigned[members[i].member_id];
    for (const kafka::TopicPartition& tp : assignment[i]) list.push_back(table.name(tp));
  }
  std::map<std::string, std::vector<std::string>> expected;
  Fields& expect = fields.map("expect");
  for (const std::string& member : expect.keys()) expected[member] = expect.texts(member);
  EXPECT_EQ(assigned, expected);
}

}  // namespace conformance
