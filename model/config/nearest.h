#pragma once
/// Names that a mistyped one may have meant.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace kafka {

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other, letter case ignored
/// (optimal string alignment distance). Cost: product of the lengths.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known names nearest to `wrong`, nearest first, ties in the order given; only those that a third of the longer
/// name's letters, or one, could have come from. Nothing for a name of more than 200 bytes.
std::vector<std::string_view> nearest_names(std::string_view wrong, std::span<const std::string_view> known,
                                            std::size_t most = 3);

}  // namespace kafka
