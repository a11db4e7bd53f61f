// kafka-configs.sh --bootstrap-server: of brokers since 1.1, of topics since 2.4.

#include <algorithm>
#include <array>

#include "model/types/java_hash.h"
#include "tools/kafka/config_service.h"

namespace tools {

namespace {

using kafka::AlterConfigOp;
using kafka::ConfigResource;
using kafka::ConfigSource;

constexpr sim::Duration kPatience = std::chrono::seconds(30);

std::string_view name_of(ConfigSource source) {
  constexpr std::array<std::string_view, 5> kNames{"DYNAMIC_TOPIC_CONFIG", "DYNAMIC_BROKER_CONFIG",
                                                   "DYNAMIC_DEFAULT_BROKER_CONFIG", "STATIC_BROKER_CONFIG",
                                                   "DEFAULT_CONFIG"};
  return kNames[static_cast<std::size_t>(source)];
}

ConfigResource resource_of(const ConfigEntity& entity) {
  const std::string name = entity.name.value_or("");
  if (entity.type == "topics") return {ConfigResource::Type::TOPIC, name};
  return {ConfigResource::Type::BROKER, name == ConfigEntity::kDefault ? "" : name};
}

ConfigSource own_source(const ConfigResource& resource) {
  if (resource.type == ConfigResource::Type::TOPIC) return ConfigSource::DYNAMIC_TOPIC_CONFIG;
  return resource.name.empty() ? ConfigSource::DYNAMIC_DEFAULT_BROKER_CONFIG : ConfigSource::DYNAMIC_BROKER_CONFIG;
}

std::string line_of(const kafka::DescribeConfigsResponse::Entry& entry) {
  std::string synonyms;
  for (const auto& s : entry.synonyms)
    synonyms += (synonyms.empty() ? "" : ", ") + std::string(name_of(s.source)) + ":" + s.name + "=" + s.value;
  return "  " + entry.name + "=" + entry.value + " sensitive=false synonyms={" + synonyms + "}";
}

}  // namespace

Async<Done> BrokerConfigs::run() {
  if (context_.world.release_2_3()) {
    if (!arguments_.entity().name)
      throw illegal_argument(
          "At least one of --entity-name or --entity-default must be specified with --bootstrap-server");
  } else {
    refuse_quotas(arguments_.entity());
  }
  if (arguments_.has("alter")) co_return co_await alter();
  co_return co_await describe();
}

/// Quotas of clients are part of a scenario here.
void BrokerConfigs::refuse_quotas(const ConfigEntity& entity) {
  if (entity.type == "topics" || entity.type == "brokers") return;
  const std::string api = arguments_.has("alter") ? "ALTER_CLIENT_QUOTAS" : "DESCRIBE_CLIENT_QUOTAS";
  throw execution_exception(kafka_exception("UnsupportedVersionException", "The broker does not support " + api));
}

/// 3.9 sorts them, 2.3 leaves them as they lie in a HashMap of nearly 200 entries. A future is waited for 30 s only.
Async<BrokerConfigs::Entries> BrokerConfigs::entries(ConfigResource resource, bool all) {
  admin_.set_timeout(kPatience);
  std::optional<JavaException> failed;
  kafka::DescribeConfigsResponse::Resource described;
  try {
    described = co_await admin_.describe_configs(resource);
  } catch (const JavaException& exception) {
    failed = exception;
  }
  if (failed && failed->text().find("errors.TimeoutException") != std::string::npos)
    throw JavaException{"java.util.concurrent.TimeoutException", std::nullopt};
  if (failed) throw JavaException(*failed);
  Entries chosen;
  for (const auto& entry : described.entries)
    if (all || entry.source() == own_source(resource)) chosen.push_back(entry);
  if (!context_.world.release_2_3()) co_return chosen;
  std::vector<std::int32_t> hashes;
  for (const auto& entry : chosen) hashes.push_back(kafka::java_string_hash(entry.name));
  Entries ordered;
  for (const std::size_t i : kafka::hash_map_order(hashes, resource.name.empty() ? 16 : 256))
    ordered.push_back(chosen[i]);
  co_return ordered;
}

// ---- --describe

Async<Done> BrokerConfigs::describe() {
  const ConfigEntity entity = arguments_.entity();
  if (entity.name) co_return co_await describe(entity);
  std::vector<std::string> names;
  const kafka::TopicMetadataResponse known = co_await admin_.all_metadata("listTopics");
  if (entity.type == "topics")
    for (const auto& topic : known.topics) names.push_back(topic.name);
  if (entity.type == "brokers") {
    for (const auto& broker : known.brokers) names.push_back(std::to_string(broker.id.value()));
    names.emplace_back(ConfigEntity::kDefault);
  }
  for (const std::string& name : names) {
    ConfigEntity one = entity;
    one.name = name;
    co_await describe(one);
  }
  co_return Done{};
}

/// 2.3 asks before it prints the first line, 3.9 after it.
Async<Done> BrokerConfigs::describe(ConfigEntity entity) {
  const ConfigResource resource = resource_of(entity);
  const bool is_2_3 = context_.world.release_2_3();
  const bool all = arguments_.has("all");
  const std::string one = entity.type.substr(0, entity.type.size() - 1) + " " + resource.name;
  Entries found;
  if (is_2_3) {
    found = co_await entries(resource, false);
    print(resource.name.empty() ? "Default config for brokers in the cluster are:" : "Configs for " + one + " are:");
  } else {
    print(resource.name.empty() ? "Default configs for brokers in the cluster are:"
                                : (all ? "All configs for " : "Dynamic configs for ") + one + " are:");
    found = co_await entries(resource, all);
  }
  for (const auto& entry : found) print(line_of(entry));
  co_return Done{};
}

// ---- --alter

/// Settings of brokers are replaced as a whole, those of topics one by one.
Async<Done> BrokerConfigs::alter() {
  const ConfigEntity entity = arguments_.entity();
  const ConfigResource resource = resource_of(entity);
  const kafka::zk_data::Overrides added = arguments_.to_add();
  const std::vector<std::string> removed = arguments_.to_delete();
  const Entries before = co_await entries(resource, false);
  kafka::zk_data::Overrides configs;
  for (const auto& entry : before) configs[entry.name] = entry.value;
  std::string invalid;
  for (const std::string& name : removed)
    if (!configs.contains(name)) invalid += (invalid.empty() ? "" : ",") + name;
  if (!invalid.empty()) throw kafka_exception("InvalidConfigurationException", "Invalid config(s): " + invalid);
  if (resource.type == ConfigResource::Type::TOPIC) {
    std::vector<kafka::IncrementalAlterConfigsRequest::Resource> changes(1);
    changes.front().resource = resource;
    for (const auto& [name, value] : added) changes.front().ops.push_back({AlterConfigOp::OpType::SET, name, value});
    for (const std::string& name : removed) changes.front().ops.push_back({AlterConfigOp::OpType::DELETE, name});
    co_await admin_.incremental_alter_configs(std::move(changes));
  } else {
    for (const auto& [name, value] : added) configs[name] = value;
    for (const std::string& name : removed) configs.erase(name);
    kafka::AlterConfigsRequest::Resource change{resource, configs};
    co_await admin_.alter_configs(std::move(change));
  }
  const std::string what = entity.type.substr(0, entity.type.size() - 1);
  if (context_.world.release_2_3()) {
    print(resource.name.empty() ? "Completed updating default config for brokers in the cluster,"
                                : "Completed updating config for broker: " + resource.name + ".");
  } else {
    print(resource.name.empty() ? "Completed updating default config for " + entity.type + " in the cluster."
                                : "Completed updating config for " + what + " " + resource.name + ".");
  }
  co_return Done{};
}

}  // namespace tools
