#include "scenarios/engine/loader/decimal.h"

#include <limits>

namespace scenario {
namespace {

constexpr int kMostDigits = 18;
constexpr std::int64_t kPowersOfTen[] = {1,
                                         10,
                                         100,
                                         1'000,
                                         10'000,
                                         100'000,
                                         1'000'000,
                                         10'000'000,
                                         100'000'000,
                                         1'000'000'000,
                                         10'000'000'000,
                                         100'000'000'000,
                                         1'000'000'000'000,
                                         10'000'000'000'000,
                                         100'000'000'000'000,
                                         1'000'000'000'000'000,
                                         10'000'000'000'000'000,
                                         100'000'000'000'000'000,
                                         1'000'000'000'000'000'000};

bool digit(char c) { return c >= '0' && c <= '9'; }

__extension__ using Wide = __int128;

}  // namespace

std::optional<Decimal> leading_decimal(std::string_view text, std::size_t& used) {
  Decimal number;
  int count = 0;
  bool point = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    const bool more = i + 1 < text.size() && digit(text[i + 1]);
    if (digit(c)) {
      if (++count > kMostDigits) return std::nullopt;
      number.digits = number.digits * 10 + (c - '0');
      if (point) ++number.places;
    } else if (c == '.' && !point && count > 0 && more) {
      point = true;
    } else if (c != '_' || count == 0 || !more || text[i - 1] == '.') {
      break;
    }
  }
  used = i;
  if (count == 0) return std::nullopt;
  return number;
}

ScaleError scale(Decimal number, std::int64_t unit, std::int64_t& result) {
  const Wide product = static_cast<Wide>(number.digits) * unit;
  const Wide divisor = kPowersOfTen[number.places];
  if (product % divisor != 0) return ScaleError::not_whole;
  if (product / divisor > std::numeric_limits<std::int64_t>::max()) return ScaleError::too_large;
  result = static_cast<std::int64_t>(product / divisor);
  return ScaleError::none;
}

double to_double(Decimal number) {
  return static_cast<double>(number.digits) / static_cast<double>(kPowersOfTen[number.places]);
}

}  // namespace scenario
