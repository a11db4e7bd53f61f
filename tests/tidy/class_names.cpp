#include "tests/tidy/class_names.h"

#include <map>
#include <regex>
#include <string>

namespace tidy {

std::vector<Finding> class_names(const std::vector<SourceFile>& headers) {
  static const std::regex kNamespace(R"(^namespace ([\w:]+) \{$)");
  static const std::regex kDefinition(R"(^(?:class|struct) (\w+)(?: final)?(?: : [^;{]*)? \{.*$)");
  std::vector<Finding> findings;
  std::map<std::string, std::string> known;  // by full name: where it was seen first
  for (const SourceFile& file : headers) {
    std::string scope;
    std::size_t number = 0;
    for (const std::string_view line : file.lines()) {
      ++number;
      const std::string text(line);
      std::smatch found;
      if (std::regex_match(text, found, kNamespace)) scope = found[1];
      if (!std::regex_match(text, found, kDefinition)) continue;
      const auto [first, fresh] = known.try_emplace(scope + "::" + found[1].str(), file.path);
      if (!fresh && first->second != file.path)
        findings.push_back({file.path, number, first->first + " is also in " + first->second});
    }
  }
  return findings;
}

}  // namespace tidy
