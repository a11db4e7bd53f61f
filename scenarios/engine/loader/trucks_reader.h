#pragma once
/// `trucks:` - the fleet with its two applications.

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// The name by which expectations know the fleet's producers.
inline constexpr const char* kFleetName = "trucks";

/// After read_groups. Makes the two groups and the fleet known.
void read_trucks(Context& context, const Node* node, ScenarioSpec& spec);

}  // namespace scenario
