#include "scenarios/engine/odds/odds_json.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace scenario {
namespace {

using Json = nlohmann::ordered_json;

/// A limit that does not exist is null.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json estimate(const sim::Estimate& e) {
  return {{"value", number(e.value)}, {"low", number(e.low)}, {"high", number(e.high)}};
}

}  // namespace

Json odds_json(const Odds& odds) {
  Json j;
  j["name"] = odds.name;
  j["runs"] = odds.seeds.size();
  j["first_seed"] = odds.seeds.front();
  j["last_seed"] = odds.seeds.back();
  j["confidence"] = odds.confidence;
  j["quantities"] = Json::array();
  for (const OddsRow& row : odds.rows)
    j["quantities"].push_back({{"what", row.what},
                               {"whom", row.whom},
                               {"runs_with", row.runs_with},
                               {"share", estimate(row.share)},
                               {"mean", estimate(row.mean)},
                               {"largest", row.largest},
                               {"values", row.values}});
  j["expectations"] = Json::array();
  for (const ExpectationOdds& e : odds.expectations)
    j["expectations"].push_back({{"expectation", e.text}, {"met", e.met}, {"share", estimate(e.share)}});
  j["broken_promises"] = Json::array();
  for (const BadRun& bad : odds.bad) j["broken_promises"].push_back({{"seed", bad.seed}, {"what", bad.what}});
  return j;
}

}  // namespace scenario
