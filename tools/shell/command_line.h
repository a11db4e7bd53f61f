#pragma once
/// A line of a shell, taken apart as a POSIX shell does: words, quotes, comments, pipes and what stands between
/// commands.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tools {

/// Where a command's stdout goes instead of the terminal.
struct Redirection {
  std::string file;
  bool append = false;
};

/// One program with its arguments.
struct SimpleCommand {
  std::vector<std::string> words;  ///< never empty
  std::optional<Redirection> out;
  std::optional<std::string> in;  ///< `< file`
};

/// When the next pipeline of a list runs.
enum class Then {
  always,     ///< ;
  if_ok,      ///< &&
  if_failed,  ///< ||
};

/// Commands with pipes between them.
struct Pipeline {
  std::vector<SimpleCommand> commands;
  std::string text;  ///< as typed, for `jobs`
  bool background = false;
  Then when = Then::always;  ///< judged by the exit code before it
};

struct CommandLine {
  std::string error;  ///< not "": nothing of it may run
  std::vector<Pipeline> pipelines;
};

/// What stands for "$NAME", "${NAME}", "$?" and "$!" outside of single quotes.
using Expand = std::function<std::string(std::string_view name)>;

CommandLine parse_command_line(std::string_view line, const Expand& expand);

/// "kafka-topics" of "/opt/kafka/bin/kafka-topics.sh".
std::string program_name(std::string_view word);

}  // namespace tools
