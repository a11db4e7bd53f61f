#pragma once
/// What a person sees: the output of all terminals, one below the other.

#include <functional>
#include <string>
#include <string_view>

#include "tools/kafka/tool.h"

namespace tools {

/// Lines of the first terminal stand as they are, those of another behind its name: "[C1] ...". When one terminal
/// speaks while the line of another is open (its prompt), that line is ended first.
class Screen {
 public:
  using Write = std::function<void(std::string_view)>;

  explicit Screen(Write write) : write_(std::move(write)) {}

  /// `name`: "" = the first terminal.
  void show(const std::string& name, std::string_view text);
  /// Somebody else has ended the open line: the Enter key.
  void line_ended() { open_ = false; }
  [[nodiscard]] bool line_open() const { return open_; }

 private:
  Write write_;
  std::string owner_;
  bool open_ = false;
};

/// A program's way to the screen. stdout and stderr look the same there.
class TerminalConsole final : public Console {
 public:
  TerminalConsole(Screen& screen, std::string name) : screen_(screen), name_(std::move(name)) {}
  void out(std::string_view text) override { screen_.show(name_, text); }
  void err(std::string_view text) override { screen_.show(name_, text); }

 private:
  Screen& screen_;
  std::string name_;
};

}  // namespace tools
