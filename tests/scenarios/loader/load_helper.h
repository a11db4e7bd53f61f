#pragma once
/// Loading scenario texts in tests.

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "scenarios/engine/loader/scenario_loader.h"

namespace scenario::test {

struct Loaded {
  std::optional<ScenarioSpec> spec;
  Diagnostics diagnostics;
  /// "line:column message (hint)" of everything that was found.
  std::vector<std::string> found;
};

inline Loaded load_yaml(const std::string& text, const std::vector<std::string>& set = {}) {
  Loaded loaded;
  Overrides overrides;
  overrides.set = set;
  loaded.spec = load_text("test.yaml", text, overrides, loaded.diagnostics);
  for (const Diagnostic& d : loaded.diagnostics.sorted()) {
    loaded.found.push_back(std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.message +
                           (d.hint.empty() ? "" : " (" + d.hint + ")"));
  }
  return loaded;
}

/// What every scenario needs, so that a test writes only what it is about. Four lines.
inline std::string with_basics(const std::string& rest) {
  return "title: t\nduration: 1m\ncluster: { brokers: 3 }\ntopics: [{ name: orders, partitions: 4, replication.factor: "
         "3 }]\n" +
         rest;
}

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace scenario::test
