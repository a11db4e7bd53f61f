#pragma once
/// A scenario run to its end, and everything that is wrong with it.

#include <string>
#include <vector>

#include <fmt/format.h>

#include "scenarios/engine/run/experiment.h"
#include "tests/chaos/cluster_now.h"

namespace chaos {

/// Promises broken, accounts that do not add up, a cluster that is not at rest. Requires: production ends and faults
/// heal long before the end.
inline std::vector<std::string> what_is_wrong(const scenario::ScenarioSpec& spec) {
  scenario::Experiment experiment(spec);
  experiment.start();
  experiment.advance(experiment.end());
  experiment.invariants()->check_at_rest(cluster_now(experiment.cluster()), experiment.now());
  const scenario::RunResult result = experiment.finish();
  std::vector<std::string> wrong = result.promises->violations;
  wrong.insert(wrong.end(), result.contradictions.begin(), result.contradictions.end());
  for (const scenario::ApplicationResult& a : result.applications) {
    if (a.produced == 0) wrong.push_back(a.name + " produced nothing");
    if (a.in_flight() != 0) wrong.push_back(fmt::format("{} records of {} have no fate", a.in_flight(), a.name));
  }
  return wrong;
}

}  // namespace chaos
