#pragma once
/// Amounts as people read them. Deterministic: the same on every machine.

#include <cstdint>
#include <string>

namespace scenario {

/// 18,000
std::string count_text(std::int64_t n);
/// At most `digits` significant digits and the unit that fits: 0 s, 4.02 ms, 17.5 s, 250 us.
std::string duration_text(double seconds, int digits = 4);
/// 5/s, 1,234/s, 0.25/s
std::string rate_text(double per_second);
/// 1.5 MiB
std::string bytes_text(double bytes);

}  // namespace scenario
