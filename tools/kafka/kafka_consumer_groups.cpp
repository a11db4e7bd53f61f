// kafka-consumer-groups.sh. Kafka: ConsumerGroupCommand.

#include <memory>

#include "tools/kafka/consumer_group_service.h"
#include "tools/kafka/main_tool.h"

namespace tools {

namespace {

class ConsumerGroupCommand final : public MainTool {
 public:
  explicit ConsumerGroupCommand(ToolContext context) : MainTool(std::move(context)), options_(this->context()) {}

 private:
  Async<int> main() override {
    options_.check();
    const ToolsRelease release = world().tools_release();
    try {
      service_ = std::make_unique<ConsumerGroupService>(context(), options_);
      co_await run();
    } catch (const JavaException& exception) {
      if (release == ToolsRelease::v3_9 && exception.type == "java.lang.IllegalArgumentException")
        options_.usage(exception.message_text());
      const JavaException thrown = as_thrown(exception);
      context().console.out(
          error_line("Executing consumer group command failed due to " + thrown.message_text(), release));
      if (release != ToolsRelease::v2_0) context().console.err(thrown.text() + "\n");
    }
    co_return 0;
  }

  /// A future's get() wraps what the client throws; since 3.8 a list of groups wraps that once more.
  JavaException as_thrown(const JavaException& exception) {
    if (!exception.type.starts_with("org.apache.kafka.common.errors.")) return exception;
    const JavaException wrapped = execution_exception(exception);
    const bool twice =
        world().tools_release() == ToolsRelease::v3_9 && (options_.has("list") || options_.has("all-groups"));
    return twice ? runtime_exception(wrapped) : wrapped;
  }

  Async<Done> run() {
    if (options_.has("list")) co_return co_await service_->list_groups();
    if (options_.has("describe")) co_return co_await service_->describe_groups();
    if (options_.has("delete")) co_return co_await service_->delete_groups();
    if (options_.has("reset-offsets")) co_return co_await service_->reset_offsets();
    co_return co_await service_->delete_offsets();
  }

  ConsumerGroupOptions options_;
  std::unique_ptr<ConsumerGroupService> service_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_consumer_groups(ToolContext context) {
  return std::make_unique<ConsumerGroupCommand>(std::move(context));
}

}  // namespace tools
