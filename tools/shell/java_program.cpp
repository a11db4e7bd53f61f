#include "tools/shell/java_program.h"

#include <utility>

#include "sim/core/scheduler.h"
#include "tools/kafka/world.h"

namespace tools {

JavaProgram::JavaProgram(const ToolContext& context, std::unique_ptr<Tool> program)
    : context_(context), program_(std::move(program)) {}

void JavaProgram::start() {
  context_.world.scheduler().after(kJavaStart, context_.life, [this] { begin(); });
}

void JavaProgram::begin() {
  begun_ = true;
  program_->start();
  for (const std::string& text : std::exchange(typed_, {})) program_->line(text);
  if (input_ended_) program_->end_of_input();
}

void JavaProgram::line(std::string_view text) {
  if (begun_) return program_->line(text);
  typed_.emplace_back(text);
}

void JavaProgram::end_of_input() {
  if (begun_) return program_->end_of_input();
  input_ended_ = true;
}

/// There is no hook to run yet.
void JavaProgram::signal(Signal signal) {
  if (begun_) return program_->signal(signal);
  if (signal == Signal::INT) context_.exit(kExitInterrupted);
  if (signal == Signal::TERM) context_.exit(kExitTerminated);
}

}  // namespace tools
