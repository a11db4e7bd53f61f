#include "scenarios/engine/loader/settings_reader.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/config/config_def.h"
#include "model/config/config_rules.h"
#include "model/config/default_topic_config.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

using kafka::BrokerConfig;
using kafka::ConsumerConfig;
using kafka::ProducerConfig;
using kafka::TopicConfig;
using Error = kafka::SetResult::Error;

/// A setting that belongs elsewhere: the most common reason for an unknown name that is spelt right.
std::string belongs_to(std::string_view name) {
  if (kafka::find_field<ProducerConfig>(name) != nullptr) return "that is a setting of producers";
  if (kafka::find_field<ConsumerConfig>(name) != nullptr) return "that is a setting of consumers: groups";
  if (kafka::find_field<TopicConfig>(name) != nullptr) return "that is a setting of topics";
  if (kafka::find_field<BrokerConfig>(name) != nullptr) return "that is a setting of brokers: cluster.config";
  return "";
}

/// One `config:` map on its way into one config struct.
template <class C>
class SettingsReader {
 public:
  SettingsReader(Context& context, const std::string& path, C& config)
      : context_(context), path_(path), config_(config) {}

  void read(const Entry& entry) {
    const auto text = value_text(entry);
    if (!text) return;
    const kafka::Field<C>* field = kafka::find_field<C>(entry.key);
    const auto plain = field != nullptr ? without_units(*field, entry, *text) : text;
    if (!plain) return;
    const kafka::SetResult result = kafka::set(config_, entry.key, *plain);
    if (result.ok()) {
      given_.push_back(&entry);
    } else {
      report(result, entry, *text);
    }
  }

  /// What Kafka demands of settings together; `map` is where they stand.
  void finish(const Node* map) {
    std::vector<std::string_view> names;
    for (const Entry* entry : given_) names.push_back(entry->key);
    for (std::string& problem : kafka::validate(config_, {context_.profile, names})) {
      Mark where = map != nullptr ? map->mark : Mark{};
      for (const Entry* entry : given_) {
        if (problem.find(entry->key) == std::string::npos) continue;
        where = entry->value.mark;
        break;
      }
      context_.error(where, std::move(problem));
    }
  }

 private:
  /// As in a properties file: a list with commas between its words.
  std::optional<std::string> value_text(const Entry& entry) {
    if (entry.value.scalar()) return entry.value.text;
    if (!entry.value.sequence()) {
      context_.error(entry.value.null() ? entry.key_mark : entry.value.mark,
                     fmt::format("'{}' must have a value, not {}", shorten(entry.key), describe(entry.value)));
      return std::nullopt;
    }
    std::string text;
    for (const Node& item : entry.value.items) {
      const std::string* word = expect_scalar(context_, item, shorten(entry.key), "a list of words");
      if (word == nullptr) return std::nullopt;
      if (!text.empty()) text += ',';
      text += *word;
    }
    return text;
  }

  /// "7d" in the setting's own unit; text that is a number already, or none at all, stays as it is.
  std::optional<std::string> without_units(const kafka::Field<C>& field, const Entry& entry, const std::string& text) {
    const auto number = parse_integer(text);
    const sim::Duration unit = kafka::unit_of(field);
    const bool bytes = kafka::is_bytes(field);
    if (number.ok() && (unit.count() > 0 || bytes || field.type == kafka::ConfigType::INT)) {
      return std::to_string(number.value);
    }
    if (text.empty() || (unit.count() == 0 && !bytes)) return text;
    if (bytes) {
      const auto amount = parse_bytes(text);
      if (amount.ok()) return std::to_string(amount.value.count());
      return refuse(entry, amount.error);
    }
    const auto duration = parse_duration(text);
    if (!duration.ok()) return refuse(entry, duration.error);
    if (duration.value % unit != sim::Duration{0}) {
      return refuse(entry, fmt::format("must be a whole number of {}, not '{}'", unit_name(unit), shorten(text)));
    }
    return std::to_string(duration.value / unit);
  }

  static std::string_view unit_name(sim::Duration unit) {
    if (unit == sim::Duration{std::chrono::hours(1)}) return "hours";
    if (unit == sim::Duration{std::chrono::minutes(1)}) return "minutes";
    return unit == sim::Duration{std::chrono::seconds(1)} ? "seconds" : "milliseconds";
  }

  static bool whole(std::string_view name) {
    const kafka::Field<C>* field = kafka::find_field<C>(name);
    return field == nullptr || field->type != kafka::ConfigType::DOUBLE;
  }

  std::nullopt_t refuse(const Entry& entry, const std::string& error) {
    context_.error(entry.value.mark, fmt::format("'{}' {}", entry.key, error));
    return std::nullopt;
  }

  void report(const kafka::SetResult& result, const Entry& entry, const std::string& text) {
    const std::string name = shorten(entry.key);
    switch (result.error) {
      case Error::none:
        return;
      case Error::unknown_name:
        return report_unknown(result, entry);
      case Error::not_modelled:
        return context_.error(entry.key_mark, result.message);
      case Error::not_a_number:
        return context_.error(entry.value.mark, fmt::format("'{}' must be a {}number, not '{}'", name,
                                                            whole(entry.key) ? "whole " : "", shorten(text)));
      case Error::not_a_boolean:
        return context_.error(entry.value.mark,
                              fmt::format("'{}' must be true or false, not '{}'", name, shorten(text)));
      case Error::out_of_range:
        // Kafka's sentence ends with the limit.
        return context_.error(entry.value.mark,
                              fmt::format("'{}' {}, not {}", name, limit(result.message), shorten(text)));
      case Error::not_a_choice:
        return context_.error(entry.value.mark, fmt::format("'{}' must be one of {}, not '{}'", name,
                                                            kafka::find_field<C>(entry.key)->choices, shorten(text)));
    }
  }

  static std::string limit(const std::string& message) {
    constexpr std::string_view kBegin = ": Value ";
    const std::size_t at = message.rfind(kBegin);
    return at == std::string::npos ? message : message.substr(at + kBegin.size());
  }

  void report_unknown(const kafka::SetResult& result, const Entry& entry) {
    std::string hint = belongs_to(entry.key);
    if (hint.empty() && !result.nearest.empty()) hint = fmt::format("did you mean '{}'?", result.nearest.front());
    context_.error(entry.key_mark, fmt::format("unknown key '{}' in {}", shorten(entry.key), path_), std::move(hint));
  }

  Context& context_;
  const std::string& path_;
  C& config_;
  std::vector<const Entry*> given_;
};

template <class C>
void read_map(Context& context, const Node* node, const std::string& path, C& config) {
  SettingsReader<C> reader(context, path, config);
  if (node != nullptr && expect_map(context, *node, path)) {
    report_duplicate_keys(context, *node, path);
    for (const Entry& entry : node->entries) {
      if (context.diagnostics.full()) return;
      reader.read(entry);
    }
  }
  reader.finish(node);
}

}  // namespace

BrokerConfig broker_defaults(kafka::Profile profile) { return kafka::profile_defaults<BrokerConfig>(profile); }
ProducerConfig producer_defaults(kafka::Profile profile) { return kafka::profile_defaults<ProducerConfig>(profile); }
ConsumerConfig consumer_defaults(kafka::Profile profile) { return kafka::profile_defaults<ConsumerConfig>(profile); }
TopicConfig topic_defaults(const BrokerConfig& broker) { return kafka::default_topic_config(broker); }

void read_settings(Context& context, const Node* node, const std::string& path, BrokerConfig& config) {
  read_map(context, node, path, config);
}
void read_settings(Context& context, const Node* node, const std::string& path, TopicConfig& config) {
  read_map(context, node, path, config);
}
void read_settings(Context& context, const Node* node, const std::string& path, ProducerConfig& config) {
  read_map(context, node, path, config);
}
void read_settings(Context& context, const Node* node, const std::string& path, ConsumerConfig& config) {
  read_map(context, node, path, config);
}

}  // namespace scenario
