#pragma once
/// One command typed at a simulated cluster, with what is typed at it while it runs.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/runner/transcript_stage.h"
#include "tools/kafka/tool.h"

namespace conformance {

/// The words of a command line; quotes hold a word together, a backslash keeps what follows.
std::vector<std::string> words_of(std::string_view command);

class TranscriptRun final : public tools::Console {
 public:
  TranscriptRun(TranscriptStage& stage, bool at_a_terminal) : stage_(stage), at_a_terminal_(at_a_terminal) {}
  ~TranscriptRun() override = default;

  /// `input`: lines; <EOF> ends the input, ^C interrupts. False: there is no such tool, or it does not end.
  bool play(const std::string& command, const std::vector<std::string>& input);

  [[nodiscard]] const std::string& stdout_text() const { return out_; }
  [[nodiscard]] const std::string& stderr_text() const { return err_; }
  /// As a terminal shows it, what is typed included.
  [[nodiscard]] const std::string& terminal_text() const { return terminal_; }
  [[nodiscard]] std::optional<int> exit_code() const { return exit_; }

  // tools::Console
  void out(std::string_view text) override;
  void err(std::string_view text) override;
  [[nodiscard]] bool is_terminal() const override { return at_a_terminal_; }

 private:
  void type(tools::Tool& tool, const std::string& line);
  bool wait(sim::Duration most);

  TranscriptStage& stage_;
  bool at_a_terminal_;
  std::string out_;
  std::string err_;
  std::string terminal_;
  std::optional<int> exit_;
};

}  // namespace conformance
