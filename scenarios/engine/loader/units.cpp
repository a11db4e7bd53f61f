#include "scenarios/engine/loader/units.h"

#include <array>
#include <charconv>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "scenarios/engine/loader/decimal.h"
#include "scenarios/engine/loader/shorten.h"

namespace scenario {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

constexpr std::array<Unit, 8> kTimes{{{"ns", 1},
                                      {"us", 1'000},
                                      {"ms", 1'000'000},
                                      {"s", 1'000'000'000},
                                      {"m", 60'000'000'000},
                                      {"min", 60'000'000'000},
                                      {"h", 3'600'000'000'000},
                                      {"d", 86'400'000'000'000}}};

constexpr std::array<Unit, 11> kAmounts{{{"", 1},
                                         {"B", 1},
                                         {"kB", 1'000},
                                         {"KB", 1'000},
                                         {"MB", 1'000'000},
                                         {"GB", 1'000'000'000},
                                         {"TB", 1'000'000'000'000},
                                         {"KiB", 1LL << 10},
                                         {"MiB", 1LL << 20},
                                         {"GiB", 1LL << 30},
                                         {"TiB", 1LL << 40}}};

// In bits per second; bytes are eight of them.
constexpr std::array<Unit, 17> kBandwidths{{{"bit/s", 1},
                                            {"kbit/s", 1'000},
                                            {"Mbit/s", 1'000'000},
                                            {"Gbit/s", 1'000'000'000},
                                            {"Tbit/s", 1'000'000'000'000},
                                            {"bps", 1},
                                            {"kbps", 1'000},
                                            {"Mbps", 1'000'000},
                                            {"Gbps", 1'000'000'000},
                                            {"B/s", 8},
                                            {"kB/s", 8'000},
                                            {"KB/s", 8'000},
                                            {"MB/s", 8'000'000},
                                            {"GB/s", 8'000'000'000},
                                            {"KiB/s", 8LL << 10},
                                            {"MiB/s", 8LL << 20},
                                            {"GiB/s", 8LL << 30}}};

// Seconds in the divisor of a rate.
constexpr std::array<Unit, 9> kPer{{{"", 1},
                                    {"/s", 1},
                                    {"/sec", 1},
                                    {"/second", 1},
                                    {"/m", 60},
                                    {"/min", 60},
                                    {"/h", 3600},
                                    {"/hour", 3600},
                                    {"/d", 86400}}};

const Unit* find(std::span<const Unit> units, std::string_view name) {
  for (const Unit& u : units) {
    if (u.name == name) return &u;
  }
  return nullptr;
}

std::string_view skip_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

std::string_view trim(std::string_view text) {
  text = skip_blanks(text);
  const std::size_t last = text.find_last_not_of(' ');
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

std::string not_a(std::string_view expected, std::string_view text) {
  return fmt::format("must be {}, not '{}'", expected, shorten(text));
}

constexpr std::string_view kDurationForm = "a duration such as 20s, 5ms or 1h 30m";
constexpr std::string_view kBytesForm = "an amount such as 100B, 16KiB or 1MiB";
constexpr std::string_view kRateForm = "a rate such as 2000/s or 5/m";
constexpr std::string_view kBandwidthForm = "a bandwidth such as 1Gbit/s, 100MB/s or unlimited";

/// One number with one unit, scaled to whole base units.
Parsed<std::int64_t> one_amount(std::string_view text, std::span<const Unit> units, std::string_view form) {
  std::size_t used = 0;
  const auto number = leading_decimal(text, used);
  const Unit* unit = number ? find(units, skip_blanks(text.substr(used))) : nullptr;
  if (unit == nullptr) return {0, not_a(form, text)};
  std::int64_t value = 0;
  switch (scale(*number, unit->factor, value)) {
    case ScaleError::none:
      return {value, ""};
    case ScaleError::too_large:
      return {0, fmt::format("is too large: '{}'", shorten(text))};
    case ScaleError::not_whole:
      break;
  }
  return {0, not_a("a whole number of the smallest unit", text)};
}

}  // namespace

Parsed<sim::Duration> parse_duration(std::string_view text) {
  const std::string_view whole = trim(text);
  if (whole == "0") return {sim::Duration{0}, ""};
  if (whole.empty()) return {{}, not_a(kDurationForm, text)};
  std::int64_t total = 0;
  for (std::string_view rest = whole; !rest.empty(); rest = skip_blanks(rest)) {
    std::size_t used = 0;
    const auto number = leading_decimal(rest, used);
    if (!number) return {{}, not_a(kDurationForm, whole)};
    rest = skip_blanks(rest.substr(used));
    const std::size_t letters = std::min(rest.find_first_of(" 0123456789"), rest.size());
    const Unit* unit = find(kTimes, rest.substr(0, letters));
    if (unit == nullptr) {
      const bool bare = letters == 0 && used == whole.size();
      return {{}, bare ? fmt::format("needs a unit: {0}s or {0}ms?", whole) : not_a(kDurationForm, whole)};
    }
    rest.remove_prefix(letters);
    std::int64_t part = 0;
    const ScaleError error = scale(*number, unit->factor, part);
    if (error == ScaleError::not_whole) return {{}, not_a("a whole number of nanoseconds", whole)};
    if (error == ScaleError::too_large || __builtin_add_overflow(total, part, &total)) {
      return {{}, fmt::format("is longer than 292 years: '{}'", shorten(whole))};
    }
  }
  return {sim::Duration{total}, ""};
}

Parsed<sim::Bytes> parse_bytes(std::string_view text) {
  auto amount = one_amount(trim(text), kAmounts, kBytesForm);
  return {sim::Bytes{amount.value}, std::move(amount.error)};
}

Parsed<double> parse_rate(std::string_view text) {
  const std::string_view whole = trim(text);
  std::size_t used = 0;
  const auto number = leading_decimal(whole, used);
  if (!number) return {0, not_a(kRateForm, whole)};
  std::string_view rest = skip_blanks(whole.substr(used));
  double value = to_double(*number);
  if (rest.starts_with('k') || rest.starts_with('M')) {
    value *= rest.front() == 'k' ? 1e3 : 1e6;
    rest.remove_prefix(1);
  }
  const Unit* per = find(kPer, rest);
  if (per == nullptr) return {0, not_a(kRateForm, whole)};
  return {value / static_cast<double>(per->factor), ""};
}

Parsed<sim::BytesPerSecond> parse_bandwidth(std::string_view text) {
  const std::string_view whole = trim(text);
  if (whole == "unlimited") return {sim::BytesPerSecond{}, ""};
  auto bits = one_amount(whole, kBandwidths, kBandwidthForm);
  if (!bits.ok()) return {{}, std::move(bits.error)};
  if (bits.value < 8) return {{}, "must be at least 1B/s; 'unlimited' is for wires that take no time"};
  return {sim::BytesPerSecond{bits.value / 8}, ""};
}

Parsed<double> parse_part(std::string_view text) {
  const std::string_view whole = trim(text);
  const bool percent = whole.ends_with('%');
  auto number = parse_number(percent ? whole.substr(0, whole.size() - 1) : whole);
  const double value = percent ? number.value / 100 : number.value;
  if (!number.ok() || value < 0 || value > 1) return {0, not_a("a part such as 10% or 0.1, from 0% to 100%", whole)};
  return {value, ""};
}

Parsed<std::int64_t> parse_integer(std::string_view text, std::int64_t least, std::int64_t most) {
  const std::string_view whole = trim(text);
  std::string digits;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool separator = whole[i] == '_' && i > 0 && i + 1 < whole.size() && whole[i - 1] != '_';
    if (!separator) digits += whole[i];
  }
  std::int64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, value);
  if (error == std::errc::result_out_of_range && stopped == end) {
    return {0, fmt::format("is out of range: '{}'", shorten(whole))};
  }
  if (error != std::errc{} || stopped != end) return {0, not_a("a whole number", whole)};
  if (value < least) return {0, fmt::format("must be at least {}, not {}", least, value)};
  if (value > most) return {0, fmt::format("must be at most {}, not {}", most, value)};
  return {value, ""};
}

Parsed<double> parse_number(std::string_view text) {
  const std::string_view whole = trim(text);
  const bool negative = whole.starts_with('-');
  std::size_t used = 0;
  const std::string_view positive = negative ? whole.substr(1) : whole;
  const auto number = leading_decimal(positive, used);
  if (!number || used != positive.size()) return {0, not_a("a number", whole)};
  return {negative ? -to_double(*number) : to_double(*number), ""};
}

Parsed<bool> parse_boolean(std::string_view text) {
  const std::string_view whole = trim(text);
  if (whole == "true") return {true, ""};
  if (whole == "false") return {false, ""};
  return {false, not_a("true or false", whole)};
}

}  // namespace scenario
