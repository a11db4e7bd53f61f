#include "tools/kafka/config_arguments.h"

#include <algorithm>
#include <array>

#include "tools/kafka/java_strings.h"
#include "tools/kafka/main_tool.h"

namespace tools {

namespace {

constexpr std::string_view kConfigPurpose =
    "This tool helps to manipulate and describe entity config for a topic, client, user or broker";
constexpr std::string_view kConfigPurpose39 =
    "This tool helps to manipulate and describe entity config for a topic, client, user, broker, ip or client-metrics";
constexpr std::array<std::string_view, 4> kTypes{"topics", "clients", "users", "brokers"};

std::vector<OptionSpec> config_options(bool v2_3) {
  std::vector<OptionSpec> options{
      with_value("zookeeper", "host:port", "ZooKeeper servers, with commas."),
      with_value("bootstrap-server", "host:port", "Brokers to begin with, with commas."),
      with_value("command-config", "file", "Settings of the client; not looked at here."),
      flag("alter", "Change settings."),
      flag("describe", "Show settings."),
      with_value("entity-type", "type", "topics, clients, users or brokers."),
      with_value("entity-name", "name", "Of the topic, client or user; the id of the broker."),
      flag("entity-default", "The default of clients, users or brokers."),
      with_value("add-config", "name=value", "To set, with commas; [a,b] holds a value with commas together."),
      with_value("delete-config", "names", "To remove, with commas."),
      flag("force", "Without effect."),
  };
  if (v2_3) return options;
  options.push_back(flag("all", "With --describe: defaults too."));
  options.push_back(with_value("topic", "name", "The same as --entity-type topics --entity-name."));
  options.push_back(with_value("broker", "id", "The same as --entity-type brokers --entity-name."));
  options.push_back(flag("broker-defaults", "The same as --entity-type brokers --entity-default."));
  return options;
}

const std::vector<OptionSpec>& config_specs(bool v2_3) {
  static const std::vector<OptionSpec> old_options = config_options(true);
  static const std::vector<OptionSpec> new_options = config_options(false);
  return v2_3 ? old_options : new_options;
}

bool is_one_of(const std::vector<std::string>& types, std::string_view type) {
  return std::find(types.begin(), types.end(), type) != types.end();
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
    : context_(context),
      line_(context, config_specs(context.world.release_2_3()),
            context.world.release_2_3() ? kConfigPurpose : kConfigPurpose39) {}

void ConfigArguments::usage(const std::string& message) {
  context_.console.err(message + "\n" + line_.help());
  throw SystemExit{1};
}

std::vector<std::string> ConfigArguments::types() {
  std::vector<std::string> types = line_.options().texts("entity-type");
  if (has("topic")) types.emplace_back("topics");
  if (has("broker") || has("broker-defaults")) types.emplace_back("brokers");
  return types;
}

void ConfigArguments::check() {
  if (const auto wrong = line_.parse()) throw JavaException(*wrong);
  const bool is_2_3 = context_.world.release_2_3();
  if (context_.args.empty() || has("help")) usage(std::string(is_2_3 ? kConfigPurpose : kConfigPurpose39));
  if (has("version")) {
    context_.console.out(version_text(context_.world) + "\n");
    throw SystemExit{0};
  }
  if (has("alter") == has("describe")) usage("Command must include exactly one action: --describe, --alter");
  for (const std::string option : {"add-config", "delete-config"})
    if (has("describe") && has(option)) usage("Option \"[describe]\" can't be used with option \"[" + option + "]\"");
  is_2_3 ? check_2_3() : check_3_9();
}

void ConfigArguments::check_2_3() {
  if (has("bootstrap-server") == has("zookeeper"))
    throw illegal_argument("Only one of --bootstrap-server or --zookeeper must be specified");
  const std::vector<std::string> types = this->types();
  const bool zookeeper_only =
      std::any_of(types.begin(), types.end(), [](const std::string& type) { return type != "brokers"; });
  if (zookeeper_only && !has("zookeeper")) usage("Missing required argument \"[zookeeper]\"");
  if (has("alter")) {
    const bool not_topics = is_one_of(types, "users") || is_one_of(types, "clients") || is_one_of(types, "brokers");
    if (not_topics && !has("entity-name") && !has("entity-default"))
      throw illegal_argument(
          "--entity-name or --entity-default must be specified with --alter of users, clients or brokers");
    if (!not_topics && !has("entity-name"))
      throw illegal_argument("--entity-name must be specified with --alter of Buffer(" +
                             (types.empty() ? "" : types.front()) + ")");
    if (!has("add-config") && !has("delete-config"))
      throw illegal_argument("At least one of --add-config or --delete-config must be specified with --alter");
  }
  for (const std::string& type : types)
    if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end())
      throw illegal_argument("Invalid entity-type " + type +
                             ", --entity-type must be one of List(topics, clients, users, brokers)");
  if (types.empty()) throw illegal_argument("At least one --entity-type must be specified");
  check_together(types);
}

/// Two types are a client's of a user.
void ConfigArguments::check_together(const std::vector<std::string>& types) {
  const bool both = types.size() == 2 && is_one_of(types, "users") && is_one_of(types, "clients");
  if (types.size() > 1 && !both)
    throw illegal_argument("Only 'users' and 'clients' entity types may be specified together");
}

void ConfigArguments::check_3_9() {
  const std::vector<std::string> types = this->types();
  const bool brokers = has("bootstrap-server");
  const std::string allowed =
      brokers ? "topics, clients, users, brokers, ips, broker-loggers, client-metrics" : "users, brokers";
  for (const std::string& type : types)
    if ((", " + allowed + ",").find(", " + type + ",") == std::string::npos)
      throw illegal_argument("Invalid entity type " + type + ", the entity type must be one of " + allowed +
                             " with a " + (brokers ? "--bootstrap-server or --bootstrap-controller" : "--zookeeper") +
                             " argument");
  if (types.empty()) throw illegal_argument("At least one entity type must be specified");
  check_together(types);
  const bool general = has("entity-name") || has("entity-type") || has("entity-default");
  if (general && (has("topic") || has("broker") || has("broker-defaults")))
    throw illegal_argument("--entity-{type,name,default} should not be used in conjunction with specific entity flags");
  if (!brokers && !has("zookeeper"))
    throw illegal_argument(
        "One of the required --bootstrap-server, --boostrap-controller, or --zookeeper arguments must be specified");
  if (brokers && has("zookeeper"))
    throw illegal_argument("Only one of --bootstrap-server, --boostrap-controller, and --zookeeper can be specified");
  if (has("all") && has("zookeeper")) throw illegal_argument("--bootstrap-server must be specified for --all");
  check_names_3_9(types);
}

void ConfigArguments::check_names_3_9(const std::vector<std::string>& types) {
  const bool named = has("entity-name") || has("topic") || has("broker");
  for (const std::string_view option : {"entity-name", "broker"}) {
    if (!is_one_of(types, "brokers") || !has(option)) continue;
    if (const std::string id = text(option); id.empty() || id.find_first_not_of("0123456789") != std::string::npos)
      throw illegal_argument("The entity name for brokers must be a valid integer broker id, but it is: " + id);
  }
  if (!has("alter")) return;
  if (is_one_of(types, "topics")) {
    if (!named) throw illegal_argument("an entity name must be specified with --alter of topics");
  } else if (!named && !has("entity-default") && !has("broker-defaults")) {
    throw illegal_argument(
        "an entity-name or default entity must be specified with --alter of users, clients, brokers or ips");
  }
  if (!has("add-config") && !has("delete-config"))
    throw illegal_argument(
        "At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter");
}

/// Users come first, whatever the order on the command line.
ConfigEntity ConfigArguments::entity() {
  if (has("topic")) return {.type = "topics", .name = text("topic")};
  if (has("broker")) return {.type = "brokers", .name = text("broker")};
  if (has("broker-defaults")) return {.type = "brokers", .name = ConfigEntity::kDefault};
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
    configs[std::string(trimmed(parts[0]))] = trimmed(value);
  }
  return configs;
}

std::vector<std::string> ConfigArguments::to_delete() {
  std::vector<std::string> names;
  for (const std::string& list : line_.options().texts("delete-config"))
    for (const std::string& name : split_outside_brackets(list, ','))
      if (!trimmed(name).empty()) names.emplace_back(trimmed(name));
  return names;
}

}  // namespace tools
