#include "tools/kafka/group_text.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace tools {

namespace {

constexpr std::size_t kColumn = 15;
constexpr std::string_view kMissing = "-";

std::string or_missing(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : std::string(kMissing);
}

/// At least 15, at most what the longest needs.
class Width {
 public:
  explicit Width(std::size_t least = kColumn) : width_(least) {}
  void see(std::string_view text) { width_ = std::max(width_, text.size()); }
  [[nodiscard]] std::string operator()(std::string_view text) const { return padded(text, width_); }

 private:
  std::size_t width_;
};

/// Kafka: shouldPrintMemberState. What is said of the group's state; false: no rows follow.
bool print_state(GroupText& text, const GroupDescription& group, std::size_t rows, ToolsRelease release) {
  const std::string newline = release == ToolsRelease::v2_0 ? "" : "\n";
  if (group.state == "Dead") text.out += error_line("Consumer group '" + group.group + "' does not exist.", release);
  if (group.state == "Empty") text.err += newline + "Consumer group '" + group.group + "' has no active members.\n";
  if (group.state == "PreparingRebalance" || group.state == "CompletingRebalance")
    text.err += newline + "Warning: Consumer group '" + group.group + "' is rebalancing.\n";
  return group.state != "Dead" && rows > 0;
}

/// Lines in the way of their release: since 3.8 each begins with a newline and none ends with one.
class Lines {
 public:
  Lines(std::string& out, ToolsRelease release) : out_(out), newline_first_(release == ToolsRelease::v3_9) {
    if (!newline_first_) out_ += "\n";
  }
  void add(const std::string& line) { out_ += newline_first_ ? "\n" + line : line + "\n"; }

 private:
  std::string& out_;
  bool newline_first_;
};

/// orders(0,1), payments(2); 3.9 leaves the topics' names out.
std::string assignment_text(const MemberDescription& member, ToolsRelease release) {
  if (member.partitions.empty()) return std::string(kMissing);
  std::map<std::string, std::vector<std::int32_t>> by_topic;
  for (const auto& [topic, partition] : member.partitions) by_topic[topic].push_back(partition);
  std::vector<std::string> parts;
  for (auto& [topic, partitions] : by_topic) {
    std::sort(partitions.begin(), partitions.end());
    std::vector<std::string> numbers;
    for (const std::int32_t p : partitions) numbers.push_back(std::to_string(p));
    if (release == ToolsRelease::v3_9) std::sort(numbers.begin(), numbers.end());  // as texts
    std::string part = release == ToolsRelease::v3_9 ? "(" : topic + "(";
    for (std::size_t i = 0; i < numbers.size(); ++i) part += (i == 0 ? "" : ",") + numbers[i];
    parts.push_back(part + ")");
  }
  std::sort(parts.begin(), parts.end());
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

bool more_partitions(const MemberDescription* a, const MemberDescription* b) {
  return a->partitions.size() > b->partitions.size();
}

}  // namespace

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  if (out.size() < width) out.append(width - out.size(), ' ');
  return out;
}

std::string error_line(std::string_view message, ToolsRelease release) {
  return (release == ToolsRelease::v2_0 ? "Error: " : "\nError: ") + std::string(message) + "\n";
}

// ---- rows

std::vector<TopicAndPartition> partitions_of(const GroupDescription& group, const OffsetsByPartition& committed) {
  std::set<TopicAndPartition> all;
  for (const auto& [partition, offset] : committed) all.insert(partition);
  for (const MemberDescription& member : group.members) all.insert(member.partitions.begin(), member.partitions.end());
  return {all.begin(), all.end()};
}

std::vector<PartitionAssignmentState> partition_rows(const GroupDescription& group, const OffsetsByPartition& committed,
                                                     const OffsetsByPartition& log_end) {
  std::vector<PartitionAssignmentState> rows;
  const auto value = [](const OffsetsByPartition& offsets, const TopicAndPartition& p) {
    const auto it = offsets.find(p);
    return it == offsets.end() ? std::nullopt : std::optional(it->second);
  };
  const auto row = [&](const TopicAndPartition& p) {
    return PartitionAssignmentState{
        .topic = p.first, .partition = p.second, .offset = value(committed, p), .log_end_offset = value(log_end, p)};
  };
  std::vector<const MemberDescription*> members;
  for (const MemberDescription& member : group.members)
    if (!member.partitions.empty()) members.push_back(&member);
  std::stable_sort(members.begin(), members.end(), more_partitions);
  std::set<TopicAndPartition> assigned;
  for (const MemberDescription* member : members) {
    std::vector<TopicAndPartition> own = member->partitions;
    std::sort(own.begin(), own.end());
    for (const TopicAndPartition& p : own) {
      assigned.insert(p);
      PartitionAssignmentState made = row(p);
      made.consumer_id = member->consumer_id;
      made.host = member->host;
      made.client_id = member->client_id;
      rows.push_back(made);
    }
  }
  for (const auto& [p, offset] : committed)
    if (!assigned.contains(p)) rows.push_back(row(p));
  return rows;
}

// ---- tables

GroupText offsets_text(const GroupDescription& group, const std::vector<PartitionAssignmentState>& rows,
                       ToolsRelease release) {
  GroupText text;
  if (!print_state(text, group, rows.size(), release)) return text;
  Width group_width;
  Width topic;
  Width consumer;
  Width host;
  group_width.see(group.group);
  for (const PartitionAssignmentState& row : rows) {
    topic.see(row.topic);
    consumer.see(row.consumer_id);
    host.see(row.host);
  }
  Lines lines(text.out, release);
  const auto line = [&](std::string_view name, std::string_view of_topic, std::string_view partition,
                        std::string_view current, std::string_view end, std::string_view lag, std::string_view member,
                        std::string_view at, std::string_view client) {
    const std::string first = release == ToolsRelease::v2_0 ? "" : group_width(name) + " ";
    lines.add(first + topic(of_topic) + " " + padded(partition, 10) + " " + padded(current, kColumn) + " " +
              padded(end, kColumn) + " " + padded(lag, kColumn) + " " + consumer(member) + " " + host(at) + " " +
              std::string(client));
  };
  line("GROUP", "TOPIC", "PARTITION", "CURRENT-OFFSET", "LOG-END-OFFSET", "LAG", "CONSUMER-ID", "HOST", "CLIENT-ID");
  for (const PartitionAssignmentState& row : rows) {
    std::optional<std::int64_t> lag;
    if (row.offset && *row.offset != -1 && row.log_end_offset) lag = *row.log_end_offset - *row.offset;
    line(group.group, row.topic, std::to_string(row.partition), or_missing(row.offset), or_missing(row.log_end_offset),
         or_missing(lag), row.consumer_id, row.host, row.client_id);
  }
  return text;
}

/// Since 3.8 the header is printed even where there is nothing to print under it.
GroupText members_text(const GroupDescription& group, bool verbose, ToolsRelease release) {
  GroupText text;
  const bool rows = print_state(text, group, group.members.size(), release);
  if (!rows && release != ToolsRelease::v3_9) return text;
  Width group_width;
  Width consumer;
  Width instance(17);
  Width host;
  Width client;
  bool instances = false;
  for (const MemberDescription& m : group.members) {
    group_width.see(group.group);
    consumer.see(m.consumer_id);
    instance.see(m.group_instance_id);
    host.see(m.host);
    client.see(m.client_id);
    instances = instances || !m.group_instance_id.empty();
  }
  instances = instances && (release == ToolsRelease::v2_8 || release == ToolsRelease::v3_9);
  const auto line = [&](std::string_view name, std::string_view id, std::string_view instance_id, std::string_view at,
                        std::string_view client_id, std::string_view count, const std::string& assignment) {
    if (release != ToolsRelease::v2_0) text.out += group_width(name) + " ";
    text.out += consumer(id) + " ";
    if (instances) text.out += instance(instance_id) + " ";
    text.out += host(at) + " " + client(client_id) + " " + padded(count, kColumn) + " ";
    text.out += (verbose ? assignment : "") + "\n";
  };
  text.out += "\n";
  line("GROUP", "CONSUMER-ID", "GROUP-INSTANCE-ID", "HOST", "CLIENT-ID", "#PARTITIONS", "ASSIGNMENT");
  for (const MemberDescription& m : group.members)
    line(group.group, m.consumer_id, m.group_instance_id, m.host, m.client_id, std::to_string(m.partitions.size()),
         assignment_text(m, release));
  return text;
}

GroupText state_text(const GroupDescription& group, ToolsRelease release) {
  GroupText text;
  if (!print_state(text, group, 1, release)) return text;
  const std::string coordinator =
      group.coordinator + (release == ToolsRelease::v3_9 ? "  (" : " (") + std::to_string(group.coordinator_id) + ")";
  const std::size_t width = std::max<std::size_t>(25, coordinator.size());
  const std::string members = std::to_string(group.members.size());
  if (release == ToolsRelease::v2_0) {
    text.out += "\n" + padded("COORDINATOR (ID)", width) + " " + padded("ASSIGNMENT-STRATEGY", 25) + " " +
                padded("STATE", 20) + " #MEMBERS";
    text.out += "\n" + padded(coordinator, width) + " " + padded(group.assignment_strategy, 25) + " " +
                padded(group.state, 20) + " " + members + "\n";
    return text;
  }
  const auto line = [&](std::string_view name, std::string_view at, std::string_view strategy, std::string_view state,
                        std::string_view count) {
    text.out += "\n" + padded(name, width) + " " + padded(at, 25) + " " + padded(strategy, 20) + " " +
                padded(state, kColumn) + " " + std::string(count);
  };
  line("GROUP", "COORDINATOR (ID)", "ASSIGNMENT-STRATEGY", "STATE", "#MEMBERS");
  line(group.group, coordinator, group.assignment_strategy, group.state, members);
  text.out += "\n";
  return text;
}

/// Since 3.8 without a newline after any row.
std::string reset_text(const std::vector<std::pair<std::string, OffsetsByPartition>>& groups, ToolsRelease release) {
  std::string text;
  const std::string end = release == ToolsRelease::v3_9 ? "" : "\n";
  const auto line = [&](std::string_view group, std::string_view topic, std::string_view partition,
                        std::string_view offset) {
    if (release != ToolsRelease::v2_0) text += padded(group, 30) + " ";
    text += padded(topic, 30) + " " + padded(partition, 10) + " " + padded(offset, kColumn) + end;
  };
  if (groups.empty()) return text;
  text += "\n";
  line("GROUP", "TOPIC", "PARTITION", "NEW-OFFSET");
  for (const auto& [group, offsets] : groups)
    for (const auto& [p, offset] : offsets) line(group, p.first, std::to_string(p.second), std::to_string(offset));
  return text;
}

std::string reset_csv(const std::vector<std::pair<std::string, OffsetsByPartition>>& groups, bool with_group) {
  std::string text;
  const auto quoted = [](const std::string& word) {
    const bool plain = word.find_first_of(",\" \n") == std::string::npos;
    if (plain) return word;
    std::string out = "\"";
    for (const char c : word) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
  };
  for (const auto& [group, offsets] : groups)
    for (const auto& [p, offset] : offsets)
      text += fmt::format("{}{},{},{}\n", with_group ? quoted(group) + "," : "", quoted(p.first), p.second, offset);
  return text;
}

std::string listings_text(const std::vector<GroupListing>& groups, bool types, bool states, ToolsRelease release) {
  Width width;
  for (const GroupListing& g : groups) width.see(g.group);
  std::size_t longest = kColumn;
  for (const GroupListing& g : groups) longest = std::max(longest, g.group.size());
  std::string text;
  const auto line = [&](const std::string& group, const std::string& type, const std::string& state) {
    if (release != ToolsRelease::v3_9) {
      text += width(group) + " " + state + "\n";
      return;
    }
    text += padded(group, longest + 10);
    if (types) text += " " + padded(type, 20);
    if (states) text += " " + padded(state, 20);
    text += "\n";
  };
  line("GROUP", "TYPE", "STATE");
  for (const GroupListing& g : groups) line(g.group, g.type, g.state);
  return text;
}

}  // namespace tools
