#pragma once
/// From a YAML file to a ScenarioSpec. Never stops at the first mistake and never throws.

#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/loader/diagnostics.h"
#include "scenarios/engine/loader/overrides.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// nullopt if there is any error; warnings alone do not stop a run. The scenario's name is the file's without .yaml.
std::optional<ScenarioSpec> load(const std::string& path, const Overrides& overrides, Diagnostics& diagnostics);

/// The same for a text; `name` stands in for the path.
std::optional<ScenarioSpec> load_text(const std::string& name, std::string text, const Overrides& overrides,
                                      Diagnostics& diagnostics);

/// The scenario and each of its variants, in the order of the file, each changed by `overrides`; which variant these
/// name does not matter. Empty if there is any error in any of them.
std::vector<ScenarioSpec> load_all(const std::string& path, Diagnostics& diagnostics, const Overrides& overrides = {});
std::vector<ScenarioSpec> load_all_text(const std::string& name, std::string text, Diagnostics& diagnostics);

}  // namespace scenario
