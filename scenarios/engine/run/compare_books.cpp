#include <fmt/format.h>

#include "model/cluster/cluster_view.h"
#include "scenarios/engine/run/sum_up.h"

namespace scenario {
namespace {

/// What workloads and producers count themselves: records handed over, and those not finished.
void compare_producers(const RunWatched& run, std::vector<std::string>& wrong) {
  const kafka::ClusterView view = run.cluster.view();
  for (const auto& workload : run.workloads) {
    const ProducerTotals totals = run.ledger.of_producer(workload->producer());
    if (totals.accepted != workload->returned() - totals.rejected)
      wrong.push_back(fmt::format("{} handed over {} records and numbered {}", run.names.client(workload->producer()),
                                  workload->returned() - totals.rejected, totals.accepted));
  }
  for (int c = 0; c < run.cluster.client_count(); ++c) {
    const kafka::ClientId id(c);
    if (!view.handed_over(id)) continue;
    const ProducerTotals totals = run.ledger.of_producer(id);
    const std::int64_t unfinished = totals.accepted - totals.finished();
    if (unfinished != view.unfinished_records(id))
      wrong.push_back(fmt::format("{} has {} unfinished records, and {} are known", run.names.client(id),
                                  view.unfinished_records(id), unfinished));
  }
}

/// Every record of a group's topics in one state.
void compare_groups(const RunWatched& run, std::vector<std::string>& wrong) {
  for (std::size_t g = 0; g < run.spec.groups.size(); ++g) {
    const kafka::GroupId id(static_cast<std::int32_t>(g));
    for (const auto& [tp, totals] : run.ledger.by_partition(id)) {
      std::int64_t sum = 0;
      for (const std::int64_t count : totals.states) sum += count;
      if (sum != totals.produced)
        wrong.push_back(fmt::format("{} of {} records of {} have a state for group {}", sum, totals.produced,
                                    run.names.partition(tp), run.names.group(id)));
    }
  }
}

}  // namespace

std::vector<std::string> compare_books(const RunWatched& run) {
  std::vector<std::string> wrong;
  compare_producers(run, wrong);
  compare_groups(run, wrong);
  return wrong;
}

}  // namespace scenario
