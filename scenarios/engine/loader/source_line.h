#pragma once
/// Showing a line of a file and pointing at a column of it.

#include <string>
#include <string_view>

namespace scenario {

/// `byte_column` (from 1) counted in characters.
int character_column(std::string_view line, int byte_column);

/// Two lines, each with its end: the source line, tabs as blanks, long lines cut around the column, bytes that cannot
/// be shown as '?'; and a caret below `byte_column`. Nothing for an empty line.
std::string with_caret(std::string_view line, int byte_column);

}  // namespace scenario
