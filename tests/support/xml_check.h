#pragma once
/// Whether a text is well-formed XML, as far as pages of ours need it: tags that nest, attributes in double quotes and
/// once each, known entities, no stray < or &. Reads <!DOCTYPE> and CDATA; knows no namespaces and no DTD.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kafka::testing {

struct XmlElement {
  std::string name;
  std::map<std::string, std::string> attributes;  ///< as written: escaped
  std::string text;                               ///< its own, as written, up to its first child
};

struct XmlDocument {
  std::string problem;               ///< "" = well-formed
  std::vector<XmlElement> elements;  ///< in the order in which they begin

  [[nodiscard]] std::vector<XmlElement> all(std::string_view name) const;
};

XmlDocument read_xml(std::string_view text);

}  // namespace kafka::testing
