#include "cli/span_text.h"

#include <fmt/format.h>

#include "scenarios/engine/run/quantities.h"

namespace cli {

std::string span_text(sim::Duration d) {
  using namespace std::chrono;
  if (d < minutes(1)) return scenario::duration_text(sim::to_seconds(d));
  struct Unit {
    const char* name;
    seconds length;
  };
  const Unit units[] = {{"d", hours(24)}, {"h", hours(1)}, {"m", minutes(1)}, {"s", seconds(1)}};
  seconds left = duration_cast<seconds>(d);
  std::size_t first = 0;
  while (units[first].length > left) ++first;
  std::string text = fmt::format("{}{}", left / units[first].length, units[first].name);
  left %= units[first].length;
  if (first + 1 < std::size(units) && left >= units[first + 1].length)
    text += fmt::format(" {}{}", left / units[first + 1].length, units[first + 1].name);
  return text;
}

}  // namespace cli
