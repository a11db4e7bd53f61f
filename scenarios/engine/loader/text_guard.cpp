#include "scenarios/engine/loader/text_guard.h"

#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/loader/utf8.h"

namespace scenario {
namespace {

// yaml-cpp queues a whole bracketed value before its first event, so the nesting of brackets is also looked at here,
// without knowing quotes and comments: hence more generous than kDeepestNesting, which the events enforce exactly.
constexpr int kMostOpenBrackets = 8 * kDeepestNesting;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::optional<TextProblem> check_character(const Utf8Char& c, int line, int column) {
  if (c.code == 0) {
    return TextProblem{line, column, "this is not a text file: it has a NUL byte here", "a scenario is YAML in UTF-8"};
  }
  if (!c.valid) {
    return TextProblem{line, column, fmt::format("this is not UTF-8 text: byte 0x{:02X} begins no character", c.code),
                       "save the file as UTF-8"};
  }
  const bool control = (c.code < 0x20 && c.code != '\t' && c.code != '\n') || (c.code >= 0x7F && c.code < 0xA0);
  if (control && c.code != 0x85) {
    return TextProblem{line, column, fmt::format("control character 0x{:02X} in the text", c.code),
                       "only line ends and tabs are allowed"};
  }
  return std::nullopt;
}

}  // namespace

std::string normalised(std::string text) {
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i];
  }
  return out;
}

std::optional<TextProblem> check_text(std::string_view text) {
  if (text.size() > kLargestFile) {
    return TextProblem{1, 1, fmt::format("the file is larger than {} MiB", kLargestFile >> 20),
                       "a scenario is a page of text"};
  }
  int line = 1;
  std::size_t line_start = 0;
  int open = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char c = utf8_at(text, at);
    const int column = static_cast<int>(at - line_start) + 1;
    if (auto problem = check_character(c, line, column)) return problem;
    if (c.code == '[' || c.code == '{') ++open;
    if ((c.code == ']' || c.code == '}') && open > 0) --open;
    if (open > kMostOpenBrackets) {
      return TextProblem{line, column, fmt::format("lists and maps are nested deeper than {} levels", kDeepestNesting),
                         "are brackets missing that close them?"};
    }
    at += c.size;
    if (c.code == '\n') {
      ++line;
      line_start = at;
    }
  }
  return std::nullopt;
}

bool only_comments(std::string_view text) {
  bool comment = false;
  for (const char c : text) {
    if (c == '\n') comment = false;
    if (comment || c == ' ' || c == '\t' || c == '\n') continue;
    if (c != '#') return false;
    comment = true;
  }
  return true;
}

}  // namespace scenario
