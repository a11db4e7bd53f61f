#include "tools/kafka/reassign_options.h"

#include <algorithm>
#include <set>

#include "tools/kafka/java_numbers.h"

namespace tools {

namespace {

constexpr std::string_view kReassignPurpose = "This tool helps to moves topic partitions between replicas.";
constexpr std::string_view kReassignPurpose39 = "This tool helps to move topic partitions between replicas.";

std::vector<OptionSpec> options_of(bool v2_3) {
  std::vector<OptionSpec> options{
      with_value("bootstrap-server", "host:port", "Brokers to begin with, with commas."),
      with_value("command-config", "file", "Settings of the client; not looked at here."),
      flag("generate", "Propose where replicas could be; nothing is moved."),
      flag("execute", "Begin to move what the JSON file says."),
      flag("verify", "Say how far it is; removes throttles when all is done."),
      with_value("reassignment-json-file", "file",
                 R"({"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2]}]})"),
      with_value("topics-to-move-json-file", "file", R"({"version":1,"topics":[{"topic":"t"}]})"),
      with_value("broker-list", "ids", "To which brokers --generate may move, with commas."),
      flag("disable-rack-aware", "Look at no racks."),
      with_value("throttle", "bytes/s", "How fast replicas may be copied between brokers.", "-1"),
      with_value("replica-alter-log-dirs-throttle", "bytes/s", "How fast they may be copied between folders.", "-1"),
      with_value("timeout", "ms", "How long to wait for a move to begin.", "10000"),
  };
  if (v2_3) {
    options.push_back(with_value("zookeeper", "host:port", "ZooKeeper servers, with commas."));
  } else {
    options.push_back(flag("cancel", "Take back what is under way."));
    options.push_back(flag("list", "Name what is under way."));
    options.push_back(flag("additional", "Even while others are under way."));
    options.push_back(flag("preserve-throttles", "Leave throttles as they are."));
  }
  return options;
}

const std::vector<OptionSpec>& reassign_specs(bool v2_3) {
  static const std::vector<OptionSpec> old_options = options_of(true);
  static const std::vector<OptionSpec> new_options = options_of(false);
  return v2_3 ? old_options : new_options;
}

/// Those that occur again, each once.
template <class T>
std::vector<T> duplicates(const std::vector<T>& all) {
  std::set<T> seen;
  std::vector<T> twice;
  for (const T& one : all)
    if (!seen.insert(one).second && std::find(twice.begin(), twice.end(), one) == twice.end()) twice.push_back(one);
  return twice;
}

}  // namespace

std::string ids_text(const std::vector<kafka::BrokerId>& ids) {
  std::string text;
  for (const kafka::BrokerId id : ids) text += (text.empty() ? "" : ",") + std::to_string(id.value());
  return text;
}

ReassignOptions::ReassignOptions(ToolContext& context)
    : context_(context),
      line_(context, reassign_specs(context.world.release_2_3()),
            context.world.release_2_3() ? kReassignPurpose : kReassignPurpose39) {}

bool ReassignOptions::is_2_3() const { return context_.world.release_2_3(); }

JavaException ReassignOptions::command_failed(std::string message) const {
  return {is_2_3() ? "kafka.common.AdminCommandFailedException"
                   : "org.apache.kafka.server.common.AdminCommandFailedException",
          std::move(message)};
}
JavaException ReassignOptions::operation_failed(std::string message) const {
  return {is_2_3() ? "kafka.admin.AdminOperationException" : "org.apache.kafka.server.common.AdminOperationException",
          std::move(message)};
}

void ReassignOptions::usage(const std::string& message) {
  context_.console.err(message + "\n" + line_.help());
  throw SystemExit{1};
}

std::int64_t ReassignOptions::int64(std::string_view option) {
  const auto value = line_.options().int64(option);
  if (line_.options().problem()) throw JavaException(*line_.options().problem());
  return value.value_or(-1);
}

// ---- the command line

void ReassignOptions::check() {
  if (const auto wrong = line_.parse()) throw JavaException(*wrong);
  if (context_.args.empty() || has("help")) usage(std::string(is_2_3() ? kReassignPurpose : kReassignPurpose39));
  if (has("version")) {
    context_.console.out(version_text(context_.world) + "\n");
    throw SystemExit{0};
  }
  is_2_3() ? check_2_3() : check_3_9();
}

void ReassignOptions::forbid(std::string_view used, const std::vector<std::string_view>& others) {
  for (const std::string_view other : others)
    if (has(other))
      usage("Option \"[" + std::string(used) + "]\" can't be used with option \"[" + std::string(other) + "]\"");
}

void ReassignOptions::check_2_3() {
  const int actions = (has("generate") ? 1 : 0) + (has("execute") ? 1 : 0) + (has("verify") ? 1 : 0);
  if (actions != 1) usage("Command must include exactly one action: --generate, --execute or --verify");
  if (!has("zookeeper")) usage("Missing required argument \"[zookeeper]\"");
  if (has("verify")) {
    if (!has("reassignment-json-file"))
      usage(
          "If --verify option is used, command must include --reassignment-json-file that was used during the "
          "--execute option");
    forbid("verify", {"throttle", "replica-alter-log-dirs-throttle", "topics-to-move-json-file", "disable-rack-aware",
                      "broker-list"});
  } else if (has("generate")) {
    if (!has("topics-to-move-json-file") || !has("broker-list"))
      usage(
          "If --generate option is used, command must include both --topics-to-move-json-file and --broker-list "
          "options");
    forbid("generate", {"throttle", "replica-alter-log-dirs-throttle", "reassignment-json-file"});
  } else {
    if (!has("reassignment-json-file"))
      usage(
          "If --execute option is used, command must include --reassignment-json-file that was output during the "
          "--generate option");
    forbid("execute", {"topics-to-move-json-file", "disable-rack-aware", "broker-list"});
  }
}

void ReassignOptions::check_3_9() {
  std::vector<std::string> actions;
  for (const std::string action : {"generate", "execute", "verify", "cancel", "list"})
    if (has(action)) actions.push_back(action);
  if (actions.size() != 1)
    usage("Command must include exactly one action: --generate, --execute, --verify, --cancel, --list");
  if (!has("bootstrap-server")) usage("Please specify --bootstrap-server");
  const std::string& action = actions.front();
  std::set<std::string> permitted{"bootstrap-server", "command-config", action};
  std::vector<std::string> required;
  if (action == "generate") required = {"topics-to-move-json-file", "broker-list"};
  if (action == "verify" || action == "execute" || action == "cancel") required = {"reassignment-json-file"};
  for (const std::string& option : required)
    if (!has(option)) usage("Missing required argument \"[" + option + "]\"");
  permitted.insert(required.begin(), required.end());
  if (action == "verify" || action == "cancel") permitted.insert("preserve-throttles");
  if (action == "generate") permitted.insert("disable-rack-aware");
  if (action == "execute") permitted.insert({"additional", "throttle", "replica-alter-log-dirs-throttle", "timeout"});
  if (action == "cancel") permitted.insert("timeout");
  for (const OptionSpec& option : reassign_specs(false))
    if (const std::string name(option.name); has(name) && !permitted.contains(name))
      usage("Option \"[" + name + "]\" can't be used with action \"[" + action + "]\"");
}

// ---- files

std::string ReassignOptions::file(std::string_view option) {
  const std::string name = text(option);
  const auto content = context_.world.files().read(name);
  if (!content) throw JavaException{"java.nio.file.NoSuchFileException", name};
  return *content;
}

std::vector<ProposedPartition> ReassignOptions::proposed() {
  std::string problem;
  auto partitions = parse_reassignment(file("reassignment-json-file"), problem);
  if (!partitions) throw operation_failed(problem);
  for (const ProposedPartition& p : *partitions) {
    if (p.log_dirs.empty() || p.log_dirs.size() == p.replicas.size()) continue;
    std::string dirs;
    for (const std::string& dir : p.log_dirs) dirs += (dirs.empty() ? "" : ", ") + dir;
    std::string ids;
    for (const kafka::BrokerId id : p.replicas) ids += (ids.empty() ? "" : ", ") + std::to_string(id.value());
    const std::string open = is_2_3() ? "List(" : "[";
    const std::string close = is_2_3() ? ")" : "]";
    throw command_failed("Size of replicas list " + open + ids + close + " is different from size of log dirs list " +
                         open + dirs + close + " for partition " + text_of(p.partition));
  }
  return *partitions;
}

std::vector<ProposedPartition> ReassignOptions::valid_proposal() {
  std::vector<ProposedPartition> partitions = proposed();
  if (partitions.empty())
    throw command_failed(is_2_3() ? "Partition reassignment data file is empty"
                                  : "Partition reassignment list cannot be empty");
  std::vector<TopicAndPartition> names;
  std::string repeated;
  for (const ProposedPartition& p : partitions) {
    if (p.replicas.empty()) throw command_failed("Partition replica list cannot be empty");
    names.push_back(p.partition);
    if (const auto twice = duplicates(p.replicas); !twice.empty())
      repeated +=
          (repeated.empty() ? "" : ". ") + text_of(p.partition) + " contains multiple entries for " + ids_text(twice);
  }
  if (const auto twice = duplicates(names); !twice.empty())
    throw command_failed("Partition reassignment contains duplicate topic partitions: " + joined_text(twice, ","));
  if (!repeated.empty()) throw command_failed("Partition replica lists may not contain duplicate entries: " + repeated);
  return partitions;
}

std::vector<std::string> ReassignOptions::topics_to_move() {
  std::string problem;
  const auto topics = parse_topics(file("topics-to-move-json-file"), problem);
  if (!topics) throw operation_failed(problem);
  if (const auto twice = duplicates(*topics); !twice.empty()) {
    std::string names;
    for (const std::string& name : twice) names += (names.empty() ? "" : is_2_3() ? "," : ", ") + name;
    throw command_failed("List of topics to reassign contains duplicate entries: " +
                         (is_2_3() ? names : "[" + names + "]"));
  }
  return *topics;
}

std::vector<kafka::BrokerId> ReassignOptions::broker_list() {
  std::vector<kafka::BrokerId> ids;
  std::string list = text("broker-list");
  while (!list.empty()) {
    const std::string word = list.substr(0, list.find(','));
    const auto id = parse_int(word);
    if (!id) throw JavaException{"java.lang.NumberFormatException", number_format_message(word)};
    ids.emplace_back(*id);
    list.erase(0, word.size() + 1);
  }
  if (const auto twice = duplicates(ids); !twice.empty())
    throw command_failed("Broker list contains duplicate entries: " +
                         (is_2_3() ? ids_text(twice) : "[" + ids_text(twice) + "]"));
  return ids;
}

}  // namespace tools
