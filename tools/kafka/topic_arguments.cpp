// What the values of kafka-topics.sh mean: replica lists, settings, patterns.

#include <algorithm>
#include <regex>
#include <set>

#include "model/config/config_def.h"
#include "model/types/java_hash.h"
#include "model/types/topic_name.h"
#include "tools/kafka/java_numbers.h"
#include "tools/kafka/java_strings.h"
#include "tools/kafka/topic_command_options.h"
#include "tools/kafka/world.h"

namespace tools {

namespace {

std::string joined(const std::vector<kafka::BrokerId>& ids, std::string_view separator) {
  std::string text;
  for (const kafka::BrokerId id : ids)
    text += (text.empty() ? "" : std::string(separator)) + std::to_string(id.value());
  return text;
}

/// Those that occur again, each once, in the order in which that is seen.
std::vector<kafka::BrokerId> duplicates(const std::vector<kafka::BrokerId>& ids) {
  std::vector<kafka::BrokerId> twice;
  for (auto it = ids.begin(); it != ids.end(); ++it)
    if (std::find(ids.begin(), it, *it) != it && std::find(twice.begin(), twice.end(), *it) == twice.end())
      twice.push_back(*it);
  return twice;
}

struct ParsedReplicas {
  kafka::Replicas replicas{};
  std::optional<JavaException> wrong{};
};

/// Source: TopicCommand.parseReplicaAssignment.
ParsedReplicas parse_replica_assignment(std::string_view text, bool is_2_3) {
  ParsedReplicas parsed;
  for (const std::string& partition : split(text, ',')) {
    std::vector<kafka::BrokerId> brokers;
    for (const std::string& broker : split(partition, ':')) {
      const auto id = parse_int(trimmed(broker));
      if (!id) return {{}, JavaException{"java.lang.NumberFormatException", number_format_message(trimmed(broker))}};
      brokers.emplace_back(*id);
    }
    if (const auto twice = duplicates(brokers); !twice.empty())
      return {{},
              kafka_exception(is_2_3 ? "kafka.common.AdminCommandFailedException"
                                     : "org.apache.kafka.server.common.AdminCommandFailedException",
                              "Partition replica lists may not contain duplicate entries: " + joined(twice, ","))};
    parsed.replicas.push_back(brokers);
    if (brokers.size() != parsed.replicas.front().size())  // 2.3 prints a Java array's address
      return {
          {},
          kafka_exception(
              is_2_3 ? "kafka.admin.AdminOperationException" : "org.apache.kafka.server.common.AdminOperationException",
              "Partition " + std::to_string(parsed.replicas.size() - 1) +
                  " has different replication factor: " + (is_2_3 ? "[I@0" : "[" + joined(brokers, ", ") + "]"))};
  }
  return parsed;
}

struct ParsedConfigs {
  kafka::zk_data::Overrides configs{};
  std::optional<JavaException> wrong{};
};

/// Source: TopicCommand.parseTopicConfigsToBeAdded.
ParsedConfigs parse_configs(const std::vector<std::string>& texts) {
  ParsedConfigs parsed;
  for (const std::string& text : texts) {
    const std::vector<std::string> pair = split(text, '=');
    if (pair.size() != 2)
      return {{},
              illegal_argument("requirement failed: Invalid topic config: all configs to be added must be in the "
                               "format \"key=val\".")};
    parsed.configs[std::string(trimmed(pair[0]))] = trimmed(pair[1]);
  }
  parsed.wrong = validate_topic_configs(parsed.configs);
  return parsed;
}

std::optional<JavaException> validate_names(const std::vector<std::string>& names) {
  kafka::TopicConfig scratch;
  for (const std::string& name : names)
    if (kafka::set(scratch, name, "").error == kafka::SetResult::Error::unknown_name)
      return kafka_exception("InvalidConfigurationException", "Unknown topic config name: " + name);
  return std::nullopt;
}

/// Source: TopicFilter.
std::string cleaned_pattern(std::string_view raw) {
  std::string pattern;
  for (const char c : trimmed(raw))
    if (c != ' ') pattern += c == ',' ? '|' : c;
  const std::string quotes = "\"'";
  pattern.erase(0, std::min(pattern.find_first_not_of(quotes), pattern.size()));
  pattern.resize(pattern.find_last_not_of(quotes) + 1);
  return pattern;
}

}  // namespace

std::variant<CommandTopicPartition, JavaException> TopicCommandOptions::topic_partition() {
  OptionSet& options = line_.options();
  CommandTopicPartition topic;
  topic.name = options.text("topic").value_or("");
  topic.partitions = options.int32("partitions");
  topic.replication_factor = options.int32("replication-factor");
  if (problem()) return *problem();
  if (const auto assignment = options.text("replica-assignment"); assignment && !assignment->empty()) {
    ParsedReplicas parsed = parse_replica_assignment(*assignment, is_2_3());
    if (parsed.wrong) return *parsed.wrong;
    topic.replica_assignment = std::move(parsed.replicas);
  }
  ParsedConfigs configs = parse_configs(options.texts("config"));
  if (configs.wrong) return *configs.wrong;
  topic.configs_to_add = std::move(configs.configs);
  if (const auto format = topic.configs_to_add.find("message.format.version"); format != topic.configs_to_add.end())
    context_.console.out(is_2_3() ? "WARNING: The configuration message.format.version=" + format->second +
                                        " is specified. This configuration will be ignored if the version is newer "
                                        "than the inter.broker.protocol.version specified in the broker.\n"
                                  : "");
  for (const std::string& name : options.texts("delete-config")) topic.configs_to_delete.emplace_back(trimmed(name));
  if (const auto wrong = validate_names(topic.configs_to_delete)) return *wrong;
  return topic;
}

std::optional<JavaException> validate_topic_configs(const kafka::zk_data::Overrides& configs) {
  std::vector<std::string> names;
  for (const auto& [name, value] : configs) names.push_back(name);
  names = java_hash_order(names);
  if (auto unknown = validate_names(names)) return unknown;
  kafka::TopicConfig scratch;
  for (const std::string& name : names) {
    const kafka::SetResult result = kafka::set(scratch, name, configs.at(name));
    if (!result.ok() && result.error != kafka::SetResult::Error::not_modelled)
      return kafka_exception("org.apache.kafka.common.config.ConfigException", result.message);
  }
  return std::nullopt;
}

MatchingTopics matching_topics(std::vector<std::string> all, const std::optional<std::string>& pattern,
                               bool exclude_internal) {
  std::sort(all.begin(), all.end());
  if (exclude_internal) std::erase_if(all, [](const std::string& topic) { return kafka::is_internal_topic(topic); });
  if (!pattern) return {std::move(all), {}};
  const std::string cleaned = cleaned_pattern(*pattern);
  try {
    const std::regex regex(cleaned, std::regex::ECMAScript);
    std::erase_if(all, [&](const std::string& topic) { return !std::regex_match(topic, regex); });
  } catch (const std::regex_error&) {
    return {{}, JavaException{"java.lang.RuntimeException", cleaned + " is an invalid regex."}};
  }
  return {std::move(all), {}};
}

std::vector<std::string> java_hash_order(const std::vector<std::string>& names) {
  std::vector<std::int32_t> hashes;
  for (const std::string& name : names) hashes.push_back(kafka::java_string_hash(name));
  std::vector<std::string> ordered;
  for (const std::size_t i : kafka::hash_map_order(hashes)) ordered.push_back(names[i]);
  return ordered;
}

}  // namespace tools
