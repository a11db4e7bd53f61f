#include "tools/describe/text_diff.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace tools {

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    lines.emplace_back(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), lines.back().size() + 1));
  }
  return lines;
}

/// What a line is about: a partition's line stays itself when its leader changes, a znode when its data does.
std::string subject_of(const std::string& line) {
  if (line.starts_with("\tTopic: ")) return line.substr(0, line.find("\tLeader"));
  if (line.starts_with("Topic")) return line.substr(0, line.find('\t'));
  const std::size_t words = line.starts_with('/') ? 1 : 3;  // a znode; a row of a table, a metric
  std::size_t end = 0;
  for (std::size_t i = 0; i < words && end != std::string::npos; ++i) {
    end = line.find_first_not_of(' ', end);
    if (end != std::string::npos) end = line.find(' ', end);
  }
  return line.substr(0, end);
}

/// The longest common subsequence by subject would be finer; texts of one kind keep the order of their subjects, and
/// so a map of subjects does.
std::map<std::string, Lines> by_subject(const Lines& lines) {
  std::map<std::string, Lines> map;
  for (const std::string& line : lines)
    if (!line.empty()) map[subject_of(line)].push_back(line);
  return map;
}

}  // namespace

std::string text_diff(std::string_view before, std::string_view after) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const auto old_map = by_subject(old_lines);
  const auto new_map = by_subject(new_lines);
  std::string text;
  const auto has = [](const std::map<std::string, Lines>& map, const std::string& line) {
    const auto it = map.find(subject_of(line));
    return it != map.end() && std::find(it->second.begin(), it->second.end(), line) != it->second.end();
  };
  // New lines in their order, each behind what it replaces; then what is gone.
  std::map<std::string, bool> told;
  for (const std::string& line : new_lines) {
    if (line.empty() || has(old_map, line)) continue;
    const std::string subject = subject_of(line);
    if (!std::exchange(told[subject], true))
      if (const auto it = old_map.find(subject); it != old_map.end())
        for (const std::string& gone : it->second)
          if (!has(new_map, gone)) text += "- " + gone + "\n";
    text += "+ " + line + "\n";
  }
  for (const std::string& line : old_lines)
    if (!line.empty() && !has(new_map, line) && !told[subject_of(line)]) text += "- " + line + "\n";
  return text;
}

}  // namespace tools
