#include "tools/kafka/consumer_group_options.h"

#include <algorithm>
#include <array>

#include "tools/kafka/hash_order.h"
#include "tools/kafka/main_tool.h"

namespace tools {

namespace {

constexpr std::string_view kGroupPurpose =
    "This tool helps to list all consumer groups, describe a consumer group, delete consumer group info, or reset "
    "consumer group offsets.";

constexpr std::array<std::string_view, 8> kScenarios{"to-offset",   "shift-by",  "to-datetime", "by-duration",
                                                     "to-earliest", "to-latest", "to-current",  "from-file"};
constexpr std::array<std::string_view, 2> kGroupScope{"group", "all-groups"};
constexpr std::array<std::string_view, 4> kGroupLevel{"list", "describe", "delete", "reset-offsets"};

std::vector<OptionSpec> common_group_options() {
  return {
      with_value("bootstrap-server", "host:port", "Brokers to begin with, with commas."),
      with_value("group", "group", "The group; several may be given."),
      with_value("topic", "topic", "A topic, or topic:partition,partition; several may be given."),
      flag("all-topics", "All topics of which the group has offsets."),
      flag("list", "Name all groups."),
      flag("describe", "Offsets and lag of a group, its members or its state."),
      flag("all-groups", "Every group there is."),
      flag("delete", "Remove groups without members, and their offsets."),
      with_value("timeout", "ms", "How long to wait for the cluster.", "5000"),
      with_value("command-config", "file", "Settings of the client; not looked at here."),
      flag("reset-offsets", "Set the offsets of groups without members."),
      flag("dry-run", "Only show what would be set; so it is without --execute."),
      flag("execute", "Set it."),
      flag("export", "Print CSV, which --from-file reads."),
      with_value("to-offset", "offset", "Set all to this offset."),
      with_value("from-file", "file", "Set what a CSV file says."),
      with_value("to-datetime", "yyyy-MM-ddTHH:mm:ss.SSS", "Set to the first record that is not older."),
      with_value("by-duration", "PnDTnHnMnS", "Set to the first record that is not older than so long ago."),
      flag("to-earliest", "Set to the beginning."),
      flag("to-latest", "Set to the end."),
      flag("to-current", "Set to what is committed, else to the end."),
      with_value("shift-by", "number", "Move by so many records, forwards or backwards."),
      flag("members", "With --describe: the members."),
      flag("verbose", "With --members: their partitions too."),
      flag("offsets", "With --describe: the offsets, which is the default."),
  };
}

std::vector<OptionSpec> options_of(ToolsRelease release) {
  std::vector<OptionSpec> options = common_group_options();
  if (release == ToolsRelease::v2_0 || release == ToolsRelease::v2_3) {
    options.push_back(flag("state", "With --describe: the group's state."));
    return options;
  }
  options.push_back(
      {"state", OptionSpec::Argument::optional, "states",
       "With --describe: the group's state. With --list: every group's, or only groups in those states."});
  options.push_back(flag("delete-offsets", "Remove a group's offsets of topics that it does not read."));
  if (release == ToolsRelease::v3_9)
    options.push_back({"type", OptionSpec::Argument::optional, "types",
                       "With --list: every group's type, or only groups of those types."});
  return options;
}

const std::vector<OptionSpec>& group_specs(ToolsRelease release) {
  static const std::vector<OptionSpec> v2_3 = options_of(ToolsRelease::v2_3);
  static const std::vector<OptionSpec> v2_8 = options_of(ToolsRelease::v2_8);
  static const std::vector<OptionSpec> v3_9 = options_of(ToolsRelease::v3_9);
  return release == ToolsRelease::v3_9 ? v3_9 : release == ToolsRelease::v2_8 ? v2_8 : v2_3;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "[" : ", [") + name + "]";
  return text;
}

template <class Names>
std::vector<std::string> others(const Names& names, std::string_view but) {
  std::vector<std::string> left;
  for (const std::string_view name : names)
    if (name != but) left.emplace_back(name);
  return left;
}

}  // namespace

ConsumerGroupOptions::ConsumerGroupOptions(ToolContext& context)
    : context_(context),
      release_(context.world.tools_release()),
      line_(context, group_specs(release_), kGroupPurpose) {}

// ---- values

std::optional<std::string> ConsumerGroupOptions::text(std::string_view option) {
  auto value = line_.options().text(option);
  if (line_.options().problem()) throw JavaException(*line_.options().problem());
  return value;
}

std::optional<std::int64_t> ConsumerGroupOptions::int64(std::string_view option) {
  const auto value = line_.options().int64(option);
  if (line_.options().problem()) throw JavaException(*line_.options().problem());
  return value;
}

std::int64_t ConsumerGroupOptions::timeout_ms() { return int64("timeout").value_or(5000); }

void ConsumerGroupOptions::usage(const std::string& message) {
  context_.console.err(message + "\n" + line_.help());
  throw SystemExit{1};
}

/// A set's text: Scala's up to 3.7, Java's since.
std::string ConsumerGroupOptions::scenario_missing() const {
  const std::vector<std::string> names(kScenarios.begin(), kScenarios.end());
  const std::string set = is_2_3() ? "Set(" + joined(scala_option_set_order(names)) + ")"
                                   : "[" + joined(java_option_set_order(names)) + "]";
  return "Option '[reset-offsets]' requires one of the following scenarios: " + set;
}

// ---- checks

void ConsumerGroupOptions::check() {
  if (const auto wrong = line_.parse()) throw JavaException(*wrong);
  check_available();
  if (context_.args.empty() || has("help")) usage(std::string(kGroupPurpose));
  if (has("version")) {
    context_.console.out(version_text(context_.world) + "\n");
    throw SystemExit{0};
  }
  if (is_2_3()) check_actions();
  if (!has("bootstrap-server")) usage("Missing required argument \"[bootstrap-server]\"");
  if (has("describe")) check_describe();
  if (has("delete")) check_delete();
  if (has("delete-offsets") && (!has("group") || !has("topic")))
    usage(
        "Option [delete-offsets] takes the following options: " +
        joined(is_2_3() ? std::vector<std::string>{"group", "topic"} : java_option_set_order({"group", "all-groups"})));
  if (has("reset-offsets")) check_reset();
  forbid("group", {"all-groups"});
  forbid("group", {"list"});
  forbid("topic", {"list", "describe"});
  if (!is_2_3()) check_actions();
}

/// Kafka: availableIf, mutuallyExclusive of JOpt Simple.
void ConsumerGroupOptions::check_available() {
  std::vector<std::string> unavailable;
  for (const std::string_view option : {"members", "verbose", "offsets"})
    if (has(option) && !has("describe")) unavailable.emplace_back(option);
  const bool states_of_lists = release_ == ToolsRelease::v2_8 || release_ == ToolsRelease::v3_9;
  if (has("state") && !has("describe") && !(states_of_lists && has("list"))) unavailable.emplace_back("state");
  if (has("type") && !has("list")) unavailable.emplace_back("type");
  if (is_2_3() && unavailable.empty()) {
    std::vector<std::string> given;
    for (const std::string_view option : {"members", "offsets", "state"})
      if (has(option)) given.emplace_back(option);
    if (given.size() > 1) unavailable = given;
  }
  if (unavailable.empty() || has("help") || has("version")) return;
  std::string names;
  for (const std::string& name : unavailable) names += (names.empty() ? "" : ", ") + name;
  throw JavaException{"joptsimple.UnavailableOptionException",
                      "Option(s) [" + names + "] are unavailable given other options on the command line"};
}

void ConsumerGroupOptions::check_actions() {
  int actions = 0;
  for (const std::string_view action : {"list", "describe", "delete", "reset-offsets", "delete-offsets"})
    actions += has(action) ? 1 : 0;
  if (actions == 1) return;
  const bool can_delete = release_ == ToolsRelease::v2_8 || release_ == ToolsRelease::v3_9;
  usage(std::string("Command must include exactly one action: --list, --describe, --delete, --reset-offsets") +
        (can_delete ? ", --delete-offsets" : ""));
}

void ConsumerGroupOptions::require_groups(std::string_view action, std::span<const std::string_view> which) {
  if (has("group") || has("all-groups")) return;
  const std::vector<std::string> names(which.begin(), which.end());
  usage("Option [" + std::string(action) +
        "] takes one of these options: " + joined(is_2_3() ? names : java_option_set_order(names)));
}

void ConsumerGroupOptions::check_describe() {
  if (is_2_3()) return require_groups("describe", kGroupScope);
  require_groups("describe", kGroupLevel);
  int kinds = 0;
  for (const std::string_view kind : {"members", "offsets", "state"}) kinds += has(kind) ? 1 : 0;
  if (kinds > 1) usage("Option [describe] takes at most one of these options: [members], [offsets], [state]");
  if (has("state") && text("state")) usage("Option [describe] does not take a value for [state]");
}

void ConsumerGroupOptions::check_delete() {
  require_groups("delete", kGroupScope);
  if (has("topic")) usage("The consumer does not support topic-specific offset deletion from a consumer group.");
}

void ConsumerGroupOptions::check_reset() {
  if (has("dry-run") && has("execute")) usage("Option [reset-offsets] only accepts one of [execute] and [dry-run]");
  if (!has("dry-run") && !has("execute"))
    context_.console.err(
        "WARN: No action will be performed as the --execute option is missing."
        "In a future major release, the default behavior of this command will be to prompt the user before "
        "executing the reset rather than doing a dry run. You should add the --dry-run option explicitly "
        "if you are scripting this command and want to keep the current default behavior without prompting.\n");
  require_groups("reset-offsets", kGroupScope);
  for (const std::string_view used :
       {"to-offset", "to-datetime", "by-duration", "to-earliest", "to-latest", "to-current", "shift-by", "from-file"}) {
    const std::vector<std::string> rest = others(kScenarios, used);
    forbid(used, {rest.begin(), rest.end()});
  }
}

void ConsumerGroupOptions::forbid(std::string_view used, std::vector<std::string_view> others_) {
  if (!has(used)) return;
  for (const std::string_view other : others_)
    if (has(other))
      usage("Option \"[" + std::string(used) + "]\" can't be used with option \"[" + std::string(other) + "]\"");
}

}  // namespace tools
