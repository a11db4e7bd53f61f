#pragma once
/// Which room may include which: read from the rooms' own CMake lines, and held against the layers of the house.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_file.h"

namespace tidy {

/// A room ("sim/core") and every room and library it reaches through USES ("sim_core", "yaml-cpp").
using IncludeTable = std::map<std::string, std::set<std::string>>;

/// From every `room(path USES ...)` line of the build files, followed to its end.
IncludeTable read_include_table(const std::vector<SourceFile>& tree);

/// The USES that point upwards: sim knows no model, model no scenarios.
std::vector<Finding> layers(const IncludeTable& table);

/// The includes of a file in a room that its room does not use, and libraries outside their place.
std::vector<Finding> includes(const SourceFile& file, const IncludeTable& table);

}  // namespace tidy
