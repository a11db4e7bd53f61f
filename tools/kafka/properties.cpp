#include "tools/kafka/properties.h"

#include <algorithm>

#include "model/config/config_def.h"

namespace tools {

namespace {

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\f");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\f") - first + 1);
}

template <class Config>
std::optional<JavaException> apply_to(const Properties& properties, Config& config, std::vector<std::string>& unknown) {
  for (const auto& [name, value] : properties) {
    const kafka::SetResult result = kafka::set(config, name, value);
    if (result.ok() || result.error == kafka::SetResult::Error::not_modelled) continue;
    if (result.error != kafka::SetResult::Error::unknown_name)
      return kafka_exception("org.apache.kafka.common.config.ConfigException", result.message);
    unknown.push_back(name);
  }
  return std::nullopt;
}

}  // namespace

Properties parse_key_value_args(const std::vector<std::string>& arguments) {
  Properties properties;
  for (const std::string& argument : arguments) {
    const std::size_t equals = argument.find('=');
    properties[argument.substr(0, equals)] = equals == std::string::npos ? "" : argument.substr(equals + 1);
  }
  return properties;
}

Properties parse_properties(std::string_view text) {
  Properties properties;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = without_blanks(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#' || line.front() == '!') continue;
    const std::size_t separator = line.find_first_of("=: \t");
    std::string_view value =
        separator == std::string_view::npos ? std::string_view{} : without_blanks(line.substr(separator));
    if (value.starts_with('=') || value.starts_with(':')) value = without_blanks(value.substr(1));
    properties[std::string(line.substr(0, separator))] = value;
  }
  return properties;
}

std::optional<JavaException> load_properties(World& world, const std::string& file, Properties& properties) {
  const auto text = world.files().read(file);
  if (!text) return JavaException{"java.nio.file.NoSuchFileException", file};
  for (const auto& [name, value] : parse_properties(*text)) properties[name] = value;
  return std::nullopt;
}

void merge_option(Properties& properties, const std::string& key, OptionSet& options, std::string_view option) {
  if (!options.has(option) && properties.contains(key)) return;
  const auto value = options.text(option);
  if (value) {
    properties[key] = *value;
  } else {
    properties.erase(key);
  }
}

std::optional<JavaException> apply(const Properties& properties, kafka::ProducerConfig& config,
                                   std::vector<std::string>& unknown) {
  return apply_to(properties, config, unknown);
}
std::optional<JavaException> apply(const Properties& properties, kafka::ConsumerConfig& config,
                                   std::vector<std::string>& unknown) {
  return apply_to(properties, config, unknown);
}

}  // namespace tools
