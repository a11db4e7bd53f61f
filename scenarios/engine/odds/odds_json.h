#pragma once
/// Odds for other programs.

#include <nlohmann/json_fwd.hpp>

#include "scenarios/engine/odds/odds.h"

namespace scenario {

/// {"name", "runs", "first_seed", "last_seed", "confidence", "quantities": [{"what", "whom", "runs_with", "share":
/// {value, low, high}, "mean": {...}, "largest", "values": [...]}], "expectations": [...], "broken_promises": [...]}
nlohmann::ordered_json odds_json(const Odds& odds);

}  // namespace scenario
