#include "scenarios/engine/loader/added_faults.h"

#include <algorithm>
#include <optional>

#include <yaml-cpp/yaml.h>

namespace scenario {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::size_t indent_of(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

/// Behind the last line of the list that begins at or after `from`, whose items stand at `indent`.
std::size_t end_of_list(const std::vector<std::string>& lines, std::size_t from, std::size_t indent) {
  std::size_t end = from;
  for (std::size_t i = from; i < lines.size(); ++i) {
    const bool blank = indent_of(lines[i]) == lines[i].size() || lines[i][indent_of(lines[i])] == '#';
    if (blank) continue;
    const bool item = lines[i][indent_of(lines[i])] == '-';
    if (indent_of(lines[i]) < indent || (indent_of(lines[i]) == indent && !item)) break;
    end = i + 1;
  }
  return end;
}

/// The list `faults` of a map: its items behind the others. False: it is not in block style.
bool extend(std::vector<std::string>& lines, const YAML::Node& faults, const std::vector<std::string>& entries) {
  if (faults.size() == 0 || faults.Style() == YAML::EmitterStyle::Flow) return false;
  const auto first = static_cast<std::size_t>(faults[0].Mark().line);
  // The item's dash stands before it on the same line.
  const std::size_t indent = lines[first].find('-');
  if (indent == std::string::npos) return false;
  std::vector<std::string> more;
  for (const std::string& entry : entries) more.push_back(std::string(indent, ' ') + "- " + entry);
  const std::size_t end = end_of_list(lines, first, indent);
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(end), more.begin(), more.end());
  return true;
}

/// Loses the comments: the whole text is written anew.
std::string rewritten(YAML::Node root, const std::vector<std::string>& entries, const std::string& variant) {
  std::vector<YAML::Node> maps{root};
  if (!variant.empty() && root["variants"][variant]["faults"]) maps.push_back(root["variants"][variant]);
  for (YAML::Node& map : maps)
    for (const std::string& entry : entries) map["faults"].push_back(YAML::Load(entry));
  YAML::Emitter out;
  out << root;
  return std::string(out.c_str()) + "\n";
}

}  // namespace

std::string with_added_faults(const std::string& text, const std::vector<std::string>& entries,
                              const std::string& variant, std::string& problem) {
  problem.clear();
  if (entries.empty()) return text;
  try {
    const YAML::Node root = YAML::Load(text);
    if (!root.IsMap()) {
      problem = "the scenario is not a map of keys";
      return "";
    }
    const bool own_list = !variant.empty() && root["variants"] && root["variants"][variant]["faults"];
    std::vector<std::string> lines = lines_of(text);
    const YAML::Node faults = root["faults"];
    if (!faults && !own_list) {
      lines.push_back("faults:");
      for (const std::string& entry : entries) lines.push_back("  - " + entry);
      return joined(lines);
    }
    if (!own_list && extend(lines, faults, entries)) return joined(lines);
    return rewritten(YAML::Clone(root), entries, variant);
  } catch (const YAML::Exception& e) {
    problem = e.what();
    return "";
  }
}

}  // namespace scenario
