#include "scenarios/engine/export/xml_text.h"

#include <fmt/format.h>

#include "scenarios/engine/loader/utf8.h"

namespace scenario {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// XML 1.0, production 2 (Char), without the control characters of Latin-1, which it discourages and HTML forbids.
bool is_xml_char(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return (code < 0x7F || code > 0x9F) && code != 0xFFFE && code != 0xFFFF;
}

/// "" for a character that stands for itself.
std::string escaped(std::uint32_t code, bool in_attribute) {
  switch (code) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";  // "]]>" may not stand in text
    case '"':
      return "&quot;";
    case '\r':
      return "&#13;";  // a reader would make it a line feed
    case '\n':
      return in_attribute ? "&#10;" : "";
    case '\t':
      return in_attribute ? "&#9;" : "";
    default:
      return "";
  }
}

std::string write(std::string_view text, bool in_attribute) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char c = utf8_at(text, at);
    const std::string other = c.valid ? escaped(c.code, in_attribute) : "";
    if (!c.valid || !is_xml_char(c.code)) {
      out += kReplacement;
    } else if (!other.empty()) {
      out += other;
    } else {
      out += text.substr(at, c.size);
    }
    at += c.size;
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) { return write(text, false); }
std::string xml_attribute(std::string_view text) { return write(text, true); }

}  // namespace scenario
