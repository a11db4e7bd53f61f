#pragma once
/// What kafka-configs.sh does: through ZooKeeper, or through brokers. Kafka: ConfigCommand.

#include "tools/kafka/admin_client.h"
#include "tools/kafka/config_arguments.h"
#include "tools/kafka/zk_questions.h"

namespace tools {

class ZooKeeperConfigs {
 public:
  ZooKeeperConfigs(ToolContext& context, ConfigArguments& arguments)
      : context_(context), arguments_(arguments), zookeeper_(context, arguments.text("zookeeper")) {}
  Async<Done> run();

 private:
  Async<Done> alter();
  Async<Done> describe();
  Async<Done> refuse_running(ConfigEntity entity, kafka::zk_data::Overrides added);
  Async<Done> refuse_running_3_9(ConfigEntity entity, std::string message);
  void print(const std::string& line) { context_.console.out(line + "\n"); }

  ToolContext& context_;
  ConfigArguments& arguments_;
  ZkQuestions zookeeper_;
};

class BrokerConfigs {
 public:
  BrokerConfigs(ToolContext& context, ConfigArguments& arguments)
      : context_(context), arguments_(arguments), admin_(context, arguments.text("bootstrap-server")) {}
  Async<Done> run();

 private:
  using Entries = std::vector<kafka::DescribeConfigsResponse::Entry>;

  Async<Done> alter();
  Async<Done> describe();
  Async<Done> describe(ConfigEntity entity);
  /// Those that were set at the entity itself, or all; in the order in which they are told.
  Async<Entries> entries(kafka::ConfigResource resource, bool all);
  void refuse_quotas(const ConfigEntity& entity);
  void print(const std::string& line) { context_.console.out(line + "\n"); }

  ToolContext& context_;
  ConfigArguments& arguments_;
  AdminClient admin_;
};

}  // namespace tools
