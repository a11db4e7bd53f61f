#include "scenarios/engine/run/series_csv.h"

#include <cmath>

#include <fmt/format.h>

namespace scenario {
namespace {

/// RFC 4180: quoted where a comma, a quote or a line end would be misread.
std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string csv_header(std::span<const std::string> columns) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) line += (i > 0 ? "," : "") + csv_text(columns[i]);
  return line + '\n';
}

std::string csv_row(std::span<const double> cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    if (std::isfinite(cells[i])) fmt::format_to(std::back_inserter(line), "{}", cells[i]);
  }
  return line + '\n';
}

}  // namespace scenario
