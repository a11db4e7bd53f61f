#include "scenarios/engine/loader/source_line.h"

#include <algorithm>
#include <cstddef>

#include "scenarios/engine/loader/utf8.h"

namespace scenario {
namespace {

constexpr std::size_t kTabStop = 4;
// A line is shown in full up to this width; a longer one is cut to what stands near the column.
constexpr std::size_t kWidest = 110;
constexpr std::size_t kShownBefore = 60;
// Bytes looked at on either side of the column: a character is at most 4 bytes.
constexpr std::size_t kNear = kWidest * 4;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

struct Shown {
  std::string text;
  std::size_t width = 0;

  void append(std::string_view line, std::size_t at, const Utf8Char& c) {
    if (c.code == '\t') {
      const std::size_t blanks = kTabStop - width % kTabStop;
      text.append(blanks, ' ');
      width += blanks;
    } else if (!c.valid || c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0)) {
      text += '?';
      ++width;
    } else {
      text.append(line.substr(at, c.size));
      width += static_cast<std::size_t>(display_width(c.code));
    }
  }
};

}  // namespace

int character_column(std::string_view line, int byte_column) {
  const std::size_t target = static_cast<std::size_t>(std::max(byte_column, 1)) - 1;
  int column = 1;
  std::size_t at = 0;
  for (; at < target && at < line.size(); at += utf8_at(line, at).size) ++column;
  return at < target ? column + static_cast<int>(target - at) : column;
}

std::string with_caret(std::string_view line, int byte_column) {
  if (line.empty()) return {};
  const std::size_t target = std::min(static_cast<std::size_t>(std::max(byte_column, 1)) - 1, line.size());
  std::size_t begin = target > kNear ? target - kNear : 0;
  while (begin < target && continues(line[begin])) ++begin;
  const bool whole_front = begin == 0;

  Shown front;
  for (std::size_t at = begin; at < target;) {
    const Utf8Char c = utf8_at(line, at);
    front.append(line, at, c);
    at += c.size;
  }
  if (!whole_front || front.width > kWidest - 20) {
    // Too far to the right: start again nearer to the column.
    std::size_t near = target;
    std::size_t characters = 0;
    while (near > begin && characters < kShownBefore) {
      --near;
      if (!continues(line[near])) ++characters;
    }
    front = {"... ", 4};
    for (std::size_t at = near; at < target;) {
      const Utf8Char c = utf8_at(line, at);
      front.append(line, at, c);
      at += c.size;
    }
  }

  Shown all = front;
  std::size_t at = target;
  while (at < line.size() && all.width < kWidest) {
    const Utf8Char c = utf8_at(line, at);
    all.append(line, at, c);
    at += c.size;
  }
  if (at < line.size()) all.text += " ...";
  return all.text + '\n' + std::string(front.width, ' ') + "^\n";
}

}  // namespace scenario
