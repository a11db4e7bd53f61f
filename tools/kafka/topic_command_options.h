#pragma once
/// The command line of kafka-topics.sh. Kafka: TopicCommand.TopicCommandOptions, CommandTopicPartition.

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/zk/admin_zk_client.h"
#include "model/zk/replica_assignment.h"
#include "tools/kafka/command_line_utils.h"

namespace tools {

/// What --create and --alter say about a topic. Kafka: CommandTopicPartition.
struct CommandTopicPartition {
  std::string name;
  std::optional<std::int32_t> partitions;
  std::optional<std::int32_t> replication_factor;
  kafka::Replicas replica_assignment{};  ///< empty: not given
  kafka::zk_data::Overrides configs_to_add{};
  std::vector<std::string> configs_to_delete{};
};

class TopicCommandOptions {
 public:
  explicit TopicCommandOptions(ToolContext& context);

  /// Reads the command line and checks it as the release does; false: the tool has ended.
  bool check();

  [[nodiscard]] bool has(std::string_view option) const { return line_.has(option); }
  [[nodiscard]] std::optional<std::string> text(std::string_view option) { return line_.options().text(option); }
  /// A value that was not what it should be.
  [[nodiscard]] const std::optional<JavaException>& problem() { return line_.options().problem(); }
  [[nodiscard]] bool exclude_internal() const { return has("exclude-internal"); }
  /// In the order of Kafka's constructor; the first thing wrong is the exception.
  std::variant<CommandTopicPartition, JavaException> topic_partition();

  // Kafka: DescribeOptions.
  [[nodiscard]] bool describe_configs() const;
  [[nodiscard]] bool describe_partitions() const { return !has("topics-with-overrides"); }
  [[nodiscard]] kafka::RackAwareMode rack_aware_mode() const {
    return has("disable-rack-aware") ? kafka::RackAwareMode::disabled : kafka::RackAwareMode::enforced;
  }

 private:
  bool check_2_3();
  bool check_3_9();
  bool check_parsed();
  bool one_action();
  bool forbid_outside(std::string_view used, std::initializer_list<std::string_view> actions,
                      std::initializer_list<std::string_view> besides = {});
  bool forbid_reports(bool zookeeper_too);
  bool fail(const JavaException& exception);
  [[nodiscard]] bool is_2_3() const;

  ToolContext& context_;
  CommandLineUtils line_;
};

/// The topics that --topic means, which is a regular expression there; `invalid`: it is none.
/// Kafka: doGetTopics, TopicFilter.
struct MatchingTopics {
  std::vector<std::string> topics{};
  std::optional<JavaException> invalid{};
};
MatchingTopics matching_topics(std::vector<std::string> all, const std::optional<std::string>& pattern,
                               bool exclude_internal);

/// Of a topic's settings: the exception of the first that Kafka would not take. Kafka: LogConfig.validate.
std::optional<JavaException> validate_topic_configs(const kafka::zk_data::Overrides& configs);

/// Names in the order in which a java.util.HashMap goes through them; Properties, a ConcurrentHashMap, spreads alike.
std::vector<std::string> java_hash_order(const std::vector<std::string>& names);

}  // namespace tools
