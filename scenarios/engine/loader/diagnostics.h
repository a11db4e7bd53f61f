#pragma once
/// Everything that is wrong with a scenario, each mistake at its place: collected, never thrown, printed with the
/// source line and a caret. Loading goes on after a mistake, so one look shows them all.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scenario {

/// A place in one of the texts a Diagnostics knows: line and column from 1, the column in bytes.
struct Mark {
  int source = 0;
  int line = 1;
  int column = 1;
};

enum class Severity { error, warning };

struct Diagnostic {
  std::string file;
  int line = 1;    ///< from 1
  int column = 1;  ///< from 1, in characters as an editor counts them
  Severity severity = Severity::error;
  std::string message;  ///< one sentence without a full stop
  std::string hint;     ///< what to do about it; may be empty
};

class Diagnostics {
 public:
  /// More mistakes than this are counted but not kept: a file that is not a scenario must not fill the screen.
  static constexpr std::size_t kMostKept = 100;

  /// Makes a text known; marks name it by the number returned. `name` is printed before the line number.
  int add_source(std::string name, std::string text);
  [[nodiscard]] const std::string& source_name(int source) const;

  /// Begins every message from here on: "in variant acks-1".
  void set_reading(std::string what) { reading_ = std::move(what); }

  void error(Mark where, std::string message, std::string hint = "");
  void warning(Mark where, std::string message, std::string hint = "");

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] int errors() const { return errors_; }
  [[nodiscard]] int warnings() const { return warnings_; }
  /// No further mistake will be kept: costly hints need not be looked for.
  [[nodiscard]] bool full() const { return entries_.size() >= kMostKept; }

  /// What was kept, by text, line and column.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;
  /// All of them as text, each with its source line and a caret, and a last line such as "10 errors, 1 warning".
  [[nodiscard]] std::string render() const;
  /// "10 errors, 1 warning"; "" if there is neither.
  [[nodiscard]] std::string summary() const;

 private:
  struct Source {
    std::string name;
    std::string text;
    std::vector<std::size_t> line_starts;
  };
  struct Entry {
    Mark where;
    Severity severity;
    std::string message;
    std::string hint;
  };

  void add(Entry entry);
  [[nodiscard]] std::vector<const Entry*> in_order() const;
  [[nodiscard]] Diagnostic located(const Entry& entry) const;
  [[nodiscard]] std::string_view line(Mark where) const;

  std::string reading_;
  std::vector<Source> sources_;
  std::vector<Entry> entries_;
  int errors_ = 0;
  int warnings_ = 0;
};

}  // namespace scenario
