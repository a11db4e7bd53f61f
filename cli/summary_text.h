#pragma once
/// A run's result for people, on a terminal.

#include <string>

#include "scenarios/engine/run/run_result.h"

namespace cli {

/// Producers, groups, the trucks' applications, expectations.
std::string summary_text(const scenario::RunResult& result);

}  // namespace cli
