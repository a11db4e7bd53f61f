#include "tools/kafka/calendar.h"

#include <array>
#include <chrono>

#include <fmt/format.h>

namespace tools {
namespace {

struct Date {
  std::chrono::year_month_day day;
  std::chrono::weekday weekday;
  std::chrono::hh_mm_ss<std::chrono::milliseconds> time;
};

Date date_of(std::int64_t ms) {
  const std::chrono::sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds(ms)};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  return {std::chrono::year_month_day(day), std::chrono::weekday(day), std::chrono::hh_mm_ss(at - day)};
}

constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string log_date(std::int64_t ms) {
  const Date d = date_of(ms);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02},{:03}", static_cast<int>(d.day.year()),
                     static_cast<unsigned>(d.day.month()), static_cast<unsigned>(d.day.day()), d.time.hours().count(),
                     d.time.minutes().count(), d.time.seconds().count(), d.time.subseconds().count());
}

std::string java_date(std::int64_t ms) {
  const Date d = date_of(ms);
  return fmt::format("{} {} {:02} {:02}:{:02}:{:02} UTC {:04}", kDays[d.weekday.c_encoding()],
                     kMonths[static_cast<unsigned>(d.day.month()) - 1], static_cast<unsigned>(d.day.day()),
                     d.time.hours().count(), d.time.minutes().count(), d.time.seconds().count(),
                     static_cast<int>(d.day.year()));
}

}  // namespace tools
