// kafka-reassign-partitions.sh. Kafka: ReassignPartitionsCommand.

#include <memory>

#include "tools/kafka/reassign_service.h"

namespace tools {

namespace {

class ReassignPartitionsCommand final : public MainTool {
 public:
  explicit ReassignPartitionsCommand(ToolContext context) : MainTool(std::move(context)), options_(this->context()) {}

 private:
  /// 2.3 ends with 0 whatever happened.
  Async<int> main() override {
    options_.check();
    std::optional<JavaException> failed;
    try {
      if (is_2_3()) {
        zookeeper_ = std::make_unique<ZooKeeperReassignment>(context(), options_);
        co_await zookeeper_->run();
      } else {
        brokers_ = std::make_unique<BrokerReassignment>(context(), options_);
        co_await brokers_->run();
      }
    } catch (const TerseFailure& terse) {
      print(terse.message);
      co_return 1;
    } catch (const JavaException& exception) {
      failed = exception;
    }
    if (!failed) co_return 0;
    print((is_2_3() ? "Partitions reassignment failed due to " : "Error: ") + failed->message_text());
    print(failed->text() + "\n");
    co_return is_2_3() ? 0 : 1;
  }

  ReassignOptions options_;
  std::unique_ptr<ZooKeeperReassignment> zookeeper_;
  std::unique_ptr<BrokerReassignment> brokers_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_reassign_partitions(ToolContext context) {
  return std::make_unique<ReassignPartitionsCommand>(std::move(context));
}

}  // namespace tools
