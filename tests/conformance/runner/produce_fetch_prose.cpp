#include <algorithm>
#include <cctype>
#include <charconv>

#include "tests/conformance/runner/produce_fetch.h"

namespace conformance {

namespace {

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::int64_t number_at(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string trim(std::string text) {
  text.erase(0, text.find_first_not_of(" ,;"));
  text.erase(text.find_last_not_of(" ,;") + 1);
  return text;
}

}  // namespace

bool mentions(std::string_view text, std::initializer_list<std::string_view> words) {
  const std::string plain = lower(text);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

std::vector<std::string> clauses(const std::string& prose) {
  std::vector<std::string> parts;
  if (prose == "none" || prose == "null") return parts;
  std::string rest = prose;
  while (!rest.empty()) {
    std::size_t end = rest.size();
    std::size_t skip = 0;
    for (const std::string_view separator : {", then ", "; ", ", ", " then ", " and "}) {
      const std::size_t at = rest.find(separator);
      if (at >= end) continue;
      end = at;
      skip = separator.size();
    }
    const std::string part = trim(rest.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    rest = end + skip < rest.size() ? rest.substr(end + skip) : std::string();
  }
  return parts;
}

std::optional<std::int64_t> first_number(std::string_view text) {
  const auto at = std::find_if(text.begin(), text.end(), is_digit);
  if (at == text.end()) return std::nullopt;
  return number_at(text.substr(static_cast<std::size_t>(at - text.begin())));
}

std::optional<std::int64_t> number_before(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    std::size_t end = at;
    while (end > 0 && text[end - 1] == ' ') --end;
    std::size_t begin = end;
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    if (begin < end) return number_at(text.substr(begin, end - begin));
  }
  return std::nullopt;
}

}  // namespace conformance
