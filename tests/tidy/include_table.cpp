#include "tests/tidy/include_table.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <sstream>

namespace tidy {
namespace {

// Where a header of a library (or an unwelcome one of the standard) may be seen: below these paths, anywhere else not.
struct Place {
  std::string_view header;
  std::vector<std::string_view> paths;
};

const std::vector<Place>& places() {
  static const std::vector<Place> table = {
      {"yaml-cpp/", {"scenarios/engine/loader/", "tests/"}},
      {"boost/graph/", {"sim/net/topology.cpp", "scenarios/engine/trucks/", "gui/", "tests/"}},
      {"boost/geometry", {"scenarios/engine/trucks/", "gui/", "tests/"}},
      {"nlohmann/",
       {"model/zk/", "scenarios/engine/run/", "scenarios/engine/odds/", "scenarios/engine/export/",
        "scenarios/engine/reference/", "tools/", "cli/", "tests/"}},
      {"fmt/", {"scenarios/", "tools/", "cli/", "gui/", "tests/"}},
      {"CLI/", {"cli/"}},
      {"gtest/", {"tests/"}},
      {"gmock/", {"tests/"}},
      {"benchmark/", {"bench/"}},
      {"iostream", {"cli/", "bench/", "tests/"}},
      {"fstream", {"scenarios/", "cli/", "gui/", "bench/", "tests/"}},
      {"filesystem", {"scenarios/", "cli/", "gui/", "bench/", "tests/"}},
      {"thread", {"scenarios/engine/odds/", "scenarios/engine/suite/", "cli/", "gui/", "bench/", "tests/"}},
      {"mutex", {"scenarios/engine/odds/", "scenarios/engine/suite/", "cli/", "gui/", "bench/", "tests/"}},
      {"atomic", {"scenarios/engine/odds/", "scenarios/engine/suite/", "cli/", "gui/", "bench/", "tests/"}},
      {"random", {"bench/", "tests/"}},
      {"unordered_map", {"cli/", "gui/", "bench/", "tests/"}},
      {"unordered_set", {"cli/", "gui/", "bench/", "tests/"}},
      {"ctime", {"cli/", "gui/", "bench/", "tests/"}},
      {"sys/time.h", {"cli/", "bench/"}},
  };
  return table;
}

bool names(std::string_view header, std::string_view include) {
  return header.ends_with('/') || header == "boost/geometry" ? include.starts_with(header) : include == header;
}

std::string folder_of(std::string_view path) { return std::string(path.substr(0, path.rfind('/'))); }

std::string target_of(std::string path) {
  std::replace(path.begin(), path.end(), '/', '_');
  return path;
}

int layer_of(std::string_view room) {
  if (room.starts_with("sim")) return 0;
  if (room.starts_with("model")) return 1;
  if (room.starts_with("scenarios")) return 2;
  if (room.starts_with("tools")) return 3;
  return 4;
}

std::optional<Finding> misplaced(const SourceFile& file, std::size_t line, std::string_view include) {
  for (const Place& place : places()) {
    if (!names(place.header, include)) continue;
    const bool welcome = std::any_of(place.paths.begin(), place.paths.end(),
                                     [&](std::string_view path) { return file.path.starts_with(path); });
    if (!welcome) return Finding{file.path, line, std::string(include) + " has no place here"};
  }
  return std::nullopt;
}

// Below the command line every file is in a room and includes only what that room uses; tests may see everything.
bool allowed(const SourceFile& file, const std::string& included, const IncludeTable& table) {
  const auto room = table.find(folder_of(file.path));
  if (room == table.end()) return layer_of(file.path) > 3;
  if (included == "kafkasim") return room->second.contains("kafkasim_version");  // the generated header
  return included == room->first || (table.contains(included) && room->second.contains(target_of(included)));
}

}  // namespace

IncludeTable read_include_table(const std::vector<SourceFile>& tree) {
  static const std::regex room_line(R"(^room\(([\w/]+)(?:\s+USES\s+([^)]*))?\))");
  IncludeTable table;
  for (const SourceFile& file : tree) {
    if (!file.ends_with("CMakeLists.txt")) continue;
    for (const std::string_view view : file.lines()) {
      const std::string line(view);
      std::smatch match;
      if (!std::regex_search(line, match, room_line)) continue;
      std::istringstream uses(match[2].str());
      auto& used = table[match[1].str()];
      for (std::string name; uses >> name;) used.insert(name);
    }
  }
  for (bool grown = true; grown;) {
    grown = false;
    for (auto& [room, used] : table) {
      for (const auto& [other, reached] : table) {
        if (other == room || !used.contains(target_of(other))) continue;
        const auto before = used.size();
        used.insert(reached.begin(), reached.end());
        grown = grown || used.size() > before;
      }
    }
  }
  return table;
}

std::vector<Finding> layers(const IncludeTable& table) {
  std::vector<Finding> findings;
  for (const auto& [room, used] : table) {
    for (const auto& [other, unused] : table) {
      if (used.contains(target_of(other)) && (layer_of(other) > layer_of(room) || other == room)) {
        findings.push_back(Finding{room, 0, "uses " + other + ", which is not below it"});
      }
    }
  }
  return findings;
}

std::vector<Finding> includes(const SourceFile& file, const IncludeTable& table) {
  static const std::regex include_line(R"(^\s*#\s*include\s*(["<])([^">]+)[">])");
  std::vector<Finding> findings;
  std::size_t number = 0;
  for (const std::string_view view : file.lines()) {
    ++number;
    const std::string line(view);
    std::smatch match;
    if (line.find("include") == std::string::npos || !std::regex_search(line, match, include_line)) continue;
    const std::string name = match[2].str();
    if (const auto finding = misplaced(file, number, name)) findings.push_back(*finding);
    if (match[1].str() == "\"" && !allowed(file, folder_of(name), table)) {
      findings.push_back(Finding{file.path, number, name + " is in a room that this one does not use"});
    }
  }
  return findings;
}

}  // namespace tidy
