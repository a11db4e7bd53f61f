#pragma once
/// The options of a command line by the rules and in the words of argparse4j 0.7.0, which kafka-producer-perf-test.sh
/// reads its own with: long options may be abbreviated, several missing ones are told by the last. Kafka:
/// ProducerPerformance.argParser.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tools {

struct ArgumentSpec {
  enum class Type : std::uint8_t { text, integer, number, fraction, flag, list };
  std::string_view flag;  ///< "--topic"
  std::string_view metavar;
  Type type = Type::text;
  bool required = false;
  bool one_of = false;  ///< of the group of which exactly one is wanted
  std::string default_value{};
  std::string_view meaning{};
};

/// What was given, by flag.
using ParsedArguments = std::map<std::string, std::vector<std::string>, std::less<>>;

class ArgumentParser {
 public:
  /// `specs` outlive it.
  ArgumentParser(std::string_view program, std::span<const ArgumentSpec> specs) : program_(program), specs_(specs) {}

  struct Result {
    ParsedArguments given{};
    bool help = false;                   ///< -h was met
    std::optional<std::string> error{};  ///< what comes after "error: "
    std::string unknown{};               ///< an option nobody knows
  };
  [[nodiscard]] Result parse(std::span<const std::string> arguments) const;

  [[nodiscard]] std::string usage() const;
  [[nodiscard]] std::string help() const;
  /// What handleError prints on stderr.
  [[nodiscard]] std::string error_text(const Result& result) const;

 private:
  struct Reading;
  [[nodiscard]] std::vector<std::string_view> flags_beginning(std::string_view flag) const;
  [[nodiscard]] const ArgumentSpec* find(std::string_view flag) const;
  bool read_option(std::span<const std::string> arguments, std::size_t& next, Result& result,
                   const ArgumentSpec*& used_of_group) const;
  bool read_values(const ArgumentSpec& spec, std::optional<std::string> embedded,
                   std::span<const std::string> arguments, std::size_t& next, Result& result) const;
  [[nodiscard]] std::optional<std::string> missing(const Result& result) const;

  std::string_view program_;
  std::span<const ArgumentSpec> specs_;
};

}  // namespace tools
