#include "tests/docs/console_block.h"

#include <algorithm>
#include <utility>

namespace docs {
namespace {

constexpr std::string_view kAnything = "...";

std::string without_comment(std::string_view command) {
  command = command.substr(0, command.find(" # "));
  const auto last = command.find_last_not_of(' ');
  return std::string(command.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

// `shown` with "..." standing for anything, against one line.
bool line_matches(std::string_view shown, std::string_view real) {
  const auto gap = shown.find(kAnything);
  if (gap == std::string_view::npos) return shown == real;
  if (!real.starts_with(shown.substr(0, gap))) return false;
  const auto rest = shown.substr(gap + kAnything.size());
  for (auto at = gap; at <= real.size(); ++at) {
    if (line_matches(rest, real.substr(at))) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::vector<ShownCommand> shown_commands(std::string_view markdown) {
  std::vector<ShownCommand> commands;
  bool inside = false;
  bool command_seen = false;  // in this block
  for (const std::string& line : split(markdown)) {
    if (line.starts_with("```")) {
      inside = !inside && line == "```console";
      command_seen = false;
    } else if (inside && line.starts_with("$ ")) {
      commands.push_back(ShownCommand{without_comment(std::string_view(line).substr(2)), {}});
      command_seen = true;
    } else if (inside && command_seen) {
      commands.back().output.push_back(line);
    }
  }
  return commands;
}

std::vector<ShownSession> shown_sessions(std::string_view markdown) {
  std::vector<ShownSession> sessions;
  bool inside = false;
  bool begins = false;
  for (const std::string& line : split(markdown)) {
    if (line.starts_with("```")) {
      inside = begins = !inside && line == "```terminal";
    } else if (inside && std::exchange(begins, false)) {
      sessions.push_back({without_comment(std::string_view(line).substr(2)), {}, {}});
    } else if (inside) {
      ShownSession& session = sessions.back();
      session.screen.push_back(line);
      if (line.starts_with("$ ")) session.typed.push_back(line.substr(2));
      if (line.starts_with(">")) session.typed.push_back(line == ">" ? "^D" : line.substr(1));
      if (line.starts_with(":")) session.typed.push_back(line);
      if (line.starts_with("^C")) session.typed.emplace_back("^C");
    }
  }
  return sessions;
}

bool matches(const std::vector<std::string>& shown, const std::vector<std::string>& real) {
  // reachable[i]: the first i shown lines can stand for the real lines looked at so far
  std::vector<bool> reachable(shown.size() + 1, false);
  const auto pass_gaps = [&] {
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (reachable[i] && shown[i] == kAnything) reachable[i + 1] = true;
    }
  };
  reachable[0] = true;
  pass_gaps();
  for (const std::string& line : real) {
    std::vector<bool> next(shown.size() + 1, false);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (!reachable[i]) continue;
      if (shown[i] == kAnything) {
        next[i] = true;
      } else if (line_matches(shown[i], line)) {
        next[i + 1] = true;
      }
    }
    reachable = std::move(next);
    pass_gaps();
  }
  return reachable[shown.size()];
}

}  // namespace docs
