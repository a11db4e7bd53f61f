// Random clusters under random faults of all kinds, twenty minutes each, and then at rest. KAFKASIM_CHAOS="1-500" runs
// these seeds instead of the few that every run of the tests takes.

#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/run/experiment.h"
#include "tests/chaos/cluster_now.h"
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
  scenario::Experiment experiment(*spec);
  experiment.start();
  experiment.advance(experiment.end());
  experiment.invariants()->check_at_rest(cluster_now(experiment.cluster()), experiment.now());
  const scenario::RunResult result = experiment.finish();

  for (const std::string& violation : result.promises->violations) ADD_FAILURE() << violation << "\n" << text;
  for (const std::string& contradiction : result.contradictions) ADD_FAILURE() << contradiction << "\n" << text;
  for (const scenario::ApplicationResult& a : result.applications) {
    EXPECT_GT(a.produced, 0) << a.name << "\n" << text;
    EXPECT_EQ(a.in_flight(), 0) << a.name << "\n" << text;
  }
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
