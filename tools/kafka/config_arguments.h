#pragma once
/// The command line of kafka-configs.sh. Kafka: ConfigCommand.ConfigCommandOptions, ConfigEntity.

#include <optional>
#include <string>
#include <vector>

#include "model/zk/zk_data.h"
#include "tools/kafka/command_line_utils.h"

namespace tools {

/// Whose settings: a topic's, a broker's, a client's, a user's, or a client's of a user.
struct ConfigEntity {
  static constexpr const char* kDefault = "<default>";

  std::string type;                     ///< "topics", "brokers", "clients", "users"
  std::optional<std::string> name{};    ///< nothing: all of them
  std::optional<std::string> client{};  ///< of a user
  /// Below /config.
  [[nodiscard]] std::string path() const;
  /// "topic 'orders'"
  [[nodiscard]] std::string text() const;
};

class ConfigArguments {
 public:
  explicit ConfigArguments(ToolContext& context);

  /// Throws SystemExit after usage, and IllegalArgumentException.
  void check();
  [[nodiscard]] bool has(std::string_view option) const { return line_.has(option); }
  [[nodiscard]] std::string text(std::string_view option) { return line_.options().text(option).value_or(""); }
  [[nodiscard]] ConfigEntity entity();
  [[nodiscard]] kafka::zk_data::Overrides to_add();
  [[nodiscard]] std::vector<std::string> to_delete();

 private:
  [[noreturn]] void usage(const std::string& message);
  [[nodiscard]] std::vector<std::string> types();
  void check_2_3();
  void check_3_9();
  void check_together(const std::vector<std::string>& types);
  void check_names_3_9(const std::vector<std::string>& types);

  ToolContext& context_;
  CommandLineUtils line_;
};

}  // namespace tools
