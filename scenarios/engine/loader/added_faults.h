#pragma once
/// A scenario's text with faults added behind its own: what was done to a run by hand as a file.

#include <string>
#include <vector>

namespace scenario {

/// `entries`: faults as YAML, "{at: 61s, kind: kill, target: broker-102}". The text keeps its comments where its own
/// `faults:` is a list in block style, or it has none; `variant` ("" = none): one that has faults of its own gets them,
/// too. "" : `problem` says why it cannot be done.
std::string with_added_faults(const std::string& text, const std::vector<std::string>& entries,
                              const std::string& variant, std::string& problem);

}  // namespace scenario
