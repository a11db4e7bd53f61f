#pragma once
/// The measures that are about a group's records and rebalances.

#include "scenarios/engine/run/measured.h"
#include "scenarios/engine/run/run_result.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// `window`: what the group achieved in the expectation's window; nullptr: it asks for the whole run. Requires: the
/// expectation's measure is one of these.
Measured measure_group(const ValueSpec& expectation, const GroupResult& group, const GroupStatistics* window,
                       sim::SimTime end);

}  // namespace scenario
