#pragma once
/// `faults:` - what goes wrong during the run.

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// After everything that targets can name: brokers, topics, admin, clients, trucks.
void read_faults(Context& context, const Node* node, ScenarioSpec& spec);

}  // namespace scenario
