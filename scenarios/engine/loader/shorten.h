#pragma once
/// Quoting what a file says without filling the screen with it.

#include <string>
#include <string_view>

namespace scenario {

/// At most 40 characters in one line, with "..." where something was left out; never cuts through a character.
std::string shorten(std::string_view text);

}  // namespace scenario
