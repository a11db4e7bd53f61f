#include "tools/kafka/topic_command_options.h"

#include <algorithm>
#include <array>

#include "tools/kafka/java_numbers.h"
#include "tools/kafka/world.h"

namespace tools {

namespace {

constexpr std::string_view kTopicPurpose = "This tool helps to create, delete, describe, or change a topic.";
constexpr std::array<std::string_view, 5> kActions = {"alter", "create", "describe", "list", "delete"};
constexpr std::array<std::string_view, 4> kReports = {"under-replicated-partitions", "under-min-isr-partitions",
                                                      "at-min-isr-partitions", "unavailable-partitions"};
constexpr std::string_view kUseConfigs =
    " (the kafka-configs CLI supports altering topic configs with a --bootstrap-server option)";

std::vector<OptionSpec> common_topic_options() {
  return {
      with_value("bootstrap-server", "host:port", "A broker to ask; it names the others."),
      with_value("command-config", "file", "Settings of the admin client."),
      flag("list", "Prints the names of topics."),
      flag("create", "Makes a topic."),
      flag("delete", "Removes topics."),
      flag("alter", "Adds partitions."),
      flag("describe", "Prints where the partitions of topics are."),
      with_value("topic", "topic", "The topic; a regular expression, except with --create."),
      with_value("config", "name=value", "A setting of the new topic that differs from the brokers' default."),
      with_value("delete-config", "name", "A setting that is to be the brokers' default again."),
      with_value("partitions", "number", "How many partitions the topic is to have."),
      with_value("replication-factor", "number", "How many replicas each partition of the new topic is to have."),
      with_value("replica-assignment", "broker:broker,broker:broker,...",
                 "The brokers of each partition, the preferred leader first."),
      flag("under-replicated-partitions", "With --describe: only partitions that miss replicas in their ISR."),
      flag("unavailable-partitions", "With --describe: only partitions that nobody leads."),
      flag("under-min-isr-partitions", "With --describe: only partitions whose ISR is below min.insync.replicas."),
      flag("at-min-isr-partitions", "With --describe: only partitions that may not lose one more in-sync replica."),
      flag("topics-with-overrides", "With --describe: only topics with settings of their own."),
      flag("if-exists", "No error if the topic does not exist."),
      flag("if-not-exists", "No error if the topic exists."),
      flag("exclude-internal", "Leaves Kafka's own topics out."),
  };
}

std::vector<OptionSpec> options_2_3() {
  std::vector<OptionSpec> options = common_topic_options();
  options.push_back(with_value("zookeeper", "host:port", "The ensemble to ask instead of a broker."));
  options.push_back(flag("disable-rack-aware", "Places replicas as if no broker had a rack."));
  options.push_back(flag("force", "Has no effect."));
  return options;
}

std::vector<OptionSpec> options_3_9() {
  std::vector<OptionSpec> options = common_topic_options();
  options.push_back(with_value("topic-id", "id", "With --describe: the topic by its id."));
  options.push_back(with_value("partition-size-limit-per-response", "number",
                               "How many partitions a broker may describe in one answer."));
  return options;
}

std::span<const OptionSpec> topic_specs(bool is_2_3) {
  static const std::vector<OptionSpec> old = options_2_3();
  static const std::vector<OptionSpec> current = options_3_9();
  return is_2_3 ? old : current;
}

}  // namespace

TopicCommandOptions::TopicCommandOptions(ToolContext& context)
    : context_(context), line_(context, topic_specs(context.world.release_2_3()), kTopicPurpose) {}

bool TopicCommandOptions::is_2_3() const { return context_.world.release_2_3(); }

/// What TopicCommand.main does with what its options throw: 3.9 prints the message and the stack trace, 2.3 leaves it
/// to Java.
bool TopicCommandOptions::fail(const JavaException& exception) {
  if (is_2_3()) return line_.uncaught(exception);
  context_.console.err(exception.message_text() + "\n" + exception.text() + "\n\n");
  context_.exit(1);
  return false;
}

bool TopicCommandOptions::check() {
  if (const auto wrong = line_.parse()) return fail(*wrong);
  return check_parsed();
}

bool TopicCommandOptions::check_parsed() {
  if (context_.args.empty()) return line_.usage("Create, delete, describe, or change a topic.");
  return line_.no_help_or_version() && one_action() && (is_2_3() ? check_2_3() : check_3_9());
}

bool TopicCommandOptions::one_action() {
  const auto actions = std::count_if(kActions.begin(), kActions.end(), [&](std::string_view a) { return has(a); });
  return actions == 1 ||
         line_.usage("Command must include exactly one action: --list, --describe, --create, --alter or --delete");
}

/// Source: checkInvalidArgs(used, allTopicLevelOpts -- actions ++ besides).
bool TopicCommandOptions::forbid_outside(std::string_view used, std::initializer_list<std::string_view> actions,
                                         std::initializer_list<std::string_view> besides) {
  std::vector<std::string_view> invalid;
  for (const std::string_view action : kActions)
    if (std::find(actions.begin(), actions.end(), action) == actions.end()) invalid.push_back(action);
  invalid.insert(invalid.end(), besides.begin(), besides.end());
  return line_.forbid(used, invalid);
}

/// 2.3 forbids several reports at once, and two of them with ZooKeeper.
bool TopicCommandOptions::forbid_reports(bool zookeeper_too) {
  for (const std::string_view report : {kReports[0], kReports[1], kReports[2], kReports[3]}) {
    std::vector<std::string_view> invalid = {"alter", "create", "list", "delete"};
    for (const std::string_view other : kReports)
      if (is_2_3() && other != report) invalid.push_back(other);
    invalid.push_back("topics-with-overrides");
    if (zookeeper_too && report.find("min-isr") != std::string_view::npos) invalid.push_back("zookeeper");
    if (!line_.forbid(report, invalid)) return false;
  }
  return true;
}

bool TopicCommandOptions::check_2_3() {
  if (has("bootstrap-server") == has("zookeeper"))
    return fail(illegal_argument("Only one of --bootstrap-server or --zookeeper must be specified"));
  if (has("describe") && has("if-exists") && !line_.require({"topic"})) return false;
  if (!has("list") && !has("describe") && !line_.require({"topic"})) return false;
  if (has("create") && !has("replica-assignment") && !line_.require({"partitions", "replication-factor"})) return false;
  if (has("bootstrap-server") && has("alter") && !line_.require({"partitions"})) return false;
  if (!forbid_outside("config", {"alter", "create"})) return false;
  if (has("bootstrap-server") && has("config") && has("alter"))
    return line_.usage("Option combination \"[bootstrap-server],[config]\" can't be used with option \"[alter]\"");
  return forbid_outside("delete-config", {"alter"}, {"bootstrap-server"}) &&
         forbid_outside("partitions", {"alter", "create"}) && forbid_outside("replication-factor", {"create"}) &&
         forbid_outside("replica-assignment", {"alter", "create"}) &&
         (!has("create") || line_.forbid("replica-assignment", {"partitions", "replication-factor"})) &&
         forbid_reports(true) &&
         forbid_outside("topics-with-overrides", {"describe"}, {kReports[0], kReports[1], kReports[2], kReports[3]}) &&
         forbid_outside("if-exists", {"alter", "delete", "describe"}, {"bootstrap-server"}) &&
         forbid_outside("if-not-exists", {"create"}, {"bootstrap-server"}) &&
         forbid_outside("exclude-internal", {"list", "describe"});
}

bool TopicCommandOptions::check_3_9() {
  if (!has("bootstrap-server")) return fail(illegal_argument("--bootstrap-server must be specified"));
  if (has("describe") && has("if-exists")) {
    if (!has("topic") && !has("topic-id")) return line_.usage("--topic or --topic-id is required to describe a topic");
    if (has("topic") && has("topic-id"))
      context_.console.out(
          "Only topic id will be used when both --topic and --topic-id are specified and topicId is not "
          "Uuid.ZERO_UUID\n");
  }
  if (!has("list") && !has("describe") && !line_.require({"topic"})) return false;
  if (has("alter") && has("config"))
    return line_.usage("Option combination \"[[bootstrap-server], [config]]\" can't be used with option \"[alter]\"" +
                       std::string(kUseConfigs));
  if (has("alter") && !line_.require({"partitions"})) return false;
  return forbid_outside("config", {"alter", "create"}) &&
         forbid_outside("delete-config", {"alter"}, {"bootstrap-server"}) &&
         forbid_outside("partitions", {"alter", "create"}) && forbid_outside("replication-factor", {"create"}) &&
         forbid_outside("replica-assignment", {"alter", "create"}) &&
         (!has("create") || line_.forbid("replica-assignment", {"partitions", "replication-factor"})) &&
         forbid_reports(false) &&
         forbid_outside("topics-with-overrides", {"describe"}, {kReports[0], kReports[1], kReports[2], kReports[3]}) &&
         forbid_outside("if-exists", {"alter", "delete", "describe"}) && forbid_outside("if-not-exists", {"create"}) &&
         forbid_outside("exclude-internal", {"list", "describe"});
}

bool TopicCommandOptions::describe_configs() const {
  return std::none_of(kReports.begin(), kReports.end(), [&](std::string_view report) { return has(report); });
}

}  // namespace tools
