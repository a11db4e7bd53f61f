#pragma once
/// The built program at a terminal at which somebody types.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/cli/screen_picture.h"

namespace cli {

class PseudoTerminal {
 public:
  /// Starts kafkasim with these arguments in `folder`.
  PseudoTerminal(const std::vector<std::string>& arguments, const std::filesystem::path& folder);
  /// Kills the program if it still runs.
  ~PseudoTerminal();
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  /// Presses these keys: "\r" is Enter, "\3" is ^C.
  void type(std::string_view keys) const;
  /// Waits until the screen matches this regular expression (ECMAScript; "^" and "$" are ends of lines) somewhere
  /// behind what matched last, in that line or below.
  testing::AssertionResult shows(const std::string& pattern, std::chrono::seconds patience = std::chrono::seconds(30));
  /// All that stands on it.
  [[nodiscard]] std::string screen() const { return picture_.text(); }
  /// Whether the real process was stopped, as by SIGTSTP.
  [[nodiscard]] bool process_stopped();
  /// Waits for its end; nothing: it does not come.
  std::optional<int> exit_code();

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] bool read_more(Clock::time_point until);
  [[nodiscard]] bool found(const std::string& pattern);

  int process_ = -1;
  int master_ = -1;
  bool gone_ = false;   ///< it has left the terminal
  bool ended_ = false;  ///< and has been waited for
  std::optional<int> code_;
  ScreenPicture picture_;
  std::size_t from_ = 0;  ///< the line that matched last ...
  std::string seen_;      ///< ... and how far
};

}  // namespace cli
