#pragma once
/// Are two runs the same, and if not: which is the first event that differs?

#include <functional>
#include <memory>
#include <string>

#include "scenarios/engine/run/experiment.h"

namespace scenario {

using MakeRun = std::function<std::unique_ptr<Experiment>()>;

/// Runs both to the end, a second time if they differ. "" if every event is the same; else the number of the first that
/// is not, and the two events as JSON.
std::string first_differing_event(const MakeRun& a, const MakeRun& b);

}  // namespace scenario
