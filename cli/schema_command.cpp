#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "scenarios/engine/reference/schema.h"

namespace cli {

int schema_command() {
  fmt::print("{}", scenario::scenario_schema());
  return kMet;
}

}  // namespace cli
