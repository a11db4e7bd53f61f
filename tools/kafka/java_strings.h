#pragma once
/// What Kafka's programs do with their arguments' text, as java.lang.String does it.

#include <string>
#include <string_view>
#include <vector>

namespace tools {

/// String.split: what is empty at the end is no part; of nothing there is one empty part.
std::vector<std::string> split(std::string_view text, char separator);

/// String.trim: blanks are all characters up to ' '.
std::string_view trimmed(std::string_view text);

/// String.toLowerCase, of ASCII.
std::string lower_case(std::string text);

}  // namespace tools
