#pragma once
/// Text inside XML, and inside HTML that is XML as well. What is not UTF-8, and characters that XML does not know,
/// become U+FFFD.

#include <string>
#include <string_view>

namespace scenario {

/// `text` as the content of an element.
std::string xml_text(std::string_view text);
/// `text` as the value of an attribute in double quotes: there line ends and tabs would be read as spaces, unless they
/// are written as references.
std::string xml_attribute(std::string_view text);

}  // namespace scenario
