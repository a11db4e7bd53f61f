#pragma once
/// Instants as screens place them: seconds since the run began.

#include "sim/core/time.h"

namespace view {

inline double seconds(sim::SimTime t) { return sim::to_seconds(t - sim::kTimeZero); }

}  // namespace view
