#include "tools/kafka/argument_parser.h"

#include <algorithm>

#include "tools/kafka/java_numbers.h"

namespace tools {

namespace {

using Type = ArgumentSpec::Type;
constexpr std::size_t kWidth = 75;

std::string on(const ArgumentSpec& spec, std::string_view message) {
  return "argument " + std::string(spec.flag) + ": " + std::string(message);
}

/// What is wrong with a value; "" = nothing.
std::string conversion_error(const ArgumentSpec& spec, const std::string& value) {
  const char* type = nullptr;
  if (spec.type == Type::integer && !parse_int(value)) type = "Integer";
  if (spec.type == Type::number && !parse_long(value)) type = "Long";
  if (spec.type == Type::fraction && !parse_double(value)) type = "Double";
  if (!type) return "";
  const std::string why = value.empty() && spec.type == Type::fraction ? "empty String" : number_format_message(value);
  return on(spec, "could not convert '" + value + "' to " + type + " (" + why + ")");
}

bool is_negative_number(std::string_view word) {
  if (!word.starts_with('-')) return false;
  word.remove_prefix(1);
  const std::size_t digits = word.find_first_not_of("0123456789");
  if (digits == std::string_view::npos) return !word.empty();
  if (word[digits] != '.') return false;
  word.remove_prefix(digits + 1);
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}
bool is_flag(std::string_view word) { return word.size() > 1 && word.starts_with('-') && !is_negative_number(word); }

std::string syntax(const ArgumentSpec& spec, bool brackets) {
  std::string text(spec.flag);
  if (spec.type == Type::list) {
    text += " " + std::string(spec.metavar) + " [" + std::string(spec.metavar) + " ...]";
  } else if (spec.type != Type::flag) {
    text += " " + std::string(spec.metavar);
  }
  return brackets && !spec.required ? "[" + text + "]" : text;
}

/// Where Java's BreakIterator would break a line: after blanks and hyphens.
std::string wrapped(std::string_view text) {
  std::string out;
  std::string line;
  while (!text.empty()) {
    std::size_t end = text.find_first_of(" -");
    end = end == std::string_view::npos ? text.size() : end + 1;
    while (end < text.size() && text[end - 1] == '-' && text[end] == '-') ++end;
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(end);
    if (line.size() + piece.size() > kWidth && !line.empty()) {
      while (line.ends_with(' ')) line.pop_back();
      out += line + "\n";
      line.clear();
    }
    line += piece;
  }
  return out + line;
}

}  // namespace

const ArgumentSpec* ArgumentParser::find(std::string_view flag) const {
  const auto it = std::find_if(specs_.begin(), specs_.end(), [&](const ArgumentSpec& s) { return s.flag == flag; });
  return it == specs_.end() ? nullptr : &*it;
}

std::vector<std::string_view> ArgumentParser::flags_beginning(std::string_view flag) const {
  std::vector<std::string_view> flags;
  for (const ArgumentSpec& spec : specs_)
    if (spec.flag.starts_with(flag)) flags.push_back(spec.flag);
  if (std::string_view("--help").starts_with(flag)) flags.emplace_back("--help");
  std::sort(flags.begin(), flags.end());
  return flags;
}

ArgumentParser::Result ArgumentParser::parse(std::span<const std::string> arguments) const {
  Result result;
  const ArgumentSpec* used_of_group = nullptr;
  for (std::size_t next = 0; next < arguments.size();) {
    if (!is_flag(arguments[next])) {
      std::string rest;
      for (std::size_t i = next; i < arguments.size(); ++i) rest += (rest.empty() ? "" : " ") + arguments[i];
      result.error = "unrecognized arguments: '" + rest + "'";
      return result;
    }
    if (!read_option(arguments, next, result, used_of_group)) return result;
  }
  result.error = missing(result);
  return result;
}

bool ArgumentParser::read_option(std::span<const std::string> arguments, std::size_t& next, Result& result,
                                 const ArgumentSpec*& used_of_group) const {
  const std::string& word = arguments[next++];
  const std::size_t equals = word.find('=');
  std::string flag = word.substr(0, equals);
  const ArgumentSpec* spec = find(flag);
  const auto candidates = flags_beginning(flag);
  if (!spec && flag != "-h" && flag != "--help") {
    if (candidates.size() > 1) {
      std::string all;
      for (const std::string_view candidate : candidates) all += (all.empty() ? "" : ", ") + std::string(candidate);
      result.error = "ambiguous option: " + flag + " could match " + all;
      return false;
    }
    if (candidates.empty()) {
      result.unknown = word;
      result.error = "unrecognized arguments: '" + word + "'";
      return false;
    }
    flag = candidates.front();
    spec = find(flag);
  }
  if (!spec) {
    result.help = true;
    return false;
  }
  if (spec->one_of && used_of_group && used_of_group != spec) {
    result.error = on(*spec, "not allowed with argument " + std::string(used_of_group->flag));
    return false;
  }
  if (spec->one_of) used_of_group = spec;
  return read_values(*spec, equals == std::string::npos ? std::nullopt : std::optional(word.substr(equals + 1)),
                     arguments, next, result);
}

bool ArgumentParser::read_values(const ArgumentSpec& spec, std::optional<std::string> embedded,
                                 std::span<const std::string> arguments, std::size_t& next, Result& result) const {
  std::vector<std::string> values;
  if (spec.type == Type::flag) {
    if (embedded) result.error = on(spec, "ignore implicit argument '" + *embedded + "'");
  } else if (embedded) {
    values.push_back(*embedded);
  } else {
    const std::size_t most = spec.type == Type::list ? arguments.size() : 1;
    while (values.size() < most && next < arguments.size() && !is_flag(arguments[next]))
      values.push_back(arguments[next++]);
    if (values.empty())
      result.error = on(spec, spec.type == Type::list ? "expected 1 argument(s)" : "expected one argument");
  }
  for (const std::string& value : values)
    if (const std::string wrong = conversion_error(spec, value); !wrong.empty() && !result.error) result.error = wrong;
  result.given[std::string(spec.flag)] = std::move(values);
  return !result.error;
}

/// Source: checkRequiredArgument, which goes on to the last, and checkRequiredMutex.
std::optional<std::string> ArgumentParser::missing(const Result& result) const {
  std::optional<std::string> error;
  bool one_of_group = false;
  std::string group;
  for (const ArgumentSpec& spec : specs_) {
    const bool given = result.given.contains(spec.flag);
    if (spec.required && !given) error = "argument " + std::string(spec.flag) + " is required";
    if (spec.one_of) group += std::string(spec.flag) + " ";
    one_of_group = one_of_group || (spec.one_of && given);
  }
  if (!error && !group.empty() && !one_of_group) error = "one of the arguments " + group + "is required";
  return error;
}

std::string ArgumentParser::usage() const {
  std::vector<std::string> parts{"[-h]"};
  std::vector<std::string> group;
  for (const ArgumentSpec& spec : specs_) (spec.one_of ? group : parts).push_back(syntax(spec, !spec.one_of));
  for (std::size_t i = 0; i < group.size(); ++i) {
    parts.push_back((i == 0 ? "(" : "") + group[i] + (i + 1 == group.size() ? ")" : ""));
    if (i + 1 < group.size()) parts.emplace_back("|");
  }
  std::string out = "usage: " + std::string(program_);
  const std::string indent(out.size(), ' ');
  std::size_t width = out.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && width + parts[i].size() + 1 > kWidth) {
      out += "\n" + indent;
      width = indent.size();
    }
    out += " " + parts[i];
    width += 1 + parts[i].size();
  }
  return out + "\n";
}

std::string ArgumentParser::help() const {
  std::string out = usage() + "\nSends records as fast as it may, and says how that went.\n\n";
  out += "  -h, --help\n      Print this and end.\n";
  for (const ArgumentSpec& spec : specs_)
    out += "  " + syntax(spec, false) + "\n      " + std::string(spec.meaning) +
           (spec.default_value.empty() ? "" : " Default: " + spec.default_value + ".") + "\n";
  return out;
}

/// Who may have been meant is told as argparse4j does: what the word is the beginning of.
std::string ArgumentParser::error_text(const Result& result) const {
  std::string out = usage() + wrapped(std::string(program_) + ": error: " + *result.error) + "\n";
  const auto candidates = result.unknown.size() > 3 ? flags_beginning(result.unknown) : std::vector<std::string_view>{};
  if (candidates.empty()) return out;
  out += "\nDid you mean:\n";
  for (const std::string_view candidate : candidates) out += "\t" + std::string(candidate) + "\n";
  return out;
}

}  // namespace tools
