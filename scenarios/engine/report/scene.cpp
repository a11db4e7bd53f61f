#include "scenarios/engine/report/scene.h"

#include <fmt/format.h>

#include "scenarios/engine/run/quantities.h"

namespace report {

std::string SceneStep::text() const {
  if (count == 1) return one;
  const std::string n = scenario::count_text(count);
  std::string text = many;
  if (const std::size_t place = text.find("{}"); place != std::string::npos)
    text.replace(place, 2, n);
  else
    text = one + " \u00d7" + n;
  const double seconds = sim::to_seconds(last - time);
  return seconds < 0.5 ? text : fmt::format("{} in {}", text, scenario::duration_text(seconds, 3));
}

}  // namespace report
