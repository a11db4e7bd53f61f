#include "scenarios/engine/run/quantities.h"

#include <cmath>

#include <fmt/format.h>

namespace scenario {
namespace {

/// At most so many significant digits behind the point, without zeros at the end.
std::string short_number(double value, int digits = 4) {
  if (std::abs(value) >= 999.5) return count_text(std::llround(value));
  return fmt::format("{:.{}g}", value, digits);
}

}  // namespace

std::string count_text(std::int64_t n) {
  const std::string digits = std::to_string(n);
  const std::size_t sign = n < 0 ? 1 : 0;
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > sign && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::string duration_text(double seconds, int digits) {
  const double size = std::abs(seconds);
  if (size == 0) return "0 s";
  if (size < 1e-6) return short_number(seconds * 1e9, digits) + " ns";
  if (size < 1e-3) return short_number(seconds * 1e6, digits) + " us";
  if (size < 1) return short_number(seconds * 1e3, digits) + " ms";
  return short_number(seconds, digits) + " s";
}

std::string rate_text(double per_second) { return short_number(per_second) + "/s"; }

std::string bytes_text(double bytes) {
  const char* units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  int unit = 0;
  while (std::abs(bytes) >= 1024 && unit < 4) {
    bytes /= 1024;
    ++unit;
  }
  return short_number(bytes) + " " + units[unit];
}

}  // namespace scenario
