#pragma once
/// `expect:` - what the run must show.

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// Last of all: every name is known by then.
void read_expectations(Context& context, const Node* node, ScenarioSpec& spec);

}  // namespace scenario
