#pragma once
/// What happens in the cases of timing_ranges, and what is measured there.

#include <optional>
#include <string_view>

#include "tests/conformance/runner/cluster_stage.h"

namespace conformance {

/// Sets the stage, opens it and plays. Nothing: what the measurement ends with did not happen.
using Measure = std::optional<sim::Duration> (*)(ClusterStage& stage);

/// nullptr: there is no such scene.
Measure find_scene(std::string_view id);

}  // namespace conformance
