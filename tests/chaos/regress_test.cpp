// What random faults once found stays found: every scenario below scenarios/regress.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "tests/chaos/judged_run.h"
#include "tests/support/checkout.h"

namespace chaos {
namespace {

std::vector<std::string> regressions() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kafka::testing::in_checkout("scenarios/regress")))
    names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Regress : public ::testing::TestWithParam<std::string> {};

TEST_P(Regress, StaysMended) {
  scenario::Diagnostics diagnostics;
  const auto spec =
      scenario::load(kafka::testing::in_checkout("scenarios/regress/") + GetParam() + ".yaml", {}, diagnostics);
  ASSERT_TRUE(spec) << diagnostics.render();
  for (const std::string& wrong : what_is_wrong(*spec)) ADD_FAILURE() << wrong;
}

std::string test_name(const ::testing::TestParamInfo<std::string>& tested) { return tested.param; }

INSTANTIATE_TEST_SUITE_P(Scenarios, Regress, ::testing::ValuesIn(regressions()), test_name);

}  // namespace
}  // namespace chaos
