#pragma once
/// Numbers with units as people write them: 20s, 1h 30m, 16KiB, 2000/s, 1Gbit/s, 10%. All arithmetic on amounts and
/// times is exact (decimal digits into integers).

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace scenario {

/// A value, or what is wrong with the text as the end of a sentence: "must be a duration such as 20s or 5ms, not 'x'".
template <class T>
struct Parsed {
  T value{};
  std::string error;

  [[nodiscard]] bool ok() const { return error.empty(); }
};

/// One or more amounts with ns, us, ms, s, m (or min), h, d, largest first or not: "90s", "1.5s", "1h 30m". A bare 0 is
/// a duration; any other bare number is not. Never negative.
Parsed<sim::Duration> parse_duration(std::string_view text);

/// B, kB/MB/GB/TB (powers of 1000), KiB/MiB/GiB/TiB (powers of 1024); a bare number is bytes. Never negative.
Parsed<sim::Bytes> parse_bytes(std::string_view text);

/// Events per second: "2000/s", "5/m", "1.5k/s", "2M/s"; a bare number is per second. Never negative.
Parsed<double> parse_rate(std::string_view text);

/// "1Gbit/s" (or Gbps), "100MB/s", "125MiB/s", "unlimited". Never 0.
Parsed<sim::BytesPerSecond> parse_bandwidth(std::string_view text);

/// "10%" or 0.1, as a part of one: 0 to 1.
Parsed<double> parse_part(std::string_view text);

/// A whole number; '_' may stand between digits; k and M are not allowed.
Parsed<std::int64_t> parse_integer(std::string_view text, std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                                   std::int64_t most = std::numeric_limits<std::int64_t>::max());

/// A decimal number such as 1.1; no exponents.
Parsed<double> parse_number(std::string_view text);

/// true or false and nothing else: YAML dialects disagree about yes, no, on and off.
Parsed<bool> parse_boolean(std::string_view text);

}  // namespace scenario
