#include "tools/kafka/simple_date_format.h"

#include <array>
#include <chrono>

namespace tools {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDayNames = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

std::string padded(std::int64_t value, std::size_t digits) {
  std::string text = std::to_string(value);
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

std::string name(std::string_view full, std::size_t letters) {
  return std::string(letters >= 4 ? full : full.substr(0, 3));
}

struct Instant {
  explicit Instant(std::int64_t ms)
      : day(floor<days>(sys_time<milliseconds>(milliseconds(ms)))),
        date(day),
        of_day(milliseconds(ms) - day.time_since_epoch()) {}
  sys_days day;
  year_month_day date;
  milliseconds of_day;
};

std::string field(char letter, std::size_t count, const Instant& at) {
  const std::int64_t hour = at.of_day / hours(1);
  const auto year_number = static_cast<int>(at.date.year());
  const unsigned month_number = static_cast<unsigned>(at.date.month());
  switch (letter) {
    case 'y':
      return count == 2 ? padded(year_number % 100, 2) : padded(year_number, count);
    case 'M':
      return count >= 3 ? name(kMonthNames.at(month_number - 1), count) : padded(month_number, count);
    case 'd':
      return padded(static_cast<unsigned>(at.date.day()), count);
    case 'D':
      return padded((at.day - sys_days(at.date.year() / 1 / 1)).count() + 1, count);
    case 'H':
      return padded(hour, count);
    case 'k':
      return padded(hour == 0 ? 24 : hour, count);
    case 'K':
      return padded(hour % 12, count);
    case 'h':
      return padded(hour % 12 == 0 ? 12 : hour % 12, count);
    case 'm':
      return padded(at.of_day / minutes(1) % 60, count);
    case 's':
      return padded(at.of_day / seconds(1) % 60, count);
    case 'S':
      return padded(at.of_day.count() % 1000, count);
    case 'E':
      return name(kDayNames.at(weekday(at.day).c_encoding()), count);
    case 'a':
      return hour < 12 ? "AM" : "PM";
    case 'z':
      return "UTC";
    case 'Z':
      return "+0000";
    default:
      return std::string(count, letter);
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string simple_date(std::string_view pattern, std::int64_t ms) {
  const Instant at(ms);
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\'') {
      const bool twice = i + 1 < pattern.size() && pattern[i + 1] == '\'';
      if (twice) out += pattern[++i];
      quoted = twice ? quoted : !quoted;
      continue;
    }
    if (quoted || !is_letter(c)) {
      out += c;
      continue;
    }
    std::size_t count = 1;
    while (i + 1 < pattern.size() && pattern[i + 1] == c) {
      ++count;
      ++i;
    }
    out += field(c, count, at);
  }
  return out;
}

}  // namespace tools
