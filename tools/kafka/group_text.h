#pragma once
/// What kafka-consumer-groups.sh prints. Pure: whoever asked the cluster, or looked into it, gives the facts.
/// Kafka: ConsumerGroupCommand.printOffsets, printMembers, printStates, printOffsetsToReset, collectGroupsOffsets.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/kafka/tools_release.h"

namespace tools {

/// A partition by its topic's name.
using TopicAndPartition = std::pair<std::string, std::int32_t>;

/// Kafka: MemberDescription.
struct MemberDescription {
  std::string consumer_id;
  std::string group_instance_id;  ///< "" = dynamic
  std::string host;
  std::string client_id;
  std::vector<TopicAndPartition> partitions;
};
/// Kafka: ConsumerGroupDescription.
struct GroupDescription {
  std::string group;
  std::string state = "Dead";
  std::string assignment_strategy;
  std::string coordinator;  ///< "localhost:9092"
  std::int32_t coordinator_id = -1;
  std::vector<MemberDescription> members;  ///< as the coordinator tells them
};
/// Kafka: PartitionAssignmentState.
struct PartitionAssignmentState {
  std::string topic;
  std::int32_t partition = 0;
  std::optional<std::int64_t> offset;
  std::optional<std::int64_t> log_end_offset;
  std::string consumer_id = "-";
  std::string host = "-";
  std::string client_id = "-";
};
using OffsetsByPartition = std::map<TopicAndPartition, std::int64_t>;

/// What goes where.
struct GroupText {
  std::string out;
  std::string err;
};

/// Members with more partitions first, then what is committed and nobody's. Kafka's own order within a member and of
/// the rest is that of its hash maps; here it is by topic and partition.
std::vector<PartitionAssignmentState> partition_rows(const GroupDescription& group, const OffsetsByPartition& committed,
                                                     const OffsetsByPartition& log_end);
/// Those whose log's end is_asked for.
std::vector<TopicAndPartition> partitions_of(const GroupDescription& group, const OffsetsByPartition& committed);

GroupText offsets_text(const GroupDescription& group, const std::vector<PartitionAssignmentState>& rows,
                       ToolsRelease release);
GroupText members_text(const GroupDescription& group, bool verbose, ToolsRelease release);
GroupText state_text(const GroupDescription& group, ToolsRelease release);
/// By group: what is, or would be, committed.
std::string reset_text(const std::vector<std::pair<std::string, OffsetsByPartition>>& groups, ToolsRelease release);
/// --export. `with_group`: several groups were asked for.
std::string reset_csv(const std::vector<std::pair<std::string, OffsetsByPartition>>& groups, bool with_group);

/// One line of --list --state or --type.
struct GroupListing {
  std::string group;
  std::string state;
  std::string type = "Classic";
};
std::string listings_text(const std::vector<GroupListing>& groups, bool types, bool states, ToolsRelease release);

/// printError: an empty line before it since 2.1.
std::string error_line(std::string_view message, ToolsRelease release);

/// "%-<width>s"
std::string padded(std::string_view text, std::size_t width);

}  // namespace tools
