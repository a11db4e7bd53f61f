#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/scenario_library.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace cli {

int check_command(const std::vector<std::string>& scenarios) {
  int code = kMet;
  for (const std::string& wanted : scenarios) {
    std::string problem;
    const auto path = find_scenario(wanted, problem);
    if (!path) {
      fmt::print(stderr, "kafkasim: {}\n", problem);
      code = kBadInput;
      continue;
    }
    scenario::Diagnostics diagnostics;
    const auto spec = scenario::load(*path, {}, diagnostics);
    fmt::print(stderr, "{}", diagnostics.render());
    if (!spec) {
      code = kBadInput;
    } else {
      fmt::print("{}: fine\n", wanted);
    }
  }
  return code;
}

}  // namespace cli
