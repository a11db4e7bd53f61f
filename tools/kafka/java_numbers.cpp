#include "tools/kafka/java_numbers.h"

#include <array>
#include <charconv>
#include <cmath>

#include "tools/kafka/java_strings.h"

namespace tools {

namespace {

template <class T>
std::optional<T> parse_integer(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  T value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Adds one to the last digit of "99.9" and the like; the point stays.
void increment(std::string& digits) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] == '.') continue;
    if (digits[i] != '9') {
      ++digits[i];
      return;
    }
    digits[i] = '0';
  }
  digits.insert(0, 1, '1');
}

}  // namespace

std::optional<std::int32_t> parse_int(std::string_view text) { return parse_integer<std::int32_t>(text); }
std::optional<std::int64_t> parse_long(std::string_view text) { return parse_integer<std::int64_t>(text); }

std::optional<double> parse_double(std::string_view padded) {
  const std::string digits(trimmed(padded));
  std::string_view text = digits;
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.empty() && std::string_view("dDfF").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string number_format_message(std::string_view text) { return "For input string: \"" + std::string(text) + "\""; }

/// Source: java.util.Formatter with FormattedFloatingDecimal, which rounds the digits of Double.toString.
std::string format_fixed(double value, int decimals) {
  if (std::isnan(value)) return "NaN";
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) return sign + "Infinity";
  std::array<char, 512> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value), std::chars_format::fixed);
  std::string digits(buffer.data(), end.ptr);
  if (digits.find('.') == std::string::npos) digits += '.';
  const std::size_t wanted = digits.find('.') + 1 + static_cast<std::size_t>(decimals);
  if (digits.size() < wanted) digits.append(wanted - digits.size(), '0');
  const bool up = digits.size() > wanted && digits[wanted] >= '5';
  digits.resize(wanted);
  if (up) increment(digits);
  if (decimals == 0) digits.pop_back();
  return sign + digits;
}

}  // namespace tools
