#include "scenarios/engine/run/sum_up.h"

namespace scenario {

std::vector<ApplicationResult> sum_up_producers(const RunWatched& run) {
  std::vector<ApplicationResult> results;
  for (std::size_t a = 0; a < run.roles.applications.size(); ++a) {
    ApplicationResult application;
    application.name = run.roles.applications[a];
    application.statistics = run.recorder.of_application(static_cast<int>(a));
    application.longest_stall = run.stalls.longest(static_cast<int>(a), run.end);
    for (const auto& workload : run.workloads) {
      if (run.roles.application(workload->producer()) != static_cast<int>(a)) continue;
      const ProducerTotals totals = run.ledger.of_producer(workload->producer());
      ++application.instances;
      application.totals += totals;
      application.produced += workload->returned() - totals.rejected;
    }
    results.push_back(std::move(application));
  }
  return results;
}

}  // namespace scenario
