#include "tests/conformance/runner/transcript_match.h"

#include <algorithm>
#include <regex>

#include <nlohmann/json.hpp>

namespace conformance {

namespace {

/// The regular expression of a placeholder.
std::string pattern_of(const std::string& name) {
  if (name == "TS") return R"(\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\])";
  if (name == "N" || name == "PID") return R"(-?\d+)";
  if (name == "UUID") return "[A-Za-z0-9_-]{22}";
  if (name == "HASH") return "[0-9a-f]+";
  return ".+";
}

std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(R"(\^$.|?*+()[]{}/-)").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::regex regex_of(std::string_view expected) {
  static const std::regex placeholder("<([A-Z_]+)>");
  const std::string text(expected);
  std::string pattern;
  auto plain = text.begin();
  for (std::sregex_iterator it(text.begin(), text.end(), placeholder), end; it != end; ++it) {
    pattern += quoted({plain, (*it)[0].first});
    pattern += pattern_of((*it)[1]);
    plain = (*it)[0].second;
  }
  pattern += quoted({plain, text.end()});
  return std::regex(pattern);
}

nlohmann::json object_of(std::string_view text) {
  if (!text.starts_with('{')) return nullptr;
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  return json.is_object() ? json : nlohmann::json(nullptr);
}

bool is_stack_line(std::string_view line) {
  return line.starts_with("\tat ") || line.starts_with("\t... ") || line.starts_with("Caused by: ") ||
         line.starts_with("\tSuppressed: ");
}

bool is_log_line(std::string_view expected) { return expected.starts_with("<TS> "); }

/// The rest of the expected lines from `e` against the rest of the actual ones from `a`.
class StreamMatch {
 public:
  StreamMatch(const std::vector<std::string>& expected, const std::vector<std::string>& actual)
      : expected_(expected), actual_(actual) {}

  bool rest(std::size_t e, std::size_t a) const {
    if (e == expected_.size()) return a == actual_.size();
    const std::string& line = expected_[e];
    if (line == "<STACK>") return several(e, a, 0, is_stack_line);
    if (line == "<HELP>" || line.starts_with("<FILE ")) return several(e, a, 1, [](std::string_view) { return true; });
    if (line == "<STAT>") return a + 11 <= actual_.size() && rest(e + 1, a + 11);
    if (a == actual_.size() || !line_matches(line, actual_[a])) return false;
    return rest(e + 1, a + 1) || (is_log_line(line) && repeated(e, a));
  }

 private:
  /// Some lines that `fits`, at least so many, stand for the expected one.
  template <class Fits>
  bool several(std::size_t e, std::size_t a, std::size_t least, Fits fits) const {
    for (std::size_t n = 0; a + n <= actual_.size(); ++n) {
      if (n >= least && rest(e + 1, a + n)) return true;
      if (a + n == actual_.size() || !fits(actual_[a + n])) return false;
    }
    return false;
  }
  bool repeated(std::size_t e, std::size_t a) const {
    while (++a < actual_.size() && line_matches(expected_[e], actual_[a]))
      if (rest(e + 1, a + 1)) return true;
    return false;
  }

  const std::vector<std::string>& expected_;
  const std::vector<std::string>& actual_;
};

}  // namespace

bool line_matches(std::string_view expected, std::string_view actual) {
  if (expected == actual) return true;
  if (const nlohmann::json json = object_of(expected); json.is_object()) return json == object_of(actual);
  if (expected.find('<') == std::string_view::npos) return false;
  return std::regex_match(actual.begin(), actual.end(), regex_of(expected));
}

bool lines_match(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  return StreamMatch(expected, actual).rest(0, 0);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace conformance
