#pragma once
/// From what was watched to a run's result: one function for each part of it.

#include <memory>
#include <string>
#include <vector>

#include "model/cluster/cluster.h"
#include "model/invariant/invariants.h"
#include "scenarios/engine/run/ledger.h"
#include "scenarios/engine/run/names.h"
#include "scenarios/engine/run/outage_budget.h"
#include "scenarios/engine/run/producer_stalls.h"
#include "scenarios/engine/run/rebalances.h"
#include "scenarios/engine/run/recorder.h"
#include "scenarios/engine/run/run_result.h"
#include "scenarios/engine/run/workload.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// What is left of a run when it is over.
struct RunWatched {
  const ScenarioSpec& spec;
  const kafka::Cluster& cluster;
  const Names& names;
  const Roles& roles;
  const std::vector<std::unique_ptr<OpenLoopWorkload>>& workloads;
  const Ledger& ledger;
  const Recorder& recorder;
  const ProducerStalls& stalls;
  const Rebalances& rebalances;
  sim::SimTime end;
};

std::vector<ApplicationResult> sum_up_producers(const RunWatched& run);
std::vector<TopicResult> sum_up_topics(const RunWatched& run);
std::vector<GroupResult> sum_up_groups(const RunWatched& run);
PromisesResult sum_up_promises(kafka::Invariants& invariants);
OutagesResult sum_up_outages(const OutageBudget& outages, const Names& names);

/// What in the ledger does not agree with what clients themselves have counted, in words.
std::vector<std::string> compare_books(const RunWatched& run);

}  // namespace scenario
