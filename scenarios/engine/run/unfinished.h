#pragma once
/// Names of what is being written: ".trucks_gps.part-1234" beside "trucks_gps", with the number of the process that
/// writes it. It takes the name it stands beside when it is complete.

#include <string>

namespace scenario {

/// Of this process.
std::string unfinished_name(const std::string& name);

/// Removes what processes that run no more left behind in folder `parent` for `name`.
void remove_unfinished(const std::string& parent, const std::string& name);

}  // namespace scenario
