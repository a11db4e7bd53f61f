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
  using Complete = std::function<std::vector<std::string>(std::string_view word)>;

  /// `idle` is called some twenty times a second while nobody types; true: it has written to the screen.
  LineEditor(std::function<std::string()> prompt, Complete complete, std::function<bool()> idle);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// Without its newline; nothing: `key()` says why.
  std::optional<std::string> read();
  [[nodiscard]] TypedKey key() const { return key_; }
  /// ^C was typed since somebody asked last.
  static bool take_interrupt();

 private:
  struct Editing;

  std::optional<std::string> read_plain();

  std::function<std::string()> prompt_;
  Complete complete_;
  std::function<bool()> idle_;
  TypedKey key_ = TypedKey::none;
  std::unique_ptr<Editing> editing_;
};

}  // namespace cli
