#include "model/broker/config_entries.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "model/config/config_def.h"
#include "model/config/default_topic_config.h"

namespace kafka {

namespace {

using Synonym = DescribeConfigsResponse::Synonym;

/// Names of one thing, the first that is set counts.
std::vector<std::string> synonyms_of(const std::string& name) {
  if (name == "log.roll.ms" || name == "log.roll.hours") return {"log.roll.ms", "log.roll.hours"};
  if (name == "log.roll.jitter.ms" || name == "log.roll.jitter.hours")
    return {"log.roll.jitter.ms", "log.roll.jitter.hours"};
  if (name == "log.retention.ms" || name == "log.retention.minutes" || name == "log.retention.hours")
    return {"log.retention.ms", "log.retention.minutes", "log.retention.hours"};
  return {name};
}

/// The broker's setting behind a topic's; "" if there is none. Kafka: ServerTopicConfigSynonyms.
std::string broker_name_of(const std::string& topic_setting) {
  static const std::map<std::string, std::string> irregular{
      {"min.insync.replicas", "min.insync.replicas"},
      {"max.message.bytes", "message.max.bytes"},
      {"unclean.leader.election.enable", "unclean.leader.election.enable"},
      {"compression.type", "compression.type"},
      {"segment.ms", "log.roll.ms"},
      {"segment.jitter.ms", "log.roll.jitter.ms"},
      {"min.cleanable.dirty.ratio", "log.cleaner.min.cleanable.ratio"},
      {"delete.retention.ms", "log.cleaner.delete.retention.ms"},
      {"leader.replication.throttled.replicas", ""},
      {"follower.replication.throttled.replicas", ""},
  };
  const auto it = irregular.find(topic_setting);
  return it == irregular.end() ? "log." + topic_setting : it->second;
}

class Sources {
 public:
  Sources(const DynamicBrokerConfig& broker, Profile release)
      : broker_(broker), release_(profile_defaults<BrokerConfig>(release)) {}

  /// Of a broker's setting, the first name's own first.
  [[nodiscard]] std::vector<Synonym> of(const std::string& name) const {
    const std::vector<std::string> names = synonyms_of(name);
    std::vector<Synonym> all;
    add(all, names, ConfigSource::DYNAMIC_BROKER_CONFIG,
        [&](const std::string& n) { return find(broker_.of_broker(), n); });
    add(all, names, ConfigSource::DYNAMIC_DEFAULT_BROKER_CONFIG,
        [&](const std::string& n) { return find(broker_.defaults(), n); });
    add(all, names, ConfigSource::STATIC_BROKER_CONFIG, [&](const std::string& n) {
      const std::optional<std::string> value = get(broker_.properties(), n);
      return value == get(release_, n) ? std::nullopt : value;
    });
    add(all, names, ConfigSource::DEFAULT_CONFIG, [&](const std::string& n) {
      const std::optional<std::string> value = get(release_, n);
      return value && value->empty() ? std::nullopt : value;  // Kafka's null
    });
    all.erase(all.begin(), std::find_if(all.begin(), all.end(), [&](const Synonym& s) { return s.name == name; }));
    return all;
  }

 private:
  static std::optional<std::string> find(const DynamicSettings& settings, const std::string& name) {
    const auto it = settings.find(name);
    return it == settings.end() ? std::nullopt : std::optional(it->second);
  }
  template <class Value>
  static void add(std::vector<Synonym>& all, const std::vector<std::string>& names, ConfigSource source, Value value) {
    for (const std::string& name : names)
      if (const std::optional<std::string> found = value(name)) all.push_back({source, name, *found});
  }

  const DynamicBrokerConfig& broker_;
  BrokerConfig release_;
};

ConfigEntries values(std::map<std::string, DescribeConfigsResponse::Entry> by_name) {
  ConfigEntries entries;
  for (auto& [name, entry] : by_name) entries.push_back(std::move(entry));
  return entries;
}

}  // namespace

ConfigEntries topic_config_entries(const DynamicSettings& overrides, const DynamicBrokerConfig& broker,
                                   Profile release) {
  const Sources sources(broker, release);
  const TopicConfig config = with_overrides(default_topic_config(broker.current()), overrides);
  std::map<std::string, DescribeConfigsResponse::Entry> all;
  for (const Field<TopicConfig>& field : fields<TopicConfig>())
    all[std::string(field.name)] = {.name = std::string(field.name), .value = *get(config, field.name)};
  for (const auto& [name, value] : overrides) all[name] = {.name = name, .value = value};
  for (auto& [name, entry] : all) {
    entry.synonyms = sources.of(broker_name_of(name));
    if (overrides.contains(name))
      entry.synonyms.insert(entry.synonyms.begin(), {ConfigSource::DYNAMIC_TOPIC_CONFIG, name, entry.value});
  }
  return values(std::move(all));
}

ConfigEntries broker_config_entries(const DynamicBrokerConfig& broker, Profile release) {
  const Sources sources(broker, release);
  std::map<std::string, DescribeConfigsResponse::Entry> all;
  for (const Field<BrokerConfig>& field : fields<BrokerConfig>())
    all[std::string(field.name)] = {.name = std::string(field.name), .value = *get(broker.current(), field.name)};
  for (const DynamicSettings* set : {&broker.defaults(), &broker.of_broker()})
    for (const auto& [name, value] : *set) all[name] = {.name = name, .value = value};
  for (auto& [name, entry] : all) entry.synonyms = sources.of(name);
  return values(std::move(all));
}

ConfigEntries default_config_entries(const DynamicBrokerConfig& broker) {
  std::map<std::string, DescribeConfigsResponse::Entry> all;
  for (const auto& [name, value] : broker.defaults())
    all[name] = {
        .name = name, .value = value, .synonyms = {{ConfigSource::DYNAMIC_DEFAULT_BROKER_CONFIG, name, value}}};
  return values(std::move(all));
}

}  // namespace kafka
