#include <regex>

#include "tests/conformance/runner/zookeeper.h"

namespace conformance {

std::vector<std::string> paths(const std::string& text) {
  static const std::regex kPath("(^|[\\s\\[(,:'\"])(/[A-Za-z0-9_/.-]*[A-Za-z0-9_-]|/(?=[\\s,]|$))");
  std::vector<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), kPath), end; it != end; ++it) out.push_back((*it)[2]);
  return out;
}
std::string path(const std::string& text, const std::string& otherwise) {
  const auto all = paths(text);
  return all.empty() ? otherwise : all.front();
}

std::optional<std::int64_t> number_after(const std::string& text, const std::string& pattern) {
  std::smatch m;
  return std::regex_search(text, m, std::regex(pattern + "\\s*=?\\s*(-?\\d+)", std::regex::icase))
             ? std::optional<std::int64_t>(std::stoll(m[1]))
             : std::nullopt;
}

std::string value_in(const std::string& text) {
  std::smatch m;
  return std::regex_search(text, m, std::regex("(?:=|\\bto|\\bvalue)\\s*'?([A-Za-z0-9_-]+)", std::regex::icase))
             ? m[1].str()
             : std::string();
}

sim::Duration length_in(const std::string& text) {
  std::smatch m;
  if (!std::regex_search(text, m, std::regex("(\\d+) ?(ms|s)\\b"))) return sim::Duration{0};
  return std::chrono::milliseconds(m[2] == "s" ? 1000 * std::stoll(m[1]) : std::stoll(m[1]));
}

}  // namespace conformance
