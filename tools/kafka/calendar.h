#pragma once
/// Dates as programs print them, always in UTC.

#include <cstdint>
#include <string>

namespace tools {

/// log4j: "2023-11-14 22:13:20,000". `ms`: since 1970.
std::string log_date(std::int64_t ms);
/// java.util.Date: "Tue Nov 14 22:13:20 UTC 2023".
std::string java_date(std::int64_t ms);

}  // namespace tools
