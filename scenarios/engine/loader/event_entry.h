#pragma once
/// What the entries of `faults:` and `admin:` have in common: a kind that decides which other keys there may be, and a
/// moment of the run.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/spec/location.h"

namespace scenario {

/// The name of the entry's kind; "" after reporting a missing or unknown one. `names`: all kinds.
std::string read_kind(Context& context, MapReader& map, std::string_view what,
                      const std::vector<std::string_view>& names);

/// Reports keys of `entry` that belong to other kinds. `common`: those that all kinds have.
void report_foreign_keys(Context& context, const Node& entry, Section section, std::string_view kind,
                         const std::vector<std::string_view>& own, const std::vector<std::string_view>& common);

/// A required moment; reports one at or after the end of the run.
void read_moment(Context& context, MapReader& map, std::string_view key, sim::Duration& out);

Location location_of(const Context& context, Mark mark);

}  // namespace scenario
