#pragma once
/// What a YAML parser complains about, said for people who write scenarios.

#include <string>
#include <string_view>

namespace scenario {

struct YamlWords {
  std::string message;
  std::string hint;
};

/// `parser_message`: the bare message of yaml-cpp.
YamlWords in_plain_words(std::string_view parser_message);

}  // namespace scenario
