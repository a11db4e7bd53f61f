#include "tests/conformance/runner/assignor_case.h"

#include <algorithm>
#include <charconv>

#include <gtest/gtest.h>

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

/// "orders-0".
kafka::TopicPartition read_partition(const std::string& text, kafka::TopicTable& table, const Fields& fields) {
  const std::size_t dash = text.rfind('-');
  std::int32_t number = -1;
  if (dash != std::string::npos) std::from_chars(text.data() + dash + 1, text.data() + text.size(), number);
  if (number < 0) throw fields.error("not a partition: " + text);
  return {table.intern(text.substr(0, dash)), kafka::PartitionId(number)};
}

std::vector<kafka::AssignorMember> read_members(Fields& fields, kafka::TopicTable& table) {
  std::vector<kafka::AssignorMember> members;
  for (Fields* member : fields.maps("members")) {
    kafka::AssignorMember& made = members.emplace_back();
    made.member_id = member->text("member_id");
    made.group_instance_id = member->text_or("group_instance_id", "");
    made.rack = member->text_or("rack", "");
    for (const std::string& topic : member->texts("subscribed")) made.topics.push_back(table.intern(topic));
    made.generation = static_cast<std::int32_t>(member->integer_or("generation", -1));
    if (!member->has("owned")) continue;
    for (const std::string& tp : member->texts("owned")) made.owned.push_back(read_partition(tp, table, *member));
  }
  return members;
}

/// All that the case names, in order of the names, as the expected lists are.
std::vector<kafka::AssignorTopic> read_topics(Fields& fields, Fields& counts, const kafka::TopicTable& table) {
  Fields* racks = fields.has("partition_racks") ? &fields.map("partition_racks") : nullptr;
  std::vector<kafka::AssignorTopic> topics;
  for (std::int32_t id = 0; id < static_cast<std::int32_t>(table.size()); ++id) {
    kafka::AssignorTopic& topic = topics.emplace_back();
    topic.topic = kafka::TopicId(id);
    topic.name = table.name(topic.topic);
    if (counts.has(topic.name)) topic.partitions = counts.int32(topic.name);
    if (racks != nullptr && racks->has(topic.name))
      topic.partition_racks = read_racks(racks->node(topic.name), racks->where());
  }
  std::sort(topics.begin(), topics.end(), [](const kafka::AssignorTopic& a, const kafka::AssignorTopic& b) {
    return kafka::compare_utf16(a.name, b.name) < 0;
  });
  return topics;
}

}  // namespace

AssignorCase read_assignor_case(Fields& fields) {
  AssignorCase given;
  Fields& counts = fields.map("topics");
  for (const std::string& name : counts.keys()) given.table.intern(name);
  given.members = read_members(fields, given.table);
  given.topics = read_topics(fields, counts, given.table);
  const std::string profile = fields.text_or("profile", "3.9");
  if (profile != "2.3" && profile != "3.9") unknown(fields, "profile", profile);
  given.rules = kafka::assignor_rules(profile == "2.3" ? kafka::Profile::v2_3 : kafka::Profile::v3_9);
  return given;
}

kafka::GroupAssignment assign(const AssignorCase& given, std::string_view assignor) {
  return kafka::make_assignor(assignor, given.rules)->assign(given.topics, given.members);
}

Assigned names(const AssignorCase& given, const kafka::GroupAssignment& assignment) {
  Assigned assigned;
  for (std::size_t i = 0; i < given.members.size(); ++i) {
    auto& list = assigned[given.members[i].member_id];
    for (const kafka::TopicPartition& tp : assignment[i]) list.push_back(given.table.name(tp));
  }
  return assigned;
}

Assigned read_assigned(Fields& lists) {
  Assigned assigned;
  for (const std::string& member : lists.keys()) assigned[member] = lists.texts(member);
  return assigned;
}

void check_assignor(Fields& fields, std::string_view assignor) {
  const AssignorCase given = read_assignor_case(fields);
  EXPECT_EQ(names(given, assign(given, assignor)), read_assigned(fields.map("expect")));
}

}  // namespace conformance
