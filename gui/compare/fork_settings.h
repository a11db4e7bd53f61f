#pragma once
/// Which settings of a scenario "Fork & compare" offers to change, with their values now. No Qt.

#include <string>
#include <vector>

#include "scenarios/engine/spec/scenario_spec.h"

namespace comparing {

struct ForkSetting {
  std::string name;                 ///< "acks of shop"
  std::string path;                 ///< as in --set: "producers.shop.config.acks"
  std::string now;                  ///< its value in the scenario as it runs
  std::vector<std::string> values;  ///< what it could be; others may be typed
};

std::vector<ForkSetting> fork_settings(const scenario::ScenarioSpec& spec);

}  // namespace comparing
