#pragma once
/// What changed between two texts.

#include <string>
#include <string_view>

namespace tools {

/// Lines that are new in `after`, with "+ ", in their order, each behind the line of the same subject that it replaces,
/// with "- "; then the lines that are gone. What a line is about: its partition, znode, row or metric. "" if nothing
/// changed.
std::string text_diff(std::string_view before, std::string_view after);

}  // namespace tools
