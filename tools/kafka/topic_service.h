#pragma once
/// What kafka-topics.sh does for each of its actions. Kafka: TopicCommand.TopicService, DescribeOptions,
/// PartitionDescription.

#include <memory>
#include <set>

#include "model/protocol/partition_state.h"
#include "tools/kafka/tool.h"
#include "tools/kafka/topic_command_options.h"
#include "tools/kafka/topic_text.h"

namespace tools {

/// One run; it ends with done() or fail(), once.
class TopicService {
 public:
  TopicService(ToolContext& context, TopicCommandOptions& options) : context_(context), options_(options) {}
  virtual ~TopicService() = default;
  TopicService(const TopicService&) = delete;
  TopicService& operator=(const TopicService&) = delete;

  /// Connects, and does what the command line says.
  virtual void run() = 0;

 protected:
  virtual void create_topic(CommandTopicPartition topic) = 0;
  virtual void list_topics() = 0;
  virtual void alter_topic() = 0;
  virtual void describe_topic() = 0;
  virtual void delete_topic() = 0;
  virtual void close(std::function<void()> done) = 0;

  void act();
  void print(const std::string& line) { context_.console.out(line + "\n"); }
  void done();
  /// "Error while executing topic command", on stdout; the exception itself on stderr.
  void fail(const JavaException& exception);
  /// The exception that AdminClient's futures throw. 2.3 does not look inside.
  void fail_future(const JavaException& cause);
  /// Kafka: ensureTopicExists; false: it has failed.
  bool ensure_topic_exists(const std::vector<std::string>& found);
  /// Those that --topic means; nothing: it has failed.
  std::optional<std::vector<std::string>> chosen(std::vector<std::string> all);
  /// Kafka: shouldPrintTopicPartition, printPartition.
  void maybe_print(const PartitionDescription& partition, const std::set<kafka::BrokerId>& live_brokers);

  [[nodiscard]] bool is_2_3() const;

  ToolContext& context_;
  TopicCommandOptions& options_;

 private:
  [[nodiscard]] bool wanted(const PartitionDescription& partition, const std::set<kafka::BrokerId>& live) const;
  void end(int code);
};

std::unique_ptr<TopicService> make_zookeeper_topic_service(ToolContext& context, TopicCommandOptions& options);
std::unique_ptr<TopicService> make_admin_client_topic_service(ToolContext& context, TopicCommandOptions& options);

}  // namespace tools
