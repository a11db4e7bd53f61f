#include "tools/kafka/consumer_group_service.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "tools/kafka/hash_order.h"
#include "tools/kafka/java_numbers.h"
#include "tools/kafka/java_strings.h"
#include "tools/kafka/main_tool.h"

namespace tools {

using kafka::ErrorCode;

namespace {

const std::vector<std::string> kStates{"PreparingRebalance", "CompletingRebalance", "Stable", "Dead", "Empty"};
const std::vector<std::string> kStates39{"PreparingRebalance", "CompletingRebalance", "Stable", "Dead", "Empty",
                                         "Assigning",          "Reconciling"};

std::string joined(const std::vector<std::string>& words, const std::string& separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

JavaException illegal(std::string message) { return illegal_argument(std::move(message)); }

}  // namespace

ConsumerGroupService::ConsumerGroupService(ToolContext& context, ConsumerGroupOptions& options)
    : context_(context),
      options_(options),
      release_(context.world.tools_release()),
      admin_(context, options.text("bootstrap-server").value_or("")) {
  admin_.set_timeout(std::chrono::milliseconds(options.timeout_ms()));
}

void ConsumerGroupService::print(const GroupText& text) {
  if (!text.out.empty()) context_.console.out(text.out);
  if (!text.err.empty()) context_.console.err(text.err);
}

TopicAndPartition ConsumerGroupService::named(kafka::TopicPartition tp) const {
  return {context_.world.cluster().topics().name(tp.topic), tp.partition.value()};
}

/// Everything runs on one machine where there is but one broker.
std::string ConsumerGroupService::host_of(kafka::ClientId client) const {
  if (client == kafka::kNoClient || context_.world.cluster().spec().brokers.size() == 1) return "/127.0.0.1";
  return "/" + context_.world.cluster().client_name(client);
}

// ---- list

Async<std::vector<GroupListing>> ConsumerGroupService::listings() {
  const kafka::ListGroupsResponse answer = co_await admin_.list_groups();
  std::vector<GroupListing> listings;
  for (const auto& g : answer.groups)
    if (g.protocol_type.empty() || g.protocol_type == "consumer")
      listings.push_back({.group = context_.world.cluster().group_name(g.group), .state = g.state});
  std::sort(listings.begin(), listings.end(),
            [](const GroupListing& a, const GroupListing& b) { return a.group < b.group; });
  co_return listings;
}

Async<Done> ConsumerGroupService::list_groups() {
  const bool states = options_.has("state");
  const bool types = options_.has("type");
  std::set<std::string> wanted_states;
  std::set<std::string> wanted_types;
  if (const auto value = states ? options_.text("state") : std::nullopt) {
    const std::vector<std::string>& known = release_ == ToolsRelease::v3_9 ? kStates39 : kStates;
    for (const std::string& word : split(*value, ',')) {
      const auto same = [&](const std::string& s) {
        return release_ == ToolsRelease::v3_9 ? lower_case(s) == lower_case(std::string(trimmed(word)))
                                              : s == trimmed(word);
      };
      const auto it = std::find_if(known.begin(), known.end(), same);
      if (it == known.end())
        throw illegal("Invalid state list '" + *value + "'. Valid states are: " + joined(known, ", "));
      wanted_states.insert(*it);
    }
  }
  if (const auto value = types ? options_.text("type") : std::nullopt)
    for (const std::string& word : split(*value, ',')) {
      const std::string type = lower_case(std::string(trimmed(word)));
      if (type != "classic" && type != "consumer")
        throw illegal("Invalid types list '" + *value + "'. Valid types are: Consumer, Classic");
      wanted_types.insert(type);
    }
  std::vector<GroupListing> all = co_await listings();
  std::erase_if(all, [&](const GroupListing& g) {
    return (!wanted_states.empty() && !wanted_states.contains(g.state)) ||
           (!wanted_types.empty() && !wanted_types.contains("classic"));
  });
  if (states || types) {
    context_.console.out(listings_text(all, types, states, release_));
  } else {
    for (const GroupListing& g : all) context_.console.out(g.group + "\n");
  }
  co_return Done{};
}

Async<std::vector<std::string>> ConsumerGroupService::chosen_groups() {
  if (!options_.has("all-groups")) co_return options_.texts("group");
  std::vector<std::string> names;
  const std::vector<GroupListing> all = co_await listings();
  for (const GroupListing& g : all) names.push_back(g.group);
  co_return names;
}

// ---- describe

/// By name, as Kafka's sorted map has them.
Async<std::vector<GroupDescription>> ConsumerGroupService::descriptions(std::vector<std::string> groups) {
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  const auto answers = co_await admin_.describe_groups(groups);
  std::vector<GroupDescription> descriptions;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    GroupDescription& made = descriptions.emplace_back();
    made.group = groups[i];
    made.state = answers[i].state;
    made.assignment_strategy = answers[i].protocol;
    const kafka::BrokerId coordinator = admin_.coordinator_of(groups[i]);
    made.coordinator = context_.world.address_of(coordinator);
    made.coordinator_id = coordinator.value();
    for (const auto& m : answers[i].members) {
      MemberDescription& member = made.members.emplace_back();
      member.consumer_id = m.member_id;
      member.group_instance_id = m.group_instance_id;
      member.host = host_of(m.client);
      member.client_id = m.client_id;
      for (const kafka::TopicPartition tp : m.assignment.partitions) member.partitions.push_back(named(tp));
    }
  }
  co_return descriptions;
}

Async<OffsetsByPartition> ConsumerGroupService::committed(std::string group) {
  OffsetsByPartition offsets;
  const std::vector<kafka::PartitionOffset> answer = co_await admin_.committed(group);
  for (const kafka::PartitionOffset& o : answer) offsets[named(o.tp)] = o.offset.value();
  co_return offsets;
}

Async<OffsetsByPartition> ConsumerGroupService::log_ends(std::vector<TopicAndPartition> partitions) {
  Partitions asked;
  for (const auto& [topic, p] : partitions)
    asked.push_back({context_.world.cluster().topic(topic), kafka::PartitionId(p)});
  OffsetsByPartition ends;
  const AdminClient::Offsets answer = co_await admin_.list_offsets(asked, kafka::OffsetSpec::latest);
  for (const auto& [tp, offset] : answer) ends[named(tp)] = offset.value();
  co_return ends;
}

Async<Done> ConsumerGroupService::describe_groups() {
  std::vector<std::string> names = co_await chosen_groups();
  const std::vector<GroupDescription> groups = co_await descriptions(std::move(names));
  for (const GroupDescription& group : groups) {
    if (options_.has("members")) {
      print(members_text(group, options_.has("verbose"), release_));
    } else if (options_.has("state")) {
      print(state_text(group, release_));
    } else {
      const OffsetsByPartition stored = co_await committed(group.group);
      const OffsetsByPartition ends = co_await log_ends(partitions_of(group, stored));
      print(offsets_text(group, partition_rows(group, stored, ends), release_));
    }
  }
  co_return Done{};
}

// ---- delete

Async<Done> ConsumerGroupService::delete_groups() {
  const std::vector<std::string> groups = co_await chosen_groups();
  std::vector<std::string> deleted;
  std::vector<std::string> failed;
  for (const std::string& group : groups) {
    std::string failure;
    try {
      const ErrorCode error = co_await admin_.delete_group(group);
      if (error != ErrorCode::NONE)
        failure = release_ == ToolsRelease::v2_0 ? std::string(kafka::name_of(error))
                                                 : execution_exception(api_exception(error)).text();
    } catch (const JavaException& exception) {
      failure = execution_exception(exception).text();
    }
    if (failure.empty()) {
      deleted.push_back(group);
    } else {
      failed.push_back("* Group '" + group + "' could not be deleted due to: " + failure);
    }
  }
  const std::string separator = release_ == ToolsRelease::v3_9 ? ", " : "', '";
  std::string out;
  if (failed.empty()) {
    out = "Deletion of requested consumer groups ('" + joined(deleted, separator) + "') was successful.\n";
  } else {
    out = error_line("Deletion of some consumer groups failed:", release_);
    for (const std::string& line : failed) out += line + "\n";
    if (!deleted.empty())
      out += "\nThese consumer groups were deleted successfully: '" +
             (release_ == ToolsRelease::v3_9 ? joined(deleted, "'") + "', '" : joined(deleted, "', '") + "'") + "\n";
  }
  context_.console.out(out);
  co_return Done{};
}

// ---- delete offsets (KIP-496)

namespace {

std::string reason_of(ErrorCode error, const std::string& group) {
  switch (error) {
    case ErrorCode::INVALID_GROUP_ID:
      return "'" + group + "' is not valid.";
    case ErrorCode::GROUP_ID_NOT_FOUND:
      return "'" + group + "' does not exist.";
    case ErrorCode::NON_EMPTY_GROUP:
      return "Deleting offsets of a consumer group '" + group + "' is forbidden if the group is not empty.";
    case ErrorCode::GROUP_SUBSCRIBED_TO_TOPIC:
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
      return "Encounter some partition level error, see the follow-up details:";
    default:
      return "Encounter some unknown error: " + std::string(kafka::name_of(error));
  }
}

}  // namespace

Async<Done> ConsumerGroupService::delete_offsets() {
  const std::string group = options_.text("group").value_or("");
  const std::vector<std::string> topics = options_.texts("topic");
  std::vector<TopicResult> results;
  Partitions partitions;
  for (const std::string& topic : topics) {
    if (topic.find(':') != std::string::npos) {
      for (const kafka::TopicPartition tp : partitions_of_argument(topic)) partitions.push_back(tp);
      continue;
    }
    std::vector<std::string> one{topic};
    const auto known = co_await admin_.metadata(std::move(one), "describeTopics");
    const auto& answer = known.topics.front();
    if (answer.error != ErrorCode::NONE)
      results.push_back({.tp = {}, .topic = topic, .status = "Error: :" + api_exception(answer.error).text()});
    for (const auto& p : answer.partitions) partitions.push_back({context_.world.cluster().topic(topic), p.partition});
  }
  const kafka::OffsetDeleteResponse answer = co_await admin_.delete_offsets(group, partitions);
  ErrorCode top = answer.error;
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const ErrorCode error = answer.error != ErrorCode::NONE ? answer.error : answer.errors[i];
    if (top == ErrorCode::NONE) top = error;
    results.push_back({.tp = partitions[i],
                       .topic = named(partitions[i]).first,
                       .status = error == ErrorCode::NONE ? "Successful" : "Error: :" + api_exception(error).text()});
  }
  context_.console.out(top == ErrorCode::NONE
                           ? "Request succeed for deleting offsets with topic " +
                                 joined(topics, release_ == ToolsRelease::v3_9 ? ", " : ",") + " group " + group + "\n"
                           : error_line(reason_of(top, group), release_));
  const std::string end = release_ == ToolsRelease::v3_9 ? "" : "\n";
  std::string out = "\n" + padded("TOPIC", 30) + " " + padded("PARTITION", 15) + " " + padded("STATUS", 15) + end;
  const auto key = [](const TopicResult& r) {
    return r.topic + (r.tp.topic.value() < 0 ? "-1" : std::to_string(r.tp.partition.value()));
  };
  std::stable_sort(results.begin(), results.end(),
                   [&](const TopicResult& a, const TopicResult& b) { return key(a) < key(b); });
  for (const TopicResult& r : results)
    out += padded(r.topic, 30) + " " +
           padded(r.status.find("UnknownTopic") != std::string::npos && r.tp == kafka::TopicPartition{}
                      ? "Not Provided"
                      : std::to_string(r.tp.partition.value()),
                  15) +
           " " + padded(r.status, 15) + end;
  context_.console.out(out);
  co_return Done{};
}

}  // namespace tools
