#pragma once
/// In which order Kafka's messages list a set of options: that of its hash sets.

#include <string>
#include <vector>

namespace tools {

/// new HashSet<>(Arrays.asList(options)).
std::vector<std::string> java_option_set_order(const std::vector<std::string>& names);
/// Scala's Set(options): up to four as written, more by their hashes.
std::vector<std::string> scala_option_set_order(const std::vector<std::string>& names);

}  // namespace tools
