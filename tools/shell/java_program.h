#pragma once
/// A program of Kafka's bin/ that takes a moment before its main() runs, as every Java program does: a topic that was
/// created with one command has its leaders when the next one looks.

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "sim/core/time.h"
#include "tools/kafka/tool.h"

namespace tools {

/// A JVM with Kafka's classes: a round figure, fitted to no machine.
inline constexpr sim::Duration kJavaStart = std::chrono::milliseconds(500);

///   timers   one, of the process's life: main() begins
class JavaProgram final : public Tool {
 public:
  JavaProgram(const ToolContext& context, std::unique_ptr<Tool> program);

  void start() override;
  void line(std::string_view text) override;
  void end_of_input() override;
  void signal(Signal signal) override;
  [[nodiscard]] Waiting waiting() const override { return begun_ ? program_->waiting() : Waiting::no; }

 private:
  void begin();

  ToolContext context_;
  std::unique_ptr<Tool> program_;
  bool begun_ = false;
  std::vector<std::string> typed_;  ///< before it begins
  bool input_ended_ = false;        ///< likewise
};

}  // namespace tools
