#pragma once
/// The measures that are about the cluster itself and not about records: leaders, in-sync replicas, outages, elections,
/// ZooKeeper, faults.

#include <optional>

#include "scenarios/engine/run/measured.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

struct RunResult;

/// Nothing if `expectation` is about another measure.
std::optional<Measured> measure_cluster(const ValueSpec& expectation, const RunResult& run);

}  // namespace scenario
