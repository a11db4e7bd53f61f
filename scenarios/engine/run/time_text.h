#pragma once
/// Instants as exact text.

#include <string>

#include "sim/core/time.h"

namespace scenario {

/// Seconds with all nine decimals, exact: 12.345678901.
std::string seconds_text(std::int64_t nanoseconds);
inline std::string seconds_text(sim::SimTime t) { return seconds_text(t.time_since_epoch().count()); }
inline std::string seconds_text(sim::Duration d) { return seconds_text(d.count()); }

}  // namespace scenario
