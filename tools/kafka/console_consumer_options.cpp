#include "tools/kafka/console_consumer_options.h"

#include <algorithm>
#include <utility>

#include "model/config/config_def.h"
#include "model/consumer/console_consumer.h"
#include "tools/kafka/java_numbers.h"
#include "tools/kafka/java_strings.h"

namespace tools {

namespace {

std::vector<OptionSpec> common_consumer_options(bool is_2_3) {
  return {
      with_value("topic", "topic", "What to read."),
      with_value("whitelist", "pattern", "Reads all topics whose names match."),
      with_value("partition", "number", "Reads this partition only, from its end unless it is said where."),
      with_value("offset", "offset", "Where in the partition to begin: a number, earliest or latest.", "latest"),
      with_value("consumer-property", "name=value", "A setting of the consumer."),
      with_value("consumer.config", "file", "Settings of the consumer; --consumer-property wins."),
      with_value("formatter", "class", "What prints the records.", default_formatter(is_2_3)),
      with_value("property", "name=value",
                 "For the formatter: print.timestamp, print.key, print.value, key.separator, line.separator, "
                 "key.deserializer, value.deserializer; since 2.7 print.offset, print.partition, print.headers, "
                 "null.literal."),
      flag("from-beginning", "Reads what is there already, unless the group has read before."),
      with_value("max-messages", "number", "Ends after so many records."),
      with_value("timeout-ms", "ms", "Ends when no record comes for that long."),
      flag("skip-message-on-error", "A record that cannot be printed is passed over."),
      with_value("bootstrap-server", "host:port,...", "Brokers to ask first."),
      with_value("key-deserializer", "class", "What makes text of keys."),
      with_value("value-deserializer", "class", "What makes text of values."),
      flag("enable-systest-events", "Says when it has shut down."),
      with_value("isolation-level", "level", "read_committed passes over what was not committed.", "read_uncommitted"),
      with_value("group", "id", "The consumer group to join."),
  };
}

std::span<const OptionSpec> consumer_specs(bool is_2_3) {
  static const std::vector<OptionSpec> old = common_consumer_options(true);
  static const std::vector<OptionSpec> current = [] {
    std::vector<OptionSpec> options = common_consumer_options(false);
    options.push_back(with_value("include", "pattern", "Reads all topics whose names match."));
    options.push_back(with_value("formatter-config", "file", "Settings of the formatter; --property wins."));
    return options;
  }();
  return is_2_3 ? old : current;
}

}  // namespace

ConsoleConsumerCommand::ConsoleConsumerCommand(ToolContext& context)
    : context_(context),
      line_(context, consumer_specs(context.world.release_2_3()),
            "This tool helps to read data from Kafka topics and outputs it to standard output.") {}

bool ConsoleConsumerCommand::is_2_3() const { return context_.world.release_2_3(); }

std::string_view ConsoleConsumerCommand::logger() const {
  return is_2_3() ? "kafka.tools.ConsoleConsumer$" : "org.apache.kafka.tools.consumer.ConsoleConsumer";
}

void ConsoleConsumerCommand::unknown_error(const JavaException& exception) {
  log_line(context_, "ERROR", "Unknown error when running consumer: ", logger());
  context_.console.err(exception.text() + "\n");
  context_.exit(1);
}

bool ConsoleConsumerCommand::check() {
  if (!line_.parse_or_usage() || !line_.no_help_or_version()) return false;
  systest_events = line_.has("enable-systest-events");
  return is_2_3() ? check_2_3() : check_3_9();
}

bool ConsoleConsumerCommand::check_2_3() {
  return load_files() && read_numbers() && read_formatter() && check_topic() && check_partition() && read_offset() &&
         line_.require({"bootstrap-server"}) && read_group() && set_reset_policy() && read_config();
}

bool ConsoleConsumerCommand::check_3_9() {
  return check_topic() && read_numbers() && check_partition() && line_.require({"bootstrap-server"}) && load_files() &&
         read_group() && set_reset_policy() && read_offset() && read_formatter() && read_config();
}

bool ConsoleConsumerCommand::load_files() {
  OptionSet& options = line_.options();
  extra_properties_ = parse_key_value_args(options.texts("consumer-property"));
  if (!options.has("consumer.config")) return true;
  const auto file = options.text("consumer.config");
  if (!line_.values_are_fine()) return false;
  const auto wrong = load_properties(context_.world, *file, file_properties_);
  return !wrong || line_.uncaught(*wrong);
}

bool ConsoleConsumerCommand::read_numbers() {
  OptionSet& options = line_.options();
  if (options.has("partition")) partition = options.int32("partition");
  max_messages = options.int32("max-messages").value_or(-1);
  timeout_ms = is_2_3() ? std::optional<std::int64_t>(options.int32("timeout-ms")) : options.int64("timeout-ms");
  if (timeout_ms && *timeout_ms < 0) timeout_ms.reset();
  addresses = options.text("bootstrap-server").value_or("");
  return line_.values_are_fine();
}

/// What goes wrong with it is told with the usage since 3.0.
bool ConsoleConsumerCommand::read_formatter() {
  OptionSet& options = line_.options();
  Properties properties;
  std::optional<JavaException> wrong;
  if (options.has("formatter-config"))
    wrong = load_properties(context_.world, *options.text("formatter-config"), properties);
  for (const auto& [name, value] : parse_key_value_args(options.texts("property"))) properties[name] = value;
  for (const auto& [key, option] :
       {std::pair("key.deserializer", "key-deserializer"), std::pair("value.deserializer", "value-deserializer")})
    if (const auto value = options.text(option); value && !value->empty()) properties[key] = *value;
  const std::string formatter_class = options.text("formatter").value_or("");
  if (!line_.values_are_fine()) return false;
  if (!is_2_3()) context_.console.err(formatter_deprecation(formatter_class));
  if (!wrong) wrong = formatter.configure(formatter_class, properties, is_2_3());
  if (!wrong) return true;
  return is_2_3() ? line_.uncaught(*wrong) : line_.usage(wrong->message_text());
}

bool ConsoleConsumerCommand::check_topic() {
  OptionSet& options = line_.options();
  if (options.has("topic")) topic = options.text("topic");
  if (options.has("include") || options.has("whitelist"))
    include = options.text(options.has("include") ? "include" : "whitelist");
  if (!line_.values_are_fine()) return false;
  if (topic.has_value() != include.has_value()) return true;
  if (is_2_3()) return line_.usage("Exactly one of whitelist/topic is required.");
  return line_.usage(
      "Exactly one of --include/--topic is required. " +
      std::string(options.has("whitelist")
                      ? "--whitelist is DEPRECATED use --include instead; ignored if --include specified."
                      : ""));
}

bool ConsoleConsumerCommand::check_partition() {
  if (!partition) return !line_.has("offset") || line_.usage("The partition is required when offset is specified.");
  if (!topic) return line_.usage("The topic is required when partition is specified.");
  if (line_.has("from-beginning") && line_.has("offset"))
    return line_.usage("Options from-beginning and offset cannot be specified together.");
  return true;
}

bool ConsoleConsumerCommand::read_offset() {
  offset = line_.has("from-beginning") ? kEarliestTimestamp : kLatestTimestamp;
  if (!line_.has("offset")) return true;
  const auto text = line_.options().text("offset");
  if (!line_.values_are_fine()) return false;
  const std::string where = lower_case(*text);
  if (where == "latest") return true;
  offset = kEarliestTimestamp;
  if (where == "earliest") return true;
  offset = parse_long(where).value_or(-1);
  return offset >= 0 || line_.usage("The provided offset value '" + (is_2_3() ? where : *text) +
                                    "' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long.");
}

bool ConsoleConsumerCommand::read_group() {
  std::vector<std::string> ids;
  const auto add = [&](const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  if (line_.has("group")) add(line_.options().text("group").value_or(""));
  if (!line_.values_are_fine()) return false;
  for (const Properties* properties : {&std::as_const(file_properties_), &std::as_const(extra_properties_)})
    if (const auto it = properties->find("group.id"); it != properties->end()) add(it->second);
  if (ids.size() > 1) {
    std::string all;
    for (const std::string& id : ids) all += (all.empty() ? "'" : ", '") + id + "'";
    return line_.usage(
        "The group ids provided in different places (directly using '--group', via '--consumer-property', or via "
        "'--consumer.config') do not match. Detected group ids: " +
        all);
  }
  if (!ids.empty() && partition) return line_.usage("Options group and partition cannot be specified together.");
  sim::Rng rng = context_.world.streams().stream("tool/" + context_.name + "/group");
  group = ids.empty() ? kafka::console_consumer_group(static_cast<std::int32_t>(rng.below(100000))) : ids.front();
  if (ids.empty() && !file_properties_.contains("enable.auto.commit")) file_properties_["enable.auto.commit"] = "false";
  return true;
}

bool ConsoleConsumerCommand::set_reset_policy() {
  properties_ = file_properties_;
  for (const auto& [name, value] : extra_properties_) properties_[name] = value;
  const bool beginning = line_.has("from-beginning");
  const auto given = properties_.find("auto.offset.reset");
  if (given == properties_.end()) {
    properties_["auto.offset.reset"] = beginning ? "earliest" : "latest";
  } else if (beginning && given->second != "earliest") {
    context_.console.err("Can't simultaneously specify --from-beginning and 'auto.offset.reset=" + given->second +
                         "', please remove one option\n");
    context_.exit(1);
    return false;
  }
  return true;
}

bool ConsoleConsumerCommand::read_config() {
  merge_option(properties_, "isolation.level", line_.options(), "isolation-level");
  if (!line_.values_are_fine()) return false;
  if (!is_2_3() && !properties_.contains("client.id")) properties_["client.id"] = "console-consumer";
  for (const char* name : {"group.id", "bootstrap.servers", "key.deserializer", "value.deserializer"})
    properties_.erase(name);
  config = kafka::profile_defaults<kafka::ConsumerConfig>(context_.world.release());
  std::vector<std::string> unknown;
  std::optional<JavaException> wrong = apply(properties_, config, unknown);
  config.bootstrap_servers = context_.world.bootstrap_servers(addresses);
  if (!wrong && config.bootstrap_servers.empty())
    wrong = JavaException{"org.apache.kafka.common.KafkaException",
                          "Failed to construct kafka consumer\nCaused by: "
                          "org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in "
                          "bootstrap.servers"};
  if (wrong) {
    unknown_error(*wrong);
    return false;
  }
  if (is_2_3())
    for (const std::string& name : unknown)
      log_line(context_, "WARN", "The configuration '" + name + "' was supplied but isn't a known config.",
               "org.apache.kafka.clients.consumer.ConsumerConfig");
  client_id = config.client_id.empty() ? "consumer-1" : config.client_id;
  return true;
}

}  // namespace tools
