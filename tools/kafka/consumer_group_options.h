#pragma once
/// The command line of kafka-consumer-groups.sh. Kafka: ConsumerGroupCommandOptions.

#include <optional>
#include <string>
#include <vector>

#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/tools_release.h"

namespace tools {

class ConsumerGroupOptions {
 public:
  explicit ConsumerGroupOptions(ToolContext& context);

  /// Reads and checks it as the release does. Throws SystemExit after usage, a JavaException for what nobody catches.
  void check();

  [[nodiscard]] bool has(std::string_view option) const { return line_.has(option); }
  /// Throws what Kafka's parser throws when the value is asked for and wrong.
  [[nodiscard]] std::optional<std::string> text(std::string_view option);
  [[nodiscard]] std::optional<std::int64_t> int64(std::string_view option);
  [[nodiscard]] std::vector<std::string> texts(std::string_view option) { return line_.options().texts(option); }
  [[nodiscard]] std::int64_t timeout_ms();
  /// Prints it and the help; throws SystemExit.
  [[noreturn]] void usage(const std::string& message);
  /// "Option '[reset-offsets]' requires one of ..."
  [[nodiscard]] std::string scenario_missing() const;

 private:
  void check_actions();
  void check_describe();
  void check_delete();
  void check_reset();
  void require_groups(std::string_view action, std::span<const std::string_view> which);
  void forbid(std::string_view used, std::vector<std::string_view> others);
  void check_available();
  [[nodiscard]] bool is_2_3() const { return release_ != ToolsRelease::v3_9; }

  ToolContext& context_;
  ToolsRelease release_;
  CommandLineUtils line_;
};

}  // namespace tools
