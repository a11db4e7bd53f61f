#include "scenarios/engine/library/scenario_library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>

#include "scenarios/engine/loader/suggestion.h"

namespace scenario {
namespace fs = std::filesystem;
namespace {

std::vector<fs::path> places() {
  std::vector<fs::path> result;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  if (!program.empty()) {
    result.push_back(program.parent_path().parent_path() / "share/kafkasim/scenarios");
    result.push_back(program.parent_path() / "scenarios");
  }
  result.emplace_back(KAFKASIM_SCENARIOS);
  return result;
}

bool is_yaml(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

}  // namespace

std::vector<ShippedScenario> shipped_scenarios() {
  std::map<std::string, std::string> found;
  for (const fs::path& place : places()) {
    std::error_code ignored;
    for (auto it = fs::directory_iterator(place, ignored); it != fs::directory_iterator(); it.increment(ignored))
      if (is_yaml(it->path())) found.emplace(it->path().stem().string(), it->path().string());
  }
  std::vector<ShippedScenario> result;
  for (const auto& [name, path] : found) result.push_back({name, path});
  return result;
}

std::optional<std::string> find_scenario(const std::string& name_or_file, std::string& problem) {
  std::error_code ignored;
  const bool looks_like_a_path = is_yaml(name_or_file) || name_or_file.find('/') != std::string::npos;
  if (!looks_like_a_path) {
    std::vector<std::string> names;
    for (const ShippedScenario& s : shipped_scenarios()) {
      if (s.name == name_or_file) return s.path;
      names.push_back(s.name);
    }
    if (fs::is_regular_file(name_or_file, ignored)) return name_or_file;
    problem = "there is no scenario '" + name_or_file + "'";
    std::string hint = suggest(name_or_file, names);
    for (const char* const ending : {".yaml", ".yml"})
      if (fs::is_regular_file(name_or_file + ending, ignored))
        hint = "did you mean the file " + name_or_file + ending + "?";
    problem += hint.empty() ? "; `kafkasim list` names them all" : "; " + hint;
    return std::nullopt;
  }
  if (fs::is_directory(name_or_file, ignored)) {
    problem = name_or_file + " is a folder";
    return std::nullopt;
  }
  if (!fs::exists(name_or_file, ignored)) {
    problem = "there is no file " + name_or_file;
    return std::nullopt;
  }
  return name_or_file;
}

std::string scenario_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string scenario_name(const std::string& path) { return fs::path(path).stem().string(); }

}  // namespace scenario
