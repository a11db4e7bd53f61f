#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "scenarios/engine/library/scenario_library.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace cli {

int check_command(const std::vector<std::string>& scenarios) {
  int code = kMet;
  for (const std::string& wanted : scenarios) {
    std::string problem;
    const auto path = scenario::find_scenario(wanted, problem);
    if (!path) {
      fmt::print(stderr, "kafkasim: {}\n", problem);
      code = kBadInput;
      continue;
    }
    scenario::Diagnostics diagnostics;
    const auto all = scenario::load_all(*path, diagnostics);
    fmt::print(stderr, "{}", diagnostics.render());
    if (all.empty()) {
      code = kBadInput;
    } else if (all.size() == 1) {
      fmt::print("{}: fine\n", wanted);
    } else {
      fmt::print("{}: fine, with {} variant{}\n", wanted, all.size() - 1, all.size() == 2 ? "" : "s");
    }
  }
  return code;
}

}  // namespace cli
