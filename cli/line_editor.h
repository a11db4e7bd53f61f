#pragma once
/// A line typed at a terminal, with editing, history and completion where libedit is there.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// Which key ended the reading instead of Enter.
enum class TypedKey { none, interrupt, suspend, end_of_input };

/// SIGINT and SIGTSTP are keys while it lives; one at a time.
class LineEditor {
 public:
  struct Hooks {
    std::function<std::string()> prompt;
    /// What the last word of the line before the cursor may become.
    std::function<std::vector<std::string>(std::string_view line)> complete;
    /// Called some twenty times a second while nobody types; true: it has written to the screen.
    std::function<bool()> idle;
    /// There is somebody whom ^Z would suspend.
    std::function<bool()> busy;
  };

  explicit LineEditor(Hooks hooks);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// Without its newline; nothing: `key()` says why.
  std::optional<std::string> read();
  [[nodiscard]] TypedKey key() const { return key_; }
  /// ^C was typed, and nobody has taken it.
  static bool interrupt_waits();
  static bool take_interrupt();

 private:
  struct Editing;

  std::optional<std::string> read_plain();

  Hooks hooks_;
  TypedKey key_ = TypedKey::none;
  std::unique_ptr<Editing> editing_;
};

}  // namespace cli
