#pragma once
/// Which instant of the calendar a run's time zero is, for whatever prints or stores a date.

#include <chrono>
#include <cstdint>

#include "sim/core/time.h"

namespace kafka {

/// 2023-11-14 22:13:20 UTC. The same for every run: a date must not make two runs differ.
inline constexpr std::chrono::milliseconds kTimeZeroSinceEpoch{1'700'000'000'000};

/// Milliseconds since 1970, UTC; whole ones, rounded down.
inline std::int64_t epoch_ms(sim::SimTime time) {
  return (std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()) + kTimeZeroSinceEpoch).count();
}

}  // namespace kafka
