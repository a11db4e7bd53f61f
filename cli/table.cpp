#include "cli/table.h"

#include <algorithm>

#include <fmt/format.h>

namespace cli {
namespace {

/// Characters, not bytes: names may be in any language.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string padding(std::size_t width, const std::string& text) {
  const std::size_t used = width_of(text);
  return std::string(width > used ? width - used : 0, ' ');
}

}  // namespace

std::string Table::text() const {
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  for (std::size_t r = 0; r < rows_.size(); ++r)
    for (std::size_t c = 0; c < widths.size(); ++c)
      widths[c] = std::max(widths[c], width_of(rows_[r][c]) + (r > 0 && c == 0 ? 2 : 0));
  std::string out;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    std::string line = (r > 0 ? "  " : "") + rows_[r][0];
    line += padding(widths[0], line);
    for (std::size_t c = 1; c < widths.size(); ++c) line += "  " + padding(widths[c], rows_[r][c]) + rows_[r][c];
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

}  // namespace cli
