// kafka-consumer-groups.sh --reset-offsets. Kafka: ConsumerGroupCommand.resetOffsets, prepareOffsetsToReset.

#include <algorithm>

#include <fmt/format.h>

#include "tools/kafka/consumer_group_service.h"
#include "tools/kafka/java_numbers.h"
#include "tools/kafka/java_strings.h"
#include "tools/kafka/main_tool.h"

namespace tools {

using kafka::ErrorCode;
using kafka::ResetScenario;

namespace {

/// One of the two that take a time, read as the reset tool reads it; nothing: it cannot be read.
std::optional<std::int64_t> read_time(const std::string& option, const std::string& value) {
  const std::vector<std::string> arguments{option, value};
  const kafka::ResetOptions read = kafka::parse_reset_options(arguments);
  return read.error.empty() ? std::optional(read.number) : std::nullopt;
}

}  // namespace

void ConsumerGroupService::warn(const std::string& message) {
  log_line(context_, "WARN", message,
           release_ == ToolsRelease::v3_9 ? "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand"
                                          : "kafka.admin.ConsumerGroupCommand$");
}

/// Since 3.8 what the log's bounds or the commits cannot be read for is wrapped twice.
JavaException ConsumerGroupService::of_offsets(const JavaException& exception) const {
  return release_ == ToolsRelease::v3_9 ? runtime_exception(execution_exception(exception)) : exception;
}

// ---- what is reset

Async<Done> ConsumerGroupService::reset_offsets() {
  std::vector<std::string> names = co_await chosen_groups();
  const auto groups = co_await admin_.describe_groups(names);
  std::vector<GroupOffsets> resets;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const GroupOffsets reset = co_await reset_group(names[i], groups[i].state);
    resets.push_back(reset);
  }
  if (!options_.has("export")) {
    context_.console.out(reset_text(resets, release_));
  } else {
    context_.console.out(reset_csv(resets, options_.texts("group").size() != 1) + "\n");
  }
  co_return Done{};
}

Async<ConsumerGroupService::GroupOffsets> ConsumerGroupService::reset_group(std::string group, std::string state) {
  if (state != "Empty" && state != "Dead") {
    context_.console.out(error_line("Assignments can only be reset if the group '" + group +
                                        "' is inactive, but the current state is " + state + ".",
                                    release_));
    co_return GroupOffsets(group, OffsetsByPartition());
  }
  Partitions partitions = co_await partitions_to_reset(group);
  const OffsetsByPartition offsets = co_await prepare_offsets(group, std::move(partitions));
  if (options_.has("execute") && !options_.has("dry-run") && !offsets.empty()) {
    std::vector<kafka::PartitionOffset> commits;
    for (const auto& [p, offset] : offsets) {
      kafka::PartitionOffset commit;
      commit.tp = {context_.world.cluster().topic(p.first), kafka::PartitionId(p.second)};
      commit.offset = kafka::Offset(offset);
      commits.push_back(commit);
    }
    const ErrorCode error = co_await admin_.commit(group, commits);
    if (error != ErrorCode::NONE) throw of_offsets(api_exception(error));
  }
  co_return GroupOffsets(group, offsets);
}

Async<ConsumerGroupService::Partitions> ConsumerGroupService::partitions_to_reset(std::string group) {
  Partitions partitions;
  if (options_.has("all-topics")) {
    const std::vector<kafka::PartitionOffset> stored = co_await admin_.committed(group);
    for (const kafka::PartitionOffset& o : stored) partitions.push_back(o.tp);
  } else if (options_.has("topic")) {
    std::vector<std::string> topics = options_.texts("topic");
    partitions = co_await partitions_of_topics(std::move(topics));
  } else if (!options_.has("from-file")) {
    options_.usage("One of the reset scopes should be defined: --all-topics, --topic.");
  }
  co_return partitions;
}

Async<ConsumerGroupService::Partitions> ConsumerGroupService::partitions_of_topics(std::vector<std::string> topics) {
  Partitions partitions;
  for (const std::string& topic : topics) {
    if (topic.find(':') != std::string::npos) {
      for (const kafka::TopicPartition tp : partitions_of_argument(topic)) partitions.push_back(tp);
      continue;
    }
    std::vector<std::string> one{topic};
    const auto known = co_await admin_.metadata(std::move(one), "describeTopics");
    const auto& answer = known.topics.front();
    if (answer.error != ErrorCode::NONE) {
      if (release_ != ToolsRelease::v3_9) throw JavaException{"java.lang.NullPointerException", std::nullopt};
      throw of_offsets(api_exception(answer.error));
    }
    for (const auto& p : answer.partitions) partitions.push_back({context_.world.cluster().topic(topic), p.partition});
  }
  co_return partitions;
}

/// orders:0,1
ConsumerGroupService::Partitions ConsumerGroupService::partitions_of_argument(const std::string& argument) const {
  const std::vector<std::string> parts = split(argument, ':');
  const bool v3_9 = release_ == ToolsRelease::v3_9;
  if (v3_9 && parts.size() != 2)
    throw illegal_argument("Invalid topic arg '" + argument + "', expected topic name and partitions");
  if (parts.size() < 2) throw JavaException{"java.lang.ArrayIndexOutOfBoundsException", "1"};
  Partitions partitions;
  for (const std::string& number : split(parts[1], ',')) {
    const auto partition = parse_int(number);
    if (!partition && v3_9)
      throw illegal_argument("Invalid partition '" + number + "' specified in topic arg '" + argument + "''");
    if (!partition) throw JavaException{"java.lang.NumberFormatException", number_format_message(number)};
    partitions.push_back({context_.world.cluster().topic(parts[0]), kafka::PartitionId(*partition)});
  }
  return partitions;
}

// ---- to what

/// In the order in which Kafka looks for them.
kafka::ResetOptions ConsumerGroupService::chosen_scenario() {
  kafka::ResetOptions plan;
  const auto number = [&](const char* option) { return options_.int64(option).value_or(0); };
  if (options_.has("to-offset")) {
    plan.scenario = ResetScenario::to_offset;
    plan.number = number("to-offset");
  } else if (options_.has("to-earliest")) {
    plan.scenario = ResetScenario::to_earliest;
  } else if (options_.has("to-latest")) {
    plan.scenario = ResetScenario::to_latest;
  } else if (options_.has("shift-by")) {
    plan.scenario = ResetScenario::shift_by;
    plan.number = number("shift-by");
  } else if (options_.has("to-datetime")) {
    const std::string text = options_.text("to-datetime").value_or("");
    const auto time = read_time("--to-datetime", text);
    if (!time) throw JavaException{"java.text.ParseException", "Unparseable date: \"" + text + "\""};
    plan.scenario = ResetScenario::to_datetime;
    plan.number = *time;
  } else if (options_.has("by-duration")) {
    const auto time = read_time("--by-duration", options_.text("by-duration").value_or(""));
    if (!time) throw JavaException{"java.time.format.DateTimeParseException", "Text cannot be parsed to a Duration"};
    plan.scenario = ResetScenario::by_duration;
    plan.number = *time;
  } else if (options_.has("to-current")) {
    plan.scenario = ResetScenario::to_current;
  } else {
    options_.usage(options_.scenario_missing());
  }
  return plan;
}

Async<OffsetsByPartition> ConsumerGroupService::prepare_offsets(std::string group, Partitions partitions) {
  const bool from_file = options_.has("from-file");
  if (!from_file) co_return co_await planned(group, std::move(partitions), chosen_scenario());
  OffsetsByPartition wanted;
  bool found = false;
  for (const auto& [name, offsets] : plan_of_file())
    if (name == group) {
      wanted = offsets;
      found = true;
    }
  if (!found) {
    context_.console.out(error_line("No reset plan for group " + group + " found", release_));
    co_return OffsetsByPartition();
  }
  co_return co_await checked(std::move(wanted));
}

Async<OffsetsByPartition> ConsumerGroupService::planned(std::string group, Partitions partitions,
                                                        kafka::ResetOptions plan) {
  AdminClient::Offsets starts;
  AdminClient::Offsets ends;
  AdminClient::Offsets at_time;
  std::int64_t instant = plan.number;
  if (plan.scenario == ResetScenario::by_duration) instant = context_.world.epoch_ms() - plan.number;
  const bool by_time = plan.scenario == ResetScenario::by_duration || plan.scenario == ResetScenario::to_datetime;
  try {
    starts = co_await admin_.list_offsets(partitions, kafka::OffsetSpec::earliest);
    ends = co_await admin_.list_offsets(partitions, kafka::OffsetSpec::latest);
    if (by_time) at_time = co_await admin_.offsets_for_times(partitions, instant);
  } catch (const JavaException& exception) {
    throw of_offsets(exception);
  }
  OffsetsByPartition stored;
  if (plan.scenario == ResetScenario::shift_by || plan.scenario == ResetScenario::to_current)
    stored = co_await committed(group);
  std::vector<kafka::ResetPartition> facts;
  for (const kafka::TopicPartition tp : partitions) {
    const TopicAndPartition name = named(tp);
    kafka::ResetPartition fact;
    fact.tp = tp;
    fact.name = name.first + "-" + std::to_string(name.second);
    fact.log_start = starts.at(tp);
    fact.log_end = ends.at(tp);
    if (const auto it = stored.find(name); it != stored.end()) fact.committed = kafka::Offset(it->second);
    if (by_time) fact.offset_for_time = [offset = at_time.at(tp)](std::int64_t) { return offset; };
    if (by_time && release_ == ToolsRelease::v3_9 && at_time.at(tp) == kafka::kUnknownOffset)
      context_.console.out(
          fmt::format("\nWarn: Partition {} from topic {} is empty. Falling back to latest known offset.\n",
                      name.second, name.first));
    facts.push_back(std::move(fact));
  }
  const kafka::ResetPlan made = kafka::prepare_offsets_to_reset(plan, facts, context_.world.epoch_ms());
  if (!made.error.empty()) throw illegal_argument(made.error);
  for (const std::string& warning : made.warnings) warn(warning);
  OffsetsByPartition offsets;
  for (const kafka::PartitionOffset& o : made.offsets) offsets[named(o.tp)] = o.offset.value();
  co_return offsets;
}

/// Kafka: checkOffsetsRange, of offsets that differ.
Async<OffsetsByPartition> ConsumerGroupService::checked(OffsetsByPartition wanted) {
  OffsetsByPartition offsets;
  for (const auto& [p, offset] : wanted) {
    Partitions one;
    one.push_back({context_.world.cluster().topic(p.first), kafka::PartitionId(p.second)});
    kafka::ResetOptions plan;
    plan.scenario = ResetScenario::to_offset;
    plan.number = offset;
    const OffsetsByPartition made = co_await planned("", std::move(one), plan);
    offsets.insert(made.begin(), made.end());
  }
  co_return offsets;
}

/// topic,partition,offset for one group, else group,topic,partition,offset. Source: parseResetPlan.
std::vector<std::pair<std::string, OffsetsByPartition>> ConsumerGroupService::plan_of_file() {
  const std::string name = options_.text("from-file").value_or("");
  const auto text = context_.world.files().read(name);
  if (!text) {
    const JavaException missing{"java.nio.file.NoSuchFileException", name};
    throw release_ == ToolsRelease::v3_9 ? runtime_exception(missing) : missing;
  }
  const std::vector<std::string> groups = options_.texts("group");
  std::map<std::string, OffsetsByPartition> plan;
  for (const std::string& line : split(*text, '\n')) {
    std::vector<std::string> fields = split(line, ',');
    if (groups.size() == 1 && fields.size() == 3) fields.insert(fields.begin(), groups.front());
    const auto partition = fields.size() == 4 ? parse_int(fields[2]) : std::nullopt;
    const auto offset = fields.size() == 4 ? parse_long(fields[3]) : std::nullopt;
    if (!partition || !offset)
      throw JavaException{"com.fasterxml.jackson.dataformat.csv.CsvMappingException", "cannot read '" + line + "'"};
    plan[fields[0]][{fields[1], *partition}] = *offset;
  }
  return {plan.begin(), plan.end()};
}

}  // namespace tools
