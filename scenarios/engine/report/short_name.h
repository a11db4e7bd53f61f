#pragma once
/// Names that must fit into a picture.

#include <string>
#include <string_view>

namespace report {

/// How many characters of UTF-8.
std::size_t letters(std::string_view text);
/// About how wide it is in the pictures' letters, in the pictures' units.
double width_of(std::string_view text);
/// At most `most` characters; what is cut off is an ellipsis.
std::string shortened(std::string_view text, std::size_t most);
/// The same, but keeps the end, by which names such as orders-12 differ.
std::string shortened_in_front(std::string_view text, std::size_t most);

}  // namespace report
