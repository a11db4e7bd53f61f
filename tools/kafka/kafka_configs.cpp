// kafka-configs.sh. Kafka: ConfigCommand.

#include <algorithm>
#include <memory>

#include "tools/kafka/admin_client.h"
#include "tools/kafka/config_arguments.h"
#include "tools/kafka/main_tool.h"
#include "tools/kafka/topic_command_options.h"
#include "tools/kafka/zk_questions.h"

namespace tools {

namespace {

using kafka::zk_data::Overrides;

std::string joined(const Overrides& configs) {
  std::string text;
  for (const auto& [name, value] : configs) text += (text.empty() ? "" : ",") + name + "=" + value;
  return text;
}

class ConfigCommand final : public MainTool {
 public:
  explicit ConfigCommand(ToolContext context) : MainTool(std::move(context)), arguments_(this->context()) {}

 private:
  Async<int> main() override {
    std::optional<JavaException> failed;
    try {
      arguments_.check();
      if (arguments_.has("zookeeper")) {
        co_await through_zookeeper();
      } else {
        co_await through_brokers();
      }
    } catch (const JavaException& exception) {
      failed = exception;
    }
    if (!failed) co_return 0;
    const bool plain = failed->type == "java.lang.IllegalArgumentException" ||
                       failed->type.find("InvalidConfigurationException") != std::string::npos ||
                       failed->type.starts_with("joptsimple.");
    if (plain) {
      context().console.err(failed->message_text() + "\n");
      co_return 1;
    }
    std::string words;
    for (const std::string& word : context().args) words += (words.empty() ? "" : " ") + word;
    context().console.err("Error while executing config command with args '" + words + "'\n" + failed->text() + "\n");
    co_return 1;
  }

  // ---- --zookeeper

  Async<Done> through_zookeeper() {
    zookeeper_ = std::make_unique<ZkQuestions>(context(), arguments_.text("zookeeper"));
    co_await zookeeper_->open();
    if (arguments_.has("alter")) {
      co_await alter_in_zookeeper();
    } else {
      co_await describe_from_zookeeper();
    }
    co_await zookeeper_->close();
    co_return Done{};
  }

  Async<Done> alter_in_zookeeper() {
    const Overrides added = arguments_.to_add();
    const std::vector<std::string> removed = arguments_.to_delete();
    const ConfigEntity entity = arguments_.entity();
    if (entity.type == "brokers") co_await refuse_running(entity, added);
    if (entity.type == "topics") {
      const auto assignment = co_await zookeeper_->assignment(entity.name.value_or(""));
      if (!assignment)
        throw JavaException{"kafka.admin.AdminOperationException",
                            "Topic " + entity.name.value_or("") + " does not exist."};
    }
    Overrides configs = co_await zookeeper_->entity_config(entity.path());
    std::string invalid;
    for (const std::string& name : removed)
      if (!configs.contains(name)) invalid += (invalid.empty() ? "" : ",") + name;
    if (!invalid.empty()) throw kafka_exception("InvalidConfigurationException", "Invalid config(s): " + invalid);
    for (const auto& [name, value] : added) configs[name] = value;
    for (const std::string& name : removed) configs.erase(name);
    if (entity.type == "topics")
      if (const auto wrong = validate_topic_configs(configs)) throw JavaException(*wrong);
    co_await zookeeper_->change_entity_config(entity.path(), configs);
    print("Completed Updating config for entity: " + entity.text() + ".");
    co_return Done{};
  }

  /// Only rates of replication may be written past a broker that runs.
  Async<Done> refuse_running(ConfigEntity entity, Overrides added) {
    std::string dynamic;
    for (const auto& [name, value] : added)
      if (name != "leader.replication.throttled.rate" && name != "follower.replication.throttled.rate" &&
          name != "replica.alter.log.dirs.io.max.bytes.per.second")
        dynamic += (dynamic.empty() ? "" : ", ") + name;
    if (dynamic.empty()) co_return Done{};
    const std::vector<kafka::BrokerSpec> running = co_await zookeeper_->brokers();
    const std::string name = entity.name.value_or("");
    const bool cluster = entity.name == ConfigEntity::kDefault;
    const bool runs = std::any_of(running.begin(), running.end(), [&](const kafka::BrokerSpec& b) {
      return cluster || std::to_string(b.id.value()) == name;
    });
    if (!runs) co_return Done{};
    throw illegal_argument(
        "requirement failed: --bootstrap-server option must be specified to update broker configs Set(" + dynamic +
        ")." + (cluster ? " for default cluster if any broker is running." : " when broker " + name + " is running.") +
        " Broker configuraton updates using ZooKeeper are supported for bootstrapping before brokers are started to "
        "enable encrypted password configs to be stored in ZooKeeper.");
  }

  Async<Done> describe_from_zookeeper() {
    const ConfigEntity entity = arguments_.entity();
    std::vector<ConfigEntity> entities{entity};
    if (!entity.name) {
      entities.clear();
      const std::vector<std::string> names = co_await zookeeper_->children("/config/" + entity.type);
      for (const std::string& name : names) {
        ConfigEntity one = entity;
        one.name = name;
        entities.push_back(one);
      }
    }
    for (const ConfigEntity& one : entities) {
      const Overrides configs = co_await zookeeper_->entity_config(one.path());
      if (entity.type == "users" && !entity.name && !entity.client && configs.empty()) continue;
      print("Configs for " + one.text() + " are " + joined(configs));
    }
    co_return Done{};
  }

  // ---- --bootstrap-server

  Async<Done> through_brokers() {
    admin_ = std::make_unique<AdminClient>(context(), arguments_.text("bootstrap-server"));
    const ConfigEntity entity = arguments_.entity();
    if (arguments_.has("alter"))
      throw execution_exception(
          kafka_exception("UnsupportedVersionException", "The broker does not support INCREMENTAL_ALTER_CONFIGS"));
    if (entity.type != "topics")
      throw execution_exception(
          kafka_exception("UnsupportedVersionException", "The broker does not describe settings of " + entity.type));
    std::vector<std::string> names;
    if (entity.name) names.push_back(*entity.name);
    if (!entity.name) {
      const kafka::TopicMetadataResponse known = co_await admin_->all_metadata("listTopics");
      for (const auto& topic : known.topics) names.push_back(topic.name);
    }
    for (const std::string& name : names) {
      kafka::DescribeConfigsRequest request;
      request.topics.push_back(name);
      const auto answer =
          co_await admin_->ask<kafka::DescribeConfigsResponse>(AskAnybody{}, "describeConfigs", request);
      describe(answer.topics.front());
    }
    co_return Done{};
  }

  void describe(const kafka::DescribeConfigsResponse::Topic& topic) {
    if (!topic.error.ok()) throw execution_exception(api_exception(topic.error.error, topic.error.message));
    const bool all = arguments_.has("all");
    print((all ? "All configs for topic " : "Dynamic configs for topic ") + topic.name + " are:");
    for (const auto& entry : topic.entries) {
      if (entry.is_default && !all) continue;
      print("  " + entry.name + "=" + entry.value + " sensitive=false synonyms={" +
            (entry.is_default ? "" : "DYNAMIC_TOPIC_CONFIG:" + entry.name + "=" + entry.value) + "}");
    }
  }

  ConfigArguments arguments_;
  std::unique_ptr<ZkQuestions> zookeeper_;
  std::unique_ptr<AdminClient> admin_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_configs(ToolContext context) {
  return std::make_unique<ConfigCommand>(std::move(context));
}

}  // namespace tools
