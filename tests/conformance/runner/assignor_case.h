#pragma once
/// What the cases of all assignors have in common: topics, members, and lists of partitions by member.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/consumer/assignor.h"
#include "tests/conformance/runner/fields.h"

namespace conformance {

/// Member ids with the names of partitions.
using Assigned = std::map<std::string, std::vector<std::string>>;

struct AssignorCase {
  kafka::TopicTable table;
  std::vector<kafka::AssignorTopic> topics;  ///< by name; those without metadata have no partitions
  std::vector<kafka::AssignorMember> members;
  kafka::AssignorRules rules;
};

/// Reads `topics`, `partition_racks`, `members` and `profile`.
AssignorCase read_assignor_case(Fields& fields);

/// What the assignor of this name gives to the members.
kafka::GroupAssignment assign(const AssignorCase& given, std::string_view assignor);

Assigned names(const AssignorCase& given, const kafka::GroupAssignment& assignment);
/// A map of lists.
Assigned read_assigned(Fields& lists);

/// The whole of a case that gives `expect`.
void check_assignor(Fields& fields, std::string_view assignor);

}  // namespace conformance
