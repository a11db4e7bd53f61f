#pragma once
/// The command line of kafka-console-consumer.sh. Kafka: ConsoleConsumer.ConsumerConfig; 3.9: ConsoleConsumerOptions.

#include <optional>
#include <string>

#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/message_formatter.h"

namespace tools {

/// Where a partition that was asked for is read from.
inline constexpr std::int64_t kLatestTimestamp = -1;
inline constexpr std::int64_t kEarliestTimestamp = -2;

class ConsoleConsumerCommand {
 public:
  explicit ConsoleConsumerCommand(ToolContext& context);

  /// Reads all of it; false: the tool has ended.
  bool check();

  std::optional<std::string> topic;
  std::optional<std::string> include;  ///< a regular expression
  std::optional<std::int32_t> partition;
  std::int64_t offset = kLatestTimestamp;
  std::int64_t max_messages = -1;
  std::optional<std::int64_t> timeout_ms;
  std::string addresses;
  std::string group;
  std::string client_id;
  kafka::ConsumerConfig config;
  MessageFormatter formatter;
  bool systest_events = false;

  /// Kafka: the logger of ConsoleConsumer.
  [[nodiscard]] std::string_view logger() const;
  /// A Throwable that main() catches: logged, exit code 1.
  void unknown_error(const JavaException& exception);

 private:
  bool check_2_3();
  bool check_3_9();
  bool read_numbers();
  bool read_formatter();
  bool check_topic();
  bool check_partition();
  bool read_offset();
  bool read_group();
  bool read_config();
  bool set_reset_policy();
  bool load_files();
  [[nodiscard]] bool is_2_3() const;

  ToolContext& context_;
  CommandLineUtils line_;
  Properties file_properties_;
  Properties extra_properties_;
  Properties properties_;
};

}  // namespace tools
