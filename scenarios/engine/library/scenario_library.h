#pragma once
/// Where scenarios are found by name: beside the installed program, beside the built one, in the source tree.

#include <optional>
#include <string>
#include <vector>

namespace scenario {

struct ShippedScenario {
  std::string name;  ///< file name without .yaml
  std::string path;
};

/// All shipped scenarios by name. Of two with one name the first place counts.
std::vector<ShippedScenario> shipped_scenarios();

/// The file that `name_or_file` means: a path is taken as it is, a name is looked up. Nothing if there is none;
/// `problem` then says so, with the nearest names.
std::optional<std::string> find_scenario(const std::string& name_or_file, std::string& problem);

/// The file as it is; "" if it cannot be read.
std::string scenario_text(const std::string& path);

/// "trucks_gps" for "scenarios/trucks_gps.yaml".
std::string scenario_name(const std::string& path);

}  // namespace scenario
