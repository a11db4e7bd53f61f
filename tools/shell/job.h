#pragma once
/// What runs at a terminal: processes with pipes between them.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tools/kafka/files.h"
#include "tools/kafka/tool.h"

namespace tools {

/// One program while it runs.
struct ToolProcess {
  int pid = 0;
  std::string program;  ///< "kafka-topics"
  sim::LifeId life;
  std::unique_ptr<Console> console;
  std::unique_ptr<Tool> tool;
  std::optional<int> exit_code;
  bool stopped = false;           ///< by SIGSTOP
  bool input_ended = false;       ///< its stdin is no terminal, or that was closed
  std::vector<Signal> pending{};  ///< for when it goes on
  ToolProcess* reader = nullptr;  ///< at the other end of its pipe

  [[nodiscard]] bool over() const { return exit_code.has_value(); }
};

struct Job {
  int number = 0;
  std::string text;
  std::vector<std::unique_ptr<ToolProcess>> processes;
  bool background = false;

  [[nodiscard]] bool over() const;
  [[nodiscard]] bool stopped() const;
  /// Of the last program.
  [[nodiscard]] int exit_code() const { return processes.back()->exit_code.value_or(0); }
  [[nodiscard]] Waiting waiting() const;
};

/// stdout goes through a pipe, line by line; stderr to the terminal.
class PipeConsole final : public Console {
 public:
  PipeConsole(ToolProcess& reader, Console& terminal) : reader_(reader), terminal_(terminal) {}
  void out(std::string_view text) override;
  void err(std::string_view text) override { terminal_.err(text); }
  /// The writer is gone.
  void close();

 private:
  void hand_over(std::string_view line);

  ToolProcess& reader_;
  Console& terminal_;
  std::string begun_;
};

/// stdout goes to a file.
class FileConsole final : public Console {
 public:
  FileConsole(Files& files, std::string name, Console& terminal)
      : files_(files), name_(std::move(name)), terminal_(terminal) {}
  void out(std::string_view text) override { files_.append(name_, std::string(text)); }
  void err(std::string_view text) override { terminal_.err(text); }

 private:
  Files& files_;
  std::string name_;
  Console& terminal_;
};

}  // namespace tools
