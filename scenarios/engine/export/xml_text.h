#pragma once
/// Text inside XML.

#include <string>
#include <string_view>

namespace scenario {

/// `text` as the content of an element.
std::string xml_text(std::string_view text);
/// `text` as the value of an attribute in double quotes: there line ends and tabs would be read as spaces, unless they
/// are written as references.
std::string xml_attribute(std::string_view text);

}  // namespace scenario
