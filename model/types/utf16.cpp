#include "model/types/utf16.h"

#include <cstddef>
#include <string>

namespace kafka {

namespace {

constexpr char32_t kReplacement = 0xfffd;

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

std::u16string to_utf16(std::string_view utf8) {
  std::u16string units;
  for_each_utf16(utf8, [&](char16_t unit) { units.push_back(unit); });
  return units;
}

bool is_ascii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

}  // namespace

namespace detail {

CodePoint decode_utf8(std::string_view text) {
  const unsigned lead = byte_at(text, 0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length == 0 || lead > 0xf4 || text.size() < length) return {kReplacement, 1};
  char32_t value = lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, i) & 0xc0) != 0x80) return {kReplacement, 1};
    value = value << 6 | (byte_at(text, i) & 0x3f);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xd800 && value < 0xe000;
  if (value < kSmallest[length] || value > 0x10ffff || surrogate) return {kReplacement, 1};
  return {value, length};
}

}  // namespace detail

std::size_t utf16_length(std::string_view utf8) {
  std::size_t units = 0;
  for_each_utf16(utf8, [&](char16_t) { ++units; });
  return units;
}

int compare_utf16(std::string_view a, std::string_view b) {
  if (is_ascii(a) && is_ascii(b)) return a.compare(b);
  return to_utf16(a).compare(to_utf16(b));
}

}  // namespace kafka
