#pragma once
/// The little programs of any Unix that people put before and behind Kafka's: echo, cat, grep, head, wc, sleep, true,
/// false. Their options are few.

#include <deque>
#include <functional>
#include <memory>
#include <string_view>

#include "sim/core/timer.h"
#include "tools/kafka/tool.h"

namespace tools {

/// Done as soon as it has begun.
class ImmediateTool final : public Tool {
 public:
  using Run = std::function<int(const ToolContext& context)>;
  ImmediateTool(ToolContext context, Run run) : context_(std::move(context)), run_(std::move(run)) {}
  void start() override { context_.exit(run_(context_)); }
  void signal(Signal) override {}

 private:
  ToolContext context_;
  Run run_;
};

/// Reads what is typed at it, line by line, and is done at the end of it.
class FilterTool : public Tool {
 public:
  explicit FilterTool(ToolContext context) : context_(std::move(context)) {}
  void start() override {}
  void signal(Signal signal) override;
  void end_of_input() override { finish(); }
  [[nodiscard]] Waiting waiting() const override { return Waiting::for_input; }

 protected:
  virtual void finish() { context_.exit(0); }
  [[nodiscard]] const ToolContext& context() const { return context_; }
  void exit(int code) { context_.exit(code); }
  void say(std::string_view line);

 private:
  ToolContext context_;
};

/// nullptr: it is none of these.
std::unique_ptr<Tool> make_small_tool(std::string_view name, ToolContext context);
/// For help and completion.
const std::vector<std::string_view>& small_tool_names();

}  // namespace tools
