#pragma once
/// The shipped scenarios, for tests that run all of them.

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/run/experiment.h"
#include "tests/support/checkout.h"

namespace scenario {

inline std::filesystem::path source_dir() { return kafka::testing::in_checkout(); }

/// Names in alphabetical order.
inline std::vector<std::string> shipped_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "scenarios"))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

inline ScenarioSpec load_shipped(const std::string& name) {
  Diagnostics diagnostics;
  auto spec = load((source_dir() / "scenarios" / (name + ".yaml")).string(), {}, diagnostics);
  EXPECT_TRUE(spec.has_value()) << diagnostics.render();
  return spec.value_or(ScenarioSpec{});
}

inline RunResult run_to_end(const ScenarioSpec& spec) {
  Experiment experiment(spec);
  experiment.start();
  experiment.advance(experiment.end());
  return experiment.finish();
}

/// KAFKASIM_REWRITE=1: the committed values are replaced by what is seen instead of compared with it.
inline bool rewriting() {
  const char* value = std::getenv("KAFKASIM_REWRITE");
  return value != nullptr && std::string(value) == "1";
}

/// Names a parametrised test by its scenario.
inline std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

}  // namespace scenario
