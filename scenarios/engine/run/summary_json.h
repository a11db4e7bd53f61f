#pragma once
/// summary.json: a run in numbers. No wall clock, no compiler, no machine: the same scenario and seed give the same
/// text.

#include <nlohmann/json.hpp>

#include "scenarios/engine/run/run_result.h"

namespace scenario {

/// Times in milliseconds, rates per second, everything else in records, batches or bytes.
nlohmann::ordered_json summary_json(const RunResult& result);

/// The text of the file: indented by two, with a line feed at its end.
std::string to_text(const nlohmann::ordered_json& json);

}  // namespace scenario
