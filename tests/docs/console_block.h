#pragma once
/// Commands with their output, as documents show them:
///
///   ```console
///   $ ./kafkasim list          # a comment
///   what it prints
///   ```
///
/// In the output "..." stands for anything within a line, and alone on a line for any number of lines.

#include <string>
#include <string_view>
#include <vector>

namespace docs {

struct ShownCommand {
  std::string command;              // without "$ " and comment
  std::vector<std::string> output;  // as shown; empty if the document shows none
};

/// Every command of every ```console block.
std::vector<ShownCommand> shown_commands(std::string_view markdown);

/// A ```terminal block: the command that begins a session, what is typed in it and all that then stands on the screen.
/// Typed is what stands behind "$ " and behind a program's ">" (which alone is ^D), and lines that begin with ":" or
/// ^C.
struct ShownSession {
  std::string command;
  std::vector<std::string> typed;
  std::vector<std::string> screen;
};
std::vector<ShownSession> shown_sessions(std::string_view markdown);

/// Whether the real lines are those shown.
bool matches(const std::vector<std::string>& shown, const std::vector<std::string>& real);

/// The text's lines without their newlines.
std::vector<std::string> split(std::string_view text);

}  // namespace docs
