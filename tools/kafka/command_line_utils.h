#pragma once
/// How Kafka's tools look at their command line and complain: usage on stderr, exit code 1. Kafka: CommandLineUtils,
/// Exit.

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tools/kafka/option_parser.h"
#include "tools/kafka/tool.h"

namespace tools {

/// One tool's command line. A check that fails has printed why and ended the program: it returns false, and nothing
/// more is to be done.
class CommandLineUtils {
 public:
  /// `specs` and `context` outlive it. `purpose`: what --help begins with; Kafka's tools say it on stderr.
  CommandLineUtils(ToolContext& context, std::span<const OptionSpec> specs, std::string_view purpose)
      : context_(context), parser_(specs), purpose_(purpose), options_(specs) {}

  [[nodiscard]] OptionSet& options() { return options_; }
  [[nodiscard]] bool has(std::string_view option) const { return options_.has(option); }

  /// The exception of a wrong command line; what becomes of it is the tool's business.
  std::optional<JavaException> parse() { return parser_.parse(context_.args, options_); }
  /// A wrong command line is answered with the usage.
  bool parse_or_usage();
  /// Kafka: printHelpAndExitIfNeeded, maybePrintHelpOrVersion.
  bool no_help_or_version();
  /// Kafka: checkRequiredArgs.
  bool require(std::initializer_list<std::string_view> options);
  /// Kafka: checkInvalidArgs.
  bool forbid(std::string_view used, std::span<const std::string_view> options);
  bool forbid(std::string_view used, std::initializer_list<std::string_view> options) {
    return forbid(used, std::span(options.begin(), options.size()));
  }
  /// Kafka: printUsageAndDie, printUsageAndExit. Always false.
  bool usage(std::string_view message);
  [[nodiscard]] std::string help() const { return parser_.help(); }
  /// Nobody caught it: Java prints it and main() ends. Always false.
  bool uncaught(const JavaException& exception);
  /// Values that were asked for and not there make the tool end as `uncaught`.
  bool values_are_fine() { return !options_.problem() || uncaught(*options_.problem()); }

 private:
  ToolContext& context_;
  OptionParser parser_;
  std::string_view purpose_;
  OptionSet options_;
};

/// What --version prints.
std::string version_text(const World& world);
/// "host:port" with commas; Kafka: ToolsUtils.validatePortOrDie.
bool is_host_port_list(std::string_view text);

/// A line of a tool's log, which goes to stderr: "[2023-11-14 22:13:20,000] WARN message (logger)".
void log_line(ToolContext& context, std::string_view level, std::string_view message, std::string_view logger);

}  // namespace tools
