// kafka-configs.sh --zookeeper.

#include <algorithm>

#include <fmt/format.h>

#include "tools/kafka/config_service.h"
#include "tools/kafka/topic_command_options.h"

namespace tools {

namespace {

using kafka::zk_data::Overrides;

std::string joined(const Overrides& configs, const std::string& separator) {
  std::string text;
  for (const auto& [name, value] : configs) text += (text.empty() ? "" : separator) + name + "=" + value;
  return text;
}

/// As Scala prints what --delete-config named.
std::string scala_text(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return names.empty() ? "List()" : "ArrayBuffer(" + text + ")";
}

}  // namespace

Async<Done> ZooKeeperConfigs::run() {
  if (!context_.world.release_2_3()) {
    print("Warning: --zookeeper is deprecated and will be removed in a future version of Kafka.");
    print("Use --bootstrap-server instead to specify a broker to connect to.");
  }
  co_await zookeeper_.open();
  if (arguments_.has("alter")) {
    co_await alter();
  } else {
    co_await describe();
  }
  co_await zookeeper_.close();
  co_return Done{};
}

Async<Done> ZooKeeperConfigs::alter() {
  const Overrides added = arguments_.to_add();
  const std::vector<std::string> removed = arguments_.to_delete();
  const ConfigEntity entity = arguments_.entity();
  const bool is_2_3 = context_.world.release_2_3();
  if (entity.type == "brokers" && is_2_3) co_await refuse_running(entity, added);
  if (entity.type == "brokers" && !is_2_3)
    co_await refuse_running_3_9(
        entity, "update brokers configs: {add: {" + joined(added, ", ") + "}, delete: " + scala_text(removed) + "}");
  if (entity.type == "topics") {
    const auto assignment = co_await zookeeper_.assignment(entity.name.value_or(""));
    if (!assignment)
      throw JavaException{"kafka.admin.AdminOperationException",
                          "Topic " + entity.name.value_or("") + " does not exist."};
  }
  Overrides configs = co_await zookeeper_.entity_config(entity.path());
  std::string invalid;
  for (const std::string& name : removed)
    if (!configs.contains(name)) invalid += (invalid.empty() ? "" : ",") + name;
  if (!invalid.empty()) throw kafka_exception("InvalidConfigurationException", "Invalid config(s): " + invalid);
  for (const auto& [name, value] : added) configs[name] = value;
  for (const std::string& name : removed) configs.erase(name);
  if (entity.type == "topics")
    if (const auto wrong = validate_topic_configs(configs)) throw JavaException(*wrong);
  co_await zookeeper_.change_entity_config(entity.path(), configs);
  const char* completed =
      is_2_3 ? "Completed Updating config for entity: {}." : "Completed updating config for entity: {}.";
  print(fmt::format(fmt::runtime(completed), entity.text()));
  co_return Done{};
}

/// Only rates of replication may be written past a broker that runs.
Async<Done> ZooKeeperConfigs::refuse_running(ConfigEntity entity, Overrides added) {
  std::string dynamic;
  for (const auto& [name, value] : added)
    if (name != "leader.replication.throttled.rate" && name != "follower.replication.throttled.rate" &&
        name != "replica.alter.log.dirs.io.max.bytes.per.second")
      dynamic += (dynamic.empty() ? "" : ", ") + name;
  if (dynamic.empty()) co_return Done{};
  const std::vector<kafka::BrokerSpec> running = co_await zookeeper_.brokers();
  const std::string name = entity.name.value_or("");
  const bool cluster = entity.name == ConfigEntity::kDefault;
  const bool runs = std::any_of(running.begin(), running.end(), [&](const kafka::BrokerSpec& b) {
    return cluster || std::to_string(b.id.value()) == name;
  });
  if (!runs) co_return Done{};
  throw illegal_argument(
      "requirement failed: --bootstrap-server option must be specified to update broker configs Set(" + dynamic + ")." +
      (cluster ? " for default cluster if any broker is running." : " when broker " + name + " is running.") +
      " Broker configuraton updates using ZooKeeper are supported for bootstrapping before brokers are started to "
      "enable encrypted password configs to be stored in ZooKeeper.");
}

/// Kafka: validateBrokersNotRunning.
Async<Done> ZooKeeperConfigs::refuse_running_3_9(ConfigEntity entity, std::string message) {
  const std::vector<kafka::BrokerSpec> running = co_await zookeeper_.brokers();
  const bool cluster = entity.name == ConfigEntity::kDefault;
  const bool runs = std::any_of(running.begin(), running.end(),
                                [&](const auto& b) { return std::to_string(b.id.value()) == entity.name; });
  if (cluster ? running.empty() : !runs) co_return Done{};
  throw illegal_argument(
      "requirement failed: --bootstrap-server option must be specified to " + message + " - " +
      (cluster ? std::to_string(running.size()) + " brokers are running." : "broker " + *entity.name + " is running.") +
      " Broker configuration operations using ZooKeeper are only supported if the affected "
      "broker(s) are not running.");
}

Async<Done> ZooKeeperConfigs::describe() {
  const ConfigEntity entity = arguments_.entity();
  if (entity.type == "brokers" && !context_.world.release_2_3())
    co_await refuse_running_3_9(entity, "describe brokers");
  std::vector<ConfigEntity> entities{entity};
  if (!entity.name) {
    entities.clear();
    const std::vector<std::string> names = co_await zookeeper_.children("/config/" + entity.type);
    for (const std::string& name : names) {
      ConfigEntity one = entity;
      one.name = name;
      entities.push_back(one);
    }
  }
  for (const ConfigEntity& one : entities) {
    const Overrides configs = co_await zookeeper_.entity_config(one.path());
    if (entity.type == "users" && !entity.name && !entity.client && configs.empty()) continue;
    print("Configs for " + one.text() + " are " + joined(configs, ","));
  }
  co_return Done{};
}

}  // namespace tools
