#pragma once
/// Settings as texts, as command lines and properties files give them. Kafka: java.util.Properties,
/// CommandLineUtils.parseKeyValueArgs, maybeMergeOptions.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/config/consumer_config.h"
#include "model/config/producer_config.h"
#include "tools/kafka/option_parser.h"
#include "tools/kafka/world.h"

namespace tools {

using Properties = std::map<std::string, std::string>;

/// "key=value" each; without a value it is "".
Properties parse_key_value_args(const std::vector<std::string>& arguments);
/// Lines "key=value" or "key: value"; '#' and '!' begin a comment. Kafka: Utils.loadProps.
Properties parse_properties(std::string_view text);
/// The file of that name, or the exception of Utils.loadProps.
std::optional<JavaException> load_properties(World& world, const std::string& file, Properties& properties);

/// An option that is given wins over a property, and that over the option's default.
void merge_option(Properties& properties, const std::string& key, OptionSet& options, std::string_view option);

/// Into the settings of a client; its exception if Kafka refuses a value. `unknown`: names that Kafka does not know.
std::optional<JavaException> apply(const Properties& properties, kafka::ProducerConfig& config,
                                   std::vector<std::string>& unknown);
std::optional<JavaException> apply(const Properties& properties, kafka::ConsumerConfig& config,
                                   std::vector<std::string>& unknown);

}  // namespace tools
