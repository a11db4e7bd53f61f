#include "scenarios/engine/loader/yaml_words.h"

#include <array>

#include <fmt/format.h>

namespace scenario {
namespace {

struct Translation {
  std::string_view parser;
  std::string_view message;
  std::string_view hint;
};

constexpr std::array<Translation, 15> kTranslations{{
    {"illegal map value", "a ':' stands where no key can be",
     "check the indentation and the line before; text that contains ': ' needs quotes"},
    {"illegal map key", "a key stands where none can be", "check the indentation"},
    {"illegal block entry", "a list entry '-' stands where none can be", "check the indentation"},
    {"end of map not found", "this line fits neither the map before it nor a new one",
     "check the indentation and that every key ends with ':'"},
    {"end of map flow not found", "a '{' is not closed before here", "a ',' or '}' is missing"},
    {"end of sequence not found", "this line fits neither the list before it nor a new one", "check the indentation"},
    {"end of sequence flow not found", "a '[' is not closed before here", "a ',' or ']' is missing"},
    {"illegal flow end", "a closing bracket without its opening one", ""},
    {"illegal EOF in scalar", "a quoted text is not closed before the end of the file", ""},
    {"illegal document indicator in scalar", "a quoted text is not closed before '---' or '...'", ""},
    {"illegal character in scalar", "this character cannot begin a value", "put the value in quotes"},
    {"unknown token", "this character cannot begin a value", "put the value in quotes"},
    {"illegal tab when looking for indentation", "a tab is used for indentation; YAML allows only blanks there", ""},
    {"cannot set zero indentation for a block scalar",
     "a block of text (| or >) must be indented by at least one blank", ""},
    {"unexpected character in block scalar", "after | or > the text begins on the next line", ""},
}};

}  // namespace

YamlWords in_plain_words(std::string_view parser_message) {
  for (const Translation& t : kTranslations) {
    if (t.parser == parser_message) return {std::string(t.message), std::string(t.hint)};
  }
  if (parser_message.find("anchor") != std::string_view::npos ||
      parser_message.find("alias") != std::string_view::npos) {
    return {"anchors (&name) and aliases (*name) are not used in scenario files",
            "write the value out, or put it in quotes if it is meant as text"};
  }
  if (parser_message.find("tag") != std::string_view::npos || parser_message.find("TAG") != std::string_view::npos) {
    return {"tags (such as !!str or !name) are not used in scenario files",
            "put the value in quotes if it is meant as text"};
  }
  return {fmt::format("this is not valid YAML: {}", parser_message), ""};
}

}  // namespace scenario
