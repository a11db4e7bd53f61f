#include <algorithm>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/scenario_library.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace cli {

int list_command() {
  const std::vector<ShippedScenario> all = shipped_scenarios();
  if (all.empty()) {
    fmt::print(stderr, "kafkasim: no scenarios are installed\n");
    return kBadInput;
  }
  std::size_t width = 0;
  for (const ShippedScenario& s : all) width = std::max(width, s.name.size());
  int code = kMet;
  for (const ShippedScenario& s : all) {
    scenario::Diagnostics diagnostics;
    const auto spec = scenario::load(s.path, {}, diagnostics);
    if (!spec) code = kBadInput;
    fmt::print("{:{}}  {}\n", s.name, width,
               spec ? spec->title : "cannot be read: see `kafkasim check " + s.name + "`");
  }
  return code;
}

}  // namespace cli
