#include "model/invariant/violation.h"

namespace kafka {

std::string seconds_text(sim::SimTime time) {
  const std::int64_t ns = time.time_since_epoch().count();
  const std::int64_t ms = ns >= 0 ? ns / 1'000'000 : -((-ns + 999'999) / 1'000'000);
  const std::int64_t size = ms < 0 ? -ms : ms;
  std::string digits = std::to_string(size % 1000);
  digits.insert(0, 3 - digits.size(), '0');
  return (ms < 0 ? "-" : "") + std::to_string(size / 1000) + "." + digits + " s";
}

std::string text_of(const Cause& cause) { return seconds_text(cause.time) + ": " + cause.what; }

std::int64_t AllowedLoss::count() const {
  std::int64_t sum = 0;
  for (const LostRun& run : records) sum += run.count;
  return sum;
}

}  // namespace kafka
