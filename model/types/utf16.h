#pragma once
/// Java strings are UTF-16: lengths, hashes and orders of ours must count in the same units.

#include <cstddef>
#include <string_view>

namespace kafka {

/// Calls each(unit) with the UTF-16 units of a UTF-8 text. A byte that is not UTF-8 becomes U+FFFD, as Java decodes it.
template <class Each>
void for_each_utf16(std::string_view utf8, Each each);

/// Kafka: String.length().
std::size_t utf16_length(std::string_view utf8);

/// Java's String.compareTo: by UTF-16 units. Differs from the order of bytes only above U+FFFF.
/// Negative, zero or positive.
int compare_utf16(std::string_view a, std::string_view b);

// Implementation.

namespace detail {
struct CodePoint {
  char32_t value;
  std::size_t bytes;
};
/// The code point at the start of a text that is not empty.
CodePoint decode_utf8(std::string_view text);
}  // namespace detail

template <class Each>
void for_each_utf16(std::string_view utf8, Each each) {
  while (!utf8.empty()) {
    const detail::CodePoint point = detail::decode_utf8(utf8);
    utf8.remove_prefix(point.bytes);
    if (point.value < 0x10000) {
      each(static_cast<char16_t>(point.value));
      continue;
    }
    each(static_cast<char16_t>(0xd800 + ((point.value - 0x10000) >> 10)));
    each(static_cast<char16_t>(0xdc00 + ((point.value - 0x10000) & 0x3ff)));
  }
}

}  // namespace kafka
