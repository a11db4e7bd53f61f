#include "scenarios/engine/report/short_name.h"

#include <algorithm>

namespace report {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80; }

}  // namespace

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

double width_of(std::string_view text) {
  double width = 0;
  for (const char c : text)
    if (begins_character(c)) width += (c >= 'A' && c <= 'Z') || c == '_' ? 7.8 : 6.2;
  return width;
}

std::string shortened(std::string_view text, std::size_t most) {
  if (letters(text) <= most) return std::string(text);
  std::size_t end = 0;
  for (std::size_t kept = 0; end < text.size(); ++end)
    if (begins_character(text[end]) && ++kept >= most) break;
  return std::string(text.substr(0, end)) + "\u2026";
}

std::string shortened_in_front(std::string_view text, std::size_t most) {
  std::size_t left_out = letters(text);
  if (left_out <= most) return std::string(text);
  left_out -= most - 1;
  std::size_t begin = 0;
  for (; begin < text.size(); ++begin)
    if (begins_character(text[begin]) && left_out-- == 0) break;
  return "\u2026" + std::string(text.substr(begin));
}

}  // namespace report
