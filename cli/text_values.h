#pragma once
/// Values in a table for people.

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/engine/run/rate_span.h"
#include "sim/core/time.h"
#include "sim/stats/histogram.h"

namespace cli {

/// 4.02 ms
std::string nanos_text(std::int64_t ns);
std::string time_text(sim::Duration d);
inline std::string time_text(sim::SimTime t) { return time_text(t - sim::kTimeZero); }
/// p50, p99 and max; dashes when nothing was measured.
std::vector<std::string> latency_cells(const sim::Histogram& h);
/// A dash where there is none.
std::string rate_cell(const scenario::RateSpan& span);
void append(std::vector<std::string>& row, std::vector<std::string> more);

}  // namespace cli
