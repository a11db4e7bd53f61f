#include "tools/kafka/config_arguments.h"

#include <algorithm>
#include <array>

#include "tools/kafka/java_strings.h"
#include "tools/kafka/main_tool.h"

namespace tools {

namespace {

constexpr std::string_view kConfigPurpose =
    "This tool helps to manipulate and describe entity config for a topic, client, user or broker";
constexpr std::array<std::string_view, 4> kTypes{"topics", "clients", "users", "brokers"};

const std::vector<OptionSpec>& config_specs() {
  static const std::vector<OptionSpec> options{
      with_value("zookeeper", "host:port", "ZooKeeper servers, with commas."),
      with_value("bootstrap-server", "host:port", "Brokers to begin with, with commas."),
      with_value("command-config", "file", "Settings of the client; not looked at here."),
      flag("alter", "Change settings."),
      flag("describe", "Show settings."),
      flag("all", "With --describe since 2.5: defaults too."),
      with_value("entity-type", "type", "topics, clients, users or brokers."),
      with_value("entity-name", "name", "Of the topic, client or user; the id of the broker."),
      flag("entity-default", "The default of clients, users or brokers."),
      with_value("add-config", "name=value", "To set, with commas; [a,b] holds a value with commas together."),
      with_value("delete-config", "names", "To remove, with commas."),
      flag("force", "Without effect."),
      with_value("topic", "name", "The same as --entity-type topics --entity-name."),
      with_value("broker", "id", "The same as --entity-type brokers --entity-name."),
  };
  return options;
}

/// At separators outside square brackets.
std::vector<std::string> split_outside_brackets(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  bool inside = false;
  for (const char c : text) {
    if (c == '[') inside = true;
    if (c == ']') inside = false;
    if (c == separator && !inside) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string type_name(const std::string& type) {
  if (type == "users") return "user-principal";
  if (type == "clients") return "client-id";
  return type == "topics" ? "topic" : type;
}

std::string entity_text(const std::string& type, const std::optional<std::string>& name) {
  if (!name) return type;
  if (*name == ConfigEntity::kDefault) return "default " + type_name(type);
  return type_name(type) + " '" + *name + "'";
}

}  // namespace

std::string ConfigEntity::path() const {
  return type + "/" + name.value_or("") + (client ? "/clients/" + *client : "");
}

std::string ConfigEntity::text() const {
  return entity_text(type, name) + (client ? ", " + entity_text("clients", client) : "");
}

ConfigArguments::ConfigArguments(ToolContext& context)
    : context_(context), line_(context, config_specs(), kConfigPurpose) {}

void ConfigArguments::usage(const std::string& message) {
  context_.console.err(message + "\n" + line_.help());
  throw SystemExit{1};
}

void ConfigArguments::check() {
  if (const auto wrong = line_.parse()) throw JavaException(*wrong);
  if (context_.args.empty() || has("help")) usage(std::string(kConfigPurpose));
  if (has("version")) {
    context_.console.out(version_text(context_.world) + "\n");
    throw SystemExit{0};
  }
  if (has("alter") == has("describe")) usage("Command must include exactly one action: --describe, --alter");
  for (const std::string option : {"add-config", "delete-config"})
    if (has("describe") && has(option)) usage("Option \"[describe]\" can't be used with option \"[" + option + "]\"");
  check_types();
  if (!has("alter")) return;
  const std::vector<std::string> types = line_.options().texts("entity-type");
  const bool named = has("entity-name") || has("entity-default") || has("topic") || has("broker");
  if (!named && types.front() != "topics")
    throw illegal_argument(
        "--entity-name or --entity-default must be specified with --alter of users, clients or brokers");
  if (!has("entity-name") && !has("topic") && !types.empty() && types.front() == "topics")
    throw illegal_argument("--entity-name must be specified with --alter of Buffer(topics)");
  if (!has("add-config") && !has("delete-config"))
    throw illegal_argument("At least one of --add-config or --delete-config must be specified with --alter");
}

void ConfigArguments::check_types() {
  if (has("bootstrap-server") == has("zookeeper"))
    throw illegal_argument("Only one of --bootstrap-server or --zookeeper must be specified");
  const std::vector<std::string> types = line_.options().texts("entity-type");
  const bool zookeeper_only =
      context_.world.release_2_3() &&
      std::any_of(types.begin(), types.end(), [](const std::string& type) { return type != "brokers"; });
  if (zookeeper_only && !has("zookeeper")) usage("Missing required argument \"[zookeeper]\"");
  for (const std::string& type : types)
    if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end())
      throw illegal_argument("Invalid entity-type " + type +
                             ", --entity-type must be one of List(topics, clients, users, brokers)");
  const bool shorthand = has("topic") || has("broker");
  if (types.empty() && !shorthand) throw illegal_argument("At least one --entity-type must be specified");
  const bool user_and_client =
      types.size() == 2 && types[0] != types[1] &&
      std::all_of(types.begin(), types.end(), [](const std::string& t) { return t == "users" || t == "clients"; });
  if (types.size() > 1 && !user_and_client)
    throw illegal_argument("Only 'users' and 'clients' entity types may be specified together");
}

/// Users come first, whatever the order on the command line.
ConfigEntity ConfigArguments::entity() {
  if (has("topic")) return {.type = "topics", .name = text("topic")};
  if (has("broker")) return {.type = "brokers", .name = text("broker")};
  const std::vector<std::string> types = line_.options().texts("entity-type");
  std::vector<std::string> names = line_.options().texts("entity-name");
  if (has("entity-default")) names.emplace_back(ConfigEntity::kDefault);
  const auto name = [&](std::size_t i) { return i < names.size() ? std::optional(names[i]) : std::nullopt; };
  if (types.size() < 2) return {.type = types.front(), .name = name(0)};
  const bool reverse = types.front() == "clients";
  return {.type = "users", .name = name(reverse ? 1 : 0), .client = name(reverse ? 0 : 1)};
}

kafka::zk_data::Overrides ConfigArguments::to_add() {
  kafka::zk_data::Overrides configs;
  if (!has("add-config")) return configs;
  for (const std::string& pair : split_outside_brackets(text("add-config"), ',')) {
    const std::vector<std::string> parts = split_outside_brackets(pair, '=');
    if (parts.size() != 2)
      throw illegal_argument(
          "requirement failed: Invalid entity config: all configs to be added must be in the format \"key=val\".");
    std::string value = parts[1];
    std::erase_if(value, [](char c) { return c == '[' || c == ']'; });
    configs[trimmed(parts[0])] = trimmed(value);
  }
  return configs;
}

std::vector<std::string> ConfigArguments::to_delete() {
  std::vector<std::string> names;
  for (const std::string& list : line_.options().texts("delete-config"))
    for (const std::string& name : split_outside_brackets(list, ','))
      if (!trimmed(name).empty()) names.push_back(trimmed(name));
  return names;
}

}  // namespace tools
