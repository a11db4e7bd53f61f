// kafka-topics.sh. Kafka: TopicCommand.

#include <utility>

#include "tools/kafka/topic_service.h"

namespace tools {

namespace {

class TopicCommand final : public Tool {
 public:
  explicit TopicCommand(ToolContext context) : context_(std::move(context)), options_(context_) {}

  void start() override {
    if (!options_.check()) return;
    service_ = options_.has("zookeeper") ? make_zookeeper_topic_service(context_, options_)
                                         : make_admin_client_topic_service(context_, options_);
    service_->run();
  }
  void signal(Signal signal) override {
    if (signal == Signal::INT) context_.exit(kExitInterrupted);
    if (signal == Signal::TERM) context_.exit(kExitTerminated);
  }

 private:
  ToolContext context_;
  TopicCommandOptions options_;
  std::unique_ptr<TopicService> service_;
};

}  // namespace

std::unique_ptr<Tool> make_kafka_topics(ToolContext context) {
  return std::make_unique<TopicCommand>(std::move(context));
}

}  // namespace tools
