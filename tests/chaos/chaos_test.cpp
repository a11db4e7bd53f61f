// Random clusters under random faults of all kinds, twenty minutes each, and then at rest. KAFKASIM_CHAOS="1-500" runs
// these seeds instead of the few that every run of the tests takes.

#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "tests/chaos/judged_run.h"
#include "tests/chaos/random_scenario.h"

namespace chaos {
namespace {

struct Seeds {
  std::uint64_t first = 1;
  std::uint64_t last = 12;
};

Seeds seeds() {
  Seeds s;
  unsigned long long first = 0;
  unsigned long long last = 0;
  const char* wanted = std::getenv("KAFKASIM_CHAOS");
  if (wanted && std::sscanf(wanted, "%llu-%llu", &first, &last) == 2) s = {first, last};
  return s;
}

class Chaos : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Chaos, BreaksNoPromiseAndLosesNoRecordUnseen) {
  const std::string text = random_scenario(GetParam());
  scenario::Diagnostics diagnostics;
  const auto spec = scenario::load_text("chaos.yaml", text, {}, diagnostics);
  ASSERT_TRUE(spec) << diagnostics.render() << text;
  for (const std::string& wrong : what_is_wrong(*spec)) ADD_FAILURE() << wrong << "\n" << text;
}

INSTANTIATE_TEST_SUITE_P(Seeds, Chaos, ::testing::Range(seeds().first, seeds().last + 1));

TEST(RandomScenario, IsTheSameForTheSameSeedAndAnotherForAnother) {
  EXPECT_EQ(random_scenario(7), random_scenario(7));
  EXPECT_NE(random_scenario(7), random_scenario(8));
}

TEST(RandomScenario, CanBeReadForManySeeds) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    scenario::Diagnostics diagnostics;
    const std::string text = random_scenario(seed);
    ASSERT_TRUE(scenario::load_text("chaos.yaml", text, {}, diagnostics)) << diagnostics.render() << text;
  }
}

}  // namespace
}  // namespace chaos
