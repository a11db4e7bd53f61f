#pragma once
/// A group's result as JSON: its ledger, its irregularities with their causes, its rebalances ready to be drawn.

#include "scenarios/engine/run/json_values.h"

namespace scenario {

Json group_json(const RunResult& run, const GroupResult& group);
Json rebalances_json(const RunResult& run, const GroupRebalances& rebalances);

}  // namespace scenario
