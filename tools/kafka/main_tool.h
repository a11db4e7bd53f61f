#pragma once
/// A program whose main() is one coroutine. Kafka: the tools' main methods.

#include <optional>
#include <utility>

#include "tools/kafka/async.h"
#include "tools/kafka/java_exception.h"
#include "tools/kafka/tool.h"
#include "tools/kafka/world.h"

namespace tools {

/// System.exit, from anywhere within main().
struct SystemExit {
  int code;
};

class MainTool : public Tool {
 public:
  explicit MainTool(ToolContext context) : context_(std::move(context)) {}

  void start() final {
    running_.emplace(run());
    running_->start();
  }
  /// None of them has a shutdown hook that matters.
  void signal(Signal signal) override {
    if (signal == Signal::INT) exit(kExitInterrupted);
    if (signal == Signal::TERM) exit(kExitTerminated);
  }

 protected:
  /// The exit code. What it throws and does not catch, Java prints; the code is then 1.
  virtual Async<int> main() = 0;

  void print(const std::string& line) { context_.console.out(line + "\n"); }
  ToolContext& context() { return context_; }
  World& world() { return context_.world; }
  [[nodiscard]] bool is_2_3() const { return context_.world.release_2_3(); }

 private:
  Async<Done> run() {
    int code = 1;
    try {
      code = co_await main();
    } catch (const JavaException& exception) {
      context_.console.err("Exception in thread \"main\" " + exception.text() + "\n");
    } catch (const SystemExit& ended) {
      code = ended.code;
    }
    exit(code);
    co_return Done{};
  }
  /// In an event of its own: whoever hears of it destroys this.
  void exit(int code) {
    if (std::exchange(exited_, true)) return;
    code_ = code;
    context_.world.scheduler().after(sim::Duration{0}, context_.life, [this] { context_.exit(code_); });
  }

  ToolContext context_;
  std::optional<Async<Done>> running_;
  bool exited_ = false;
  int code_ = 0;
};

}  // namespace tools
