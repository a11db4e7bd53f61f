#pragma once
/// What must hold of a file's bytes before a YAML parser sees them.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace scenario {

struct TextProblem {
  int line = 1;
  int column = 1;  ///< bytes, from 1
  std::string message;
  std::string hint;
};

/// "\r\n" as "\n", without a byte order mark.
std::string normalised(std::string text);

/// The first thing that makes `text` unfit: too large, not UTF-8 text, or brackets opened so deep that no scenario
/// could mean it. One pass, no recursion.
std::optional<TextProblem> check_text(std::string_view text);

/// True if nothing but blanks, line ends and comments is in it.
bool only_comments(std::string_view text);

}  // namespace scenario
