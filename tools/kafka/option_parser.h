#pragma once
/// The options of a command line by the rules and in the words of JOpt Simple 5.0.4, which most of Kafka's tools read
/// theirs with: long options with one or two dashes, "=" or a blank before a value, no abbreviations. What a value
/// means is found out when it is asked for, as there. Kafka: OptionParser, OptionSet, CommandDefaultOptions.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/kafka/java_exception.h"

namespace tools {

/// One option a tool accepts. `meaning` is ours: Kafka's help is not repeated here.
struct OptionSpec {
  enum class Argument : std::uint8_t { none, required, optional };
  std::string_view name;
  Argument argument = Argument::none;
  std::string_view value = {};  ///< what the help calls its argument
  std::string_view meaning = {};
  std::string default_value = {};         ///< what it is without the option; "" = nothing
  std::string_view required_unless = {};  ///< the parser itself wants it, unless this other option is there
};
inline OptionSpec flag(std::string_view name, std::string_view meaning) {
  return {name, OptionSpec::Argument::none, {}, meaning};
}
inline OptionSpec with_value(std::string_view name, std::string_view value, std::string_view meaning,
                             std::string default_value = "") {
  return {name, OptionSpec::Argument::required, value, meaning, std::move(default_value)};
}

/// The options of one command line. Questions about values have no answer if a value is not what it should be or there
/// are several; the first such complaint is kept as the exception that Kafka's code would meet.
class OptionSet {
 public:
  explicit OptionSet(std::span<const OptionSpec> specs) : specs_(specs) {}

  [[nodiscard]] bool has(std::string_view option) const { return given_.contains(option); }
  [[nodiscard]] std::optional<std::string> text(std::string_view option);
  [[nodiscard]] std::optional<std::int32_t> int32(std::string_view option);
  [[nodiscard]] std::optional<std::int64_t> int64(std::string_view option);
  [[nodiscard]] std::vector<std::string> texts(std::string_view option) const;
  /// The first question that could not be answered.
  [[nodiscard]] const std::optional<JavaException>& problem() const { return problem_; }

 private:
  friend class OptionParser;
  void complain(std::string_view type, std::string message);

  std::span<const OptionSpec> specs_;
  std::map<std::string, std::vector<std::string>, std::less<>> given_;
  std::optional<JavaException> problem_;
};

class OptionParser {
 public:
  /// --help and --version are accepted besides. `specs` outlive the parser and its sets.
  explicit OptionParser(std::span<const OptionSpec> specs) : specs_(specs) {}

  /// Fills `options`; an exception if the command line is wrong. Words that are no options are passed over.
  std::optional<JavaException> parse(std::span<const std::string> arguments, OptionSet& options) const;
  /// Options, their values and what they mean, in two columns.
  [[nodiscard]] std::string help() const;

 private:
  enum class Known { no, flag, value };
  [[nodiscard]] const OptionSpec* find(std::string_view name) const;
  [[nodiscard]] bool known(std::string_view name) const;
  std::optional<JavaException> take(std::string_view token, std::span<const std::string> arguments, std::size_t& next,
                                    OptionSet& options) const;
  [[nodiscard]] std::optional<JavaException> missing(const OptionSet& options) const;

  std::span<const OptionSpec> specs_;
};

}  // namespace tools
