#pragma once
/// A scenario run to its end, and everything that is wrong with it.

#include <string>
#include <vector>

#include "scenarios/engine/spec/scenario_spec.h"

namespace chaos {

/// Promises broken, accounts that do not add up, groups not at rest one minute before the end (those whose members
/// still run then), a cluster not at rest at the end. Requires: production ends and faults heal long before that.
std::vector<std::string> what_is_wrong(const scenario::ScenarioSpec& spec);

}  // namespace chaos
