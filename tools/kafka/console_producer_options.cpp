#include "tools/kafka/console_producer_options.h"

#include <array>
#include <utility>

#include "model/config/config_def.h"

namespace tools {

namespace {

constexpr std::string_view kReader23 = "kafka.tools.ConsoleProducer$LineMessageReader";

std::vector<OptionSpec> common_producer_options(bool is_2_3) {
  std::vector<OptionSpec> options = {
      with_value("topic", "topic", "Where the records go."),
      with_value("broker-list", "host:port,...", "Brokers to ask first."),
      flag("sync", "Waits for the answer to each record before the next line is read."),
      with_value("batch-size", "size", "How much is sent at once.", is_2_3 ? "200" : "16384"),
      with_value("message-send-max-retries", "number", "How often a batch is sent again.", "3"),
      with_value("retry-backoff-ms", "ms", "How long it waits before that.", "100"),
      with_value("timeout", "ms", "How long a record waits for others to go with it.", "1000"),
      with_value("request-required-acks", "acks", "Who must have a record before it counts as sent: 0, 1 or all.",
                 is_2_3 ? "1" : "-1"),
      with_value("request-timeout-ms", "ms", "How long an answer may take.", "1500"),
      with_value("metadata-expiry-ms", "ms", "When leaders are asked for again at the latest.", "300000"),
      with_value("max-block-ms", "ms", "How long a line may wait for metadata or memory.", "60000"),
      with_value("max-memory-bytes", "bytes", "Memory for records that are not sent yet.", "33554432"),
      with_value("max-partition-memory-bytes", "bytes", "Size of a batch.", "16384"),
      with_value("line-reader", "class", "What makes records of lines.", std::string(kReader23)),
      with_value("socket-buffer-size", "bytes", "Has no effect here.", "102400"),
      with_value(
          "property", "name=value",
          "For the line reader: parse.key, key.separator, ignore.error; since 3.2 parse.headers, null.marker ..."),
      with_value("producer-property", "name=value", "A setting of the producer."),
      with_value("producer.config", "file", "Settings of the producer; --producer-property wins."),
  };
  options.push_back({"compression-codec", OptionSpec::Argument::optional, "codec",
                     "none, gzip, snappy, lz4 or zstd; gzip if it is not said which."});
  return options;
}

std::span<const OptionSpec> producer_specs(bool is_2_3) {
  static const std::vector<OptionSpec> old = common_producer_options(true);
  static const std::vector<OptionSpec> current = [] {
    std::vector<OptionSpec> options = common_producer_options(false);
    OptionSpec server = with_value("bootstrap-server", "host:port,...", "Brokers to ask first.");
    server.required_unless = "broker-list";
    options.push_back(server);
    options.push_back(with_value("reader-config", "file", "Settings of the line reader; --property wins."));
    return options;
  }();
  return is_2_3 ? old : current;
}

/// Options that stand for a setting, in the order in which Kafka merges them.
constexpr std::array<std::pair<const char*, const char*>, 9> kMerged = {{{"linger.ms", "timeout"},
                                                                         {"acks", "request-required-acks"},
                                                                         {"request.timeout.ms", "request-timeout-ms"},
                                                                         {"retries", "message-send-max-retries"},
                                                                         {"retry.backoff.ms", "retry-backoff-ms"},
                                                                         {"send.buffer.bytes", "socket-buffer-size"},
                                                                         {"buffer.memory", "max-memory-bytes"},
                                                                         {"metadata.max.age.ms", "metadata-expiry-ms"},
                                                                         {"max.block.ms", "max-block-ms"}}};
/// Those whose values are no text: joptsimple refuses what is no number.
constexpr std::array kNumbers = {"timeout",
                                 "request-timeout-ms",
                                 "message-send-max-retries",
                                 "retry-backoff-ms",
                                 "socket-buffer-size",
                                 "max-memory-bytes",
                                 "metadata-expiry-ms",
                                 "max-block-ms",
                                 "max-partition-memory-bytes"};

/// Before 2.2 options won over properties, given or not (KAFKA-6627).
constexpr std::array kOverridden = {"linger.ms",         "acks",          "request.timeout.ms",  "retries",
                                    "retry.backoff.ms",  "buffer.memory", "metadata.max.age.ms", "max.block.ms",
                                    "send.buffer.bytes", "batch.size"};

std::string_view purpose(const World& world) {
  return world.tools_release() == ToolsRelease::v2_0
             ? "Read data from standard input and publish it to Kafka."
             : "This tool helps to read data from standard input and publish it to Kafka.";
}

}  // namespace

ConsoleProducerOptions::ConsoleProducerOptions(ToolContext& context)
    : context_(context), line_(context, producer_specs(context.world.release_2_3()), purpose(context.world)) {}

bool ConsoleProducerOptions::always_overrides() const { return context_.world.tools_release() == ToolsRelease::v2_0; }

/// e.printStackTrace, exit 1.
bool ConsoleProducerOptions::ends(const JavaException& exception) {
  context_.console.err(exception.text() + "\n");
  context_.exit(1);
  return false;
}

/// A value that joptsimple refuses is told by its message alone.
bool ConsoleProducerOptions::values_are_fine() {
  const auto& problem = line_.options().problem();
  if (!problem) return true;
  context_.console.err(problem->message_text() + "\n");
  context_.exit(1);
  return false;
}

bool ConsoleProducerOptions::check() {
  return line_.parse_or_usage() && line_.no_help_or_version() && check_required() && read_addresses() &&
         read_reader() && read_config();
}

bool ConsoleProducerOptions::check_required() {
  return line_.require({"topic"}) && (!context_.world.release_2_3() || line_.require({"broker-list"}));
}

bool ConsoleProducerOptions::read_addresses() {
  OptionSet& options = line_.options();
  topic = options.text("topic").value_or("");
  addresses = options.text(options.has("bootstrap-server") ? "bootstrap-server" : "broker-list").value_or("");
  if (!values_are_fine()) return false;
  if (!is_host_port_list(addresses)) return line_.usage("Please provide valid host:port like host1:9091,host2:9092\n ");
  sync = options.has("sync");
  if (options.has("batch-size")) static_cast<void>(options.int32("batch-size"));
  return values_are_fine();
}

bool ConsoleProducerOptions::read_reader() {
  OptionSet& options = line_.options();
  const std::string reader_class = options.text("line-reader").value_or("");
  if (!values_are_fine()) return false;
  if (reader_class != kReader23) return ends({"java.lang.ClassNotFoundException", reader_class});
  Properties properties;
  if (options.has("reader-config"))
    if (const auto wrong = load_properties(context_.world, *options.text("reader-config"), properties))
      return ends(*wrong);
  for (const auto& [name, value] : parse_key_value_args(options.texts("property"))) properties[name] = value;
  const auto wrong = reader.configure(properties, context_.world.release_2_3());
  return !wrong || ends(*wrong);
}

/// Kafka: producerProps.
std::optional<JavaException> ConsoleProducerOptions::producer_properties(Properties& properties) {
  OptionSet& options = line_.options();
  if (options.has("producer.config"))
    if (auto wrong = load_properties(context_.world, *options.text("producer.config"), properties)) return wrong;
  for (const auto& [name, value] : parse_key_value_args(options.texts("producer-property"))) properties[name] = value;
  std::string codec = options.has("compression-codec") ? options.text("compression-codec").value_or("") : "none";
  properties["compression.type"] = codec.empty() ? "gzip" : codec;
  const bool named = !context_.world.release_2_3() && properties.contains("client.id");
  if (!named) properties["client.id"] = "console-producer";
  for (const char* number : kNumbers) static_cast<void>(options.int64(number));
  if (always_overrides())
    for (const char* key : kOverridden) properties.erase(key);
  for (const auto& [key, option] : kMerged) merge_option(properties, key, options, option);
  if (!context_.world.release_2_3()) merge_option(properties, "batch.size", options, "batch-size");
  merge_option(properties, "batch.size", options, "max-partition-memory-bytes");
  return std::nullopt;
}

bool ConsoleProducerOptions::read_config() {
  Properties properties;
  if (const auto wrong = producer_properties(properties)) return ends(*wrong);
  if (!values_are_fine()) return false;
  properties.erase("bootstrap.servers");
  properties.erase("key.serializer");
  properties.erase("value.serializer");
  client_id = properties["client.id"];
  config = kafka::profile_defaults<kafka::ProducerConfig>(context_.world.release());
  std::vector<std::string> unknown;
  if (const auto wrong = apply(properties, config, unknown)) return ends(*wrong);
  if (context_.world.release_2_3())
    for (const std::string& name : unknown)
      log_line(context_, "WARN", "The configuration '" + name + "' was supplied but isn't a known config.",
               "org.apache.kafka.clients.producer.ProducerConfig");
  config.bootstrap_servers = context_.world.bootstrap_servers(addresses);
  if (!config.bootstrap_servers.empty()) return true;
  return ends({"org.apache.kafka.common.KafkaException",
               "Failed to construct kafka producer\nCaused by: org.apache.kafka.common.config.ConfigException: No "
               "resolvable bootstrap urls given in bootstrap.servers"});
}

}  // namespace tools
