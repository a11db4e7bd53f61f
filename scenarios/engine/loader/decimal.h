#pragma once
/// A decimal number as two integers: exact until it is scaled to a unit.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace scenario {

struct Decimal {
  std::int64_t digits = 0;  ///< all digits as one number
  int places = 0;           ///< how many of them stand behind the point
};

/// The number at the beginning of `text` (digits, '_' between digits, at most one point); `used` is its length in
/// bytes. nullopt if there is none or it has more than 18 digits.
std::optional<Decimal> leading_decimal(std::string_view text, std::size_t& used);

enum class ScaleError { none, too_large, not_whole };

/// `number * unit` as a whole number.
ScaleError scale(Decimal number, std::int64_t unit, std::int64_t& result);

double to_double(Decimal number);

}  // namespace scenario
