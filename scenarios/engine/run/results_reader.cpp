#include "scenarios/engine/run/results_reader.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

namespace scenario {
namespace {

/// False if it is missing or no text.
bool read_text(const nlohmann::json& from, const char* key, std::string& to) {
  const auto found = from.find(key);
  if (found == from.end() || !found->is_string()) return false;
  to = found->get<std::string>();
  return true;
}

bool read_overrides(const nlohmann::json& manifest, std::vector<std::string>& to) {
  const auto found = manifest.find("overrides");
  if (found == manifest.end() || !found->is_array()) return false;
  for (const nlohmann::json& one : *found) {
    if (!one.is_string()) return false;
    to.push_back(one.get<std::string>());
  }
  return true;
}

}  // namespace

std::optional<FinishedRun> read_manifest(const std::string& folder, std::string& problem) {
  const std::filesystem::path path = std::filesystem::path(folder) / "manifest.json";
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    problem = folder + " holds no results: there is no manifest.json";
    return std::nullopt;
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const nlohmann::json manifest = nlohmann::json::parse(text, nullptr, false);
  FinishedRun run;
  const bool object = manifest.is_object();
  const auto seed = object ? manifest.find("seed") : manifest.end();
  if (!object || !read_text(manifest, "scenario", run.scenario) ||
      !read_text(manifest, "scenario_text", run.scenario_text) || !read_text(manifest, "kafkasim", run.version) ||
      !read_overrides(manifest, run.overrides) || seed == manifest.end() || !seed->is_number_unsigned()) {
    problem = path.string() + " is not the manifest of a run";
    return std::nullopt;
  }
  run.seed = seed->get<std::uint64_t>();
  (void)read_text(manifest, "variant", run.variant);
  std::string until;
  if (read_text(manifest, "until", until)) run.until = until;
  if (const auto prints = manifest.find("fingerprints"); prints != manifest.end() && prints->is_object())
    read_text(*prints, "trajectory", run.trajectory);
  return run;
}

}  // namespace scenario
