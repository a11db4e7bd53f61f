#pragma once
/// Reading UTF-8 one character at a time.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scenario {

struct Utf8Char {
  std::uint32_t code = 0;
  std::size_t size = 1;  ///< bytes; 1 for a byte that begins no valid character
  bool valid = false;    ///< shortest form, no surrogate, at most U+10FFFF (RFC 3629)
};

/// The character that begins at text[at]; at < text.size().
Utf8Char utf8_at(std::string_view text, std::size_t at);

/// Columns a character takes in a terminal: 0 (combining), 1 or 2 (CJK, emoji).
int display_width(std::uint32_t code);

}  // namespace scenario
