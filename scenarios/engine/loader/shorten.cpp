#include "scenarios/engine/loader/shorten.h"

#include "scenarios/engine/loader/utf8.h"

namespace scenario {

std::string shorten(std::string_view text) {
  constexpr int kMost = 40;
  std::string out;
  int characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char c = utf8_at(text, at);
    if (c.code == '\n' || ++characters > kMost) return out + "...";
    if (!c.valid || c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0)) {
      out += '?';
    } else {
      out += text.substr(at, c.size);
    }
    at += c.size;
  }
  return out;
}

}  // namespace scenario
