#pragma once
/// `admin:` - what an administrator does during the run.

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// After read_topics, before the clients: makes topics and brokers known that come during the run.
void read_admin(Context& context, const Node* node, ScenarioSpec& spec);

}  // namespace scenario
