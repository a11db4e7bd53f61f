#pragma once
/// How much of a run has been told already.

#include <cstdint>

#include "sim/core/time.h"

namespace view {

/// What is known of a run: it is gone through without telling it again.
struct Known {
  sim::SimTime until = sim::kTimeZero - std::chrono::hours(1);
  std::uint64_t event = 0;
};

}  // namespace view
