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
  void line_ended() {
    open_ = false;
    line_.clear();
  }
  [[nodiscard]] bool line_open() const { return open_; }
  /// What stands in the open line: a program's prompt.
  [[nodiscard]] const std::string& open_line() const { return line_; }
  /// Bytes so far.
  [[nodiscard]] std::size_t written() const { return written_; }

 private:
  Write write_;
  void put(std::string_view text);

  std::string owner_;
  std::string line_;
  bool open_ = false;
  std::size_t written_ = 0;
};

/// A program's way to the screen. stdout and stderr look the same there.
class TerminalConsole final : public Console {
 public:
  TerminalConsole(Screen& screen, std::string name) : screen_(screen), name_(std::move(name)) {}
  void out(std::string_view text) override { screen_.show(name_, text); }
  void err(std::string_view text) override { screen_.show(name_, text); }
  [[nodiscard]] bool is_terminal() const override { return true; }

 private:
  Screen& screen_;
  std::string name_;
};

}  // namespace tools
