#pragma once
/// Dates in a pattern of java.text.SimpleDateFormat, in UTC and English.

#include <cstdint>
#include <string>
#include <string_view>

namespace tools {

/// Letters y M d D H k K h m s S E a z Z; text in quotes stands for itself. `ms`: since 1970.
std::string simple_date(std::string_view pattern, std::int64_t ms);

}  // namespace tools
