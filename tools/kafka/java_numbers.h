#pragma once
/// Numbers as Java reads and prints them. Kafka's tools: Integer.valueOf, Long.valueOf, String.format.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tools {

/// Integer.parseInt, Long.parseLong: an optional sign, digits, nothing else.
std::optional<std::int32_t> parse_int(std::string_view text);
std::optional<std::int64_t> parse_long(std::string_view text);
/// Double.parseDouble, decimal numbers only: white space around it is ignored, 'd' and 'f' may follow.
std::optional<double> parse_double(std::string_view text);
/// What NumberFormatException says of a text that is no integer.
std::string number_format_message(std::string_view text);

/// "%.2f": the shortest decimal that means `value`, rounded half up; NaN, Infinity.
std::string format_fixed(double value, int decimals);

}  // namespace tools
