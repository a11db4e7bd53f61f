#pragma once
/// The command line of kafka-reassign-partitions.sh, and what its files say. Kafka:
/// ReassignPartitionsCommand.validateAndParseArgs, parsePartitionReassignmentData.

#include <optional>
#include <string>
#include <vector>

#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/main_tool.h"
#include "tools/kafka/partition_json.h"

namespace tools {

/// Told in one line, and the exit code is 1. Kafka: TerseException.
struct TerseFailure {
  std::string message;
};

class ReassignOptions {
 public:
  explicit ReassignOptions(ToolContext& context);

  /// Throws SystemExit after usage.
  void check();

  [[nodiscard]] bool has(std::string_view option) const { return line_.has(option); }
  [[nodiscard]] std::string text(std::string_view option) { return line_.options().text(option).value_or(""); }
  [[nodiscard]] std::int64_t int64(std::string_view option);
  /// Of --reassignment-json-file.
  [[nodiscard]] std::vector<ProposedPartition> proposed();
  /// The same, with everything checked that needs no cluster.
  [[nodiscard]] std::vector<ProposedPartition> valid_proposal();
  /// Of --topics-to-move-json-file, and of --broker-list.
  [[nodiscard]] std::vector<std::string> topics_to_move();
  [[nodiscard]] std::vector<kafka::BrokerId> broker_list();

  [[nodiscard]] JavaException command_failed(std::string message) const;
  [[nodiscard]] JavaException operation_failed(std::string message) const;

 private:
  [[noreturn]] void usage(const std::string& message);
  void check_2_3();
  void check_3_9();
  void forbid(std::string_view used, const std::vector<std::string_view>& others);
  [[nodiscard]] std::string file(std::string_view option);
  [[nodiscard]] bool is_2_3() const;

  ToolContext& context_;
  CommandLineUtils line_;
};

/// "101,102".
std::string ids_text(const std::vector<kafka::BrokerId>& ids);

}  // namespace tools
