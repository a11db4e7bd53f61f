#include "tools/kafka/option_parser.h"

#include <algorithm>

#include "tools/kafka/java_numbers.h"

namespace tools {

namespace {

constexpr std::string_view kHelp = "help";
constexpr std::string_view kVersion = "version";

JavaException option_exception(std::string_view type, std::string message) {
  return {"joptsimple." + std::string(type), std::move(message)};
}

bool looks_like_an_option(std::string_view word) { return word.size() > 1 && word.starts_with('-') && word != "--"; }

/// Words of `text` in lines of at most `width` characters.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

std::string left_column(const OptionSpec& option) {
  std::string text = "--" + std::string(option.name);
  if (option.argument == OptionSpec::Argument::required) text += " <" + std::string(option.value) + ">";
  if (option.argument == OptionSpec::Argument::optional) text += " [" + std::string(option.value) + "]";
  return text;
}

}  // namespace

// ---- values

void OptionSet::complain(std::string_view type, std::string message) {
  if (!problem_) problem_ = option_exception(type, std::move(message));
}

std::vector<std::string> OptionSet::texts(std::string_view option) const {
  const auto it = given_.find(option);
  if (it != given_.end() && !it->second.empty()) return it->second;
  for (const OptionSpec& spec : specs_)
    if (spec.name == option && !spec.default_value.empty()) return {spec.default_value};
  return {};
}

std::optional<std::string> OptionSet::text(std::string_view option) {
  std::vector<std::string> all = texts(option);
  if (all.empty()) return std::nullopt;
  if (all.size() == 1) return std::move(all.front());
  complain("MultipleArgumentsForOptionException",
           "Found multiple arguments for option " + std::string(option) + ", but you asked for only one");
  return std::nullopt;
}

std::optional<std::int32_t> OptionSet::int32(std::string_view option) {
  const auto value = text(option);
  if (!value) return std::nullopt;
  const auto number = parse_int(*value);
  if (!number)
    complain("OptionArgumentConversionException",
             "Cannot parse argument '" + *value + "' of option " + std::string(option));
  return number;
}

std::optional<std::int64_t> OptionSet::int64(std::string_view option) {
  const auto value = text(option);
  if (!value) return std::nullopt;
  const auto number = parse_long(*value);
  if (!number)
    complain("OptionArgumentConversionException",
             "Cannot parse argument '" + *value + "' of option " + std::string(option));
  return number;
}

// ---- the command line

const OptionSpec* OptionParser::find(std::string_view name) const {
  const auto it = std::find_if(specs_.begin(), specs_.end(), [&](const OptionSpec& o) { return o.name == name; });
  return it == specs_.end() ? nullptr : &*it;
}

bool OptionParser::known(std::string_view name) const { return find(name) || name == kHelp || name == kVersion; }

std::optional<JavaException> OptionParser::parse(std::span<const std::string> arguments, OptionSet& options) const {
  for (std::size_t next = 0; next < arguments.size();) {
    const std::string& word = arguments[next++];
    if (word == "--") break;
    if (!looks_like_an_option(word)) continue;
    if (auto wrong = take(word, arguments, next, options)) return wrong;
  }
  return missing(options);
}

/// An option of one dash that nobody knows is a cluster of options of one letter; Kafka's tools have none.
std::optional<JavaException> OptionParser::take(std::string_view token, std::span<const std::string> arguments,
                                                std::size_t& next, OptionSet& options) const {
  const bool one_dash = !token.starts_with("--");
  token.remove_prefix(one_dash ? 1 : 2);
  const std::size_t equals = token.find('=');
  const std::string name(token.substr(0, equals));
  if (!known(name))
    return option_exception("UnrecognizedOptionException",
                            (one_dash ? name.substr(0, 1) : name) + " is not a recognized option");
  std::vector<std::string>& values = options.given_[name];
  const OptionSpec* option = find(name);
  if (!option || option->argument == OptionSpec::Argument::none) return std::nullopt;
  if (equals != std::string_view::npos && equals + 1 < token.size()) {
    values.emplace_back(token.substr(equals + 1));
  } else if (option->argument == OptionSpec::Argument::optional) {
    if (next < arguments.size() && !looks_like_an_option(arguments[next])) values.push_back(arguments[next++]);
  } else if (next == arguments.size()) {
    return option_exception("OptionMissingRequiredArgumentException", "Option " + name + " requires an argument");
  } else {
    values.push_back(arguments[next++]);
  }
  return std::nullopt;
}

/// Source: OptionParser.ensureRequiredOptions; --help and --version excuse everything.
std::optional<JavaException> OptionParser::missing(const OptionSet& options) const {
  if (options.has(kHelp) || options.has(kVersion)) return std::nullopt;
  std::string names;
  for (const OptionSpec& option : specs_) {
    if (option.required_unless.empty() || options.has(option.name) || options.has(option.required_unless)) continue;
    names += (names.empty() ? "" : ", ") + std::string(option.name);
  }
  if (names.empty()) return std::nullopt;
  return option_exception("MissingRequiredOptionsException", "Missing required option(s) [" + names + "]");
}

// ---- help

std::string OptionParser::help() const {
  std::vector<OptionSpec> all(specs_.begin(), specs_.end());
  all.push_back(flag(kHelp, "Print this and end."));
  all.push_back(flag(kVersion, "Print the release of the tools and end."));
  std::sort(all.begin(), all.end(), [](const OptionSpec& a, const OptionSpec& b) { return a.name < b.name; });
  constexpr std::size_t kLeft = 40;
  std::string out = "Option" + std::string(kLeft - 6, ' ') + "Meaning\n";
  out += "------" + std::string(kLeft - 6, ' ') + "-------\n";
  for (const OptionSpec& option : all) {
    std::string left = left_column(option);
    std::string meaning(option.meaning);
    if (!option.default_value.empty()) meaning += " Default: " + option.default_value + ".";
    for (const std::string& line : wrapped(meaning, 80)) {
      if (left.size() + 1 > kLeft) {
        out += left + "\n";
        left.clear();
      }
      out += left + std::string(line.empty() ? 0 : kLeft - left.size(), ' ') + line + "\n";
      left.clear();
    }
  }
  return out;
}

}  // namespace tools
