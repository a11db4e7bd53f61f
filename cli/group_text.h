#pragma once
/// What groups did, for people: a table, and below it what is not as it should be.

#include <string>

#include "scenarios/engine/run/run_result.h"

namespace cli {

/// "" without groups.
std::string groups_text(const scenario::RunResult& result);

}  // namespace cli
