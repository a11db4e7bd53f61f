// kafka-configs.sh. Kafka: ConfigCommand.

#include <memory>

#include "tools/kafka/config_service.h"
#include "tools/kafka/main_tool.h"

namespace tools {

namespace {

class ConfigCommand final : public MainTool {
 public:
  explicit ConfigCommand(ToolContext context) : MainTool(std::move(context)), arguments_(this->context()) {}

 private:
  Async<int> main() override {
    std::optional<JavaException> failed;
    try {
      arguments_.check();
      if (arguments_.has("zookeeper")) {
        zookeeper_ = std::make_unique<ZooKeeperConfigs>(context(), arguments_);
        co_await zookeeper_->run();
      } else {
        brokers_ = std::make_unique<BrokerConfigs>(context(), arguments_);
        co_await brokers_->run();
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

  ConfigArguments arguments_;
  std::unique_ptr<ZooKeeperConfigs> zookeeper_;
  std::unique_ptr<BrokerConfigs> brokers_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_configs(ToolContext context) {
  return std::make_unique<ConfigCommand>(std::move(context));
}

}  // namespace tools
