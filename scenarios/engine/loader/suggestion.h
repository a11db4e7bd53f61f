#pragma once
/// "did you mean ...?"

#include <span>
#include <string>
#include <string_view>

namespace scenario {

/// A hint for a name that is not among the known ones: "did you mean 'x'?" if one is near, else "known are: a, b, c"
/// if there are few, else "".
std::string suggest(std::string_view wrong, std::span<const std::string_view> known);

/// The same for a list of the scenario's own names.
std::string suggest(std::string_view wrong, std::span<const std::string> known);

}  // namespace scenario
