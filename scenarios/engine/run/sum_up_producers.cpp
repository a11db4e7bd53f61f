#include "scenarios/engine/run/sum_up.h"

namespace scenario {

namespace {

std::int64_t sum_of(const kafka::RecordNumbers& numbers) {
  std::int64_t sum = 0;
  for (const auto& [tp, next] : numbers.all()) sum += next.value();
  return sum;
}

/// What a producer's process has counted itself, in all its lives.
std::int64_t handed_over(const RunWatched& run, kafka::ClientId client, const ProducerTotals& totals) {
  for (const auto& workload : run.workloads)
    if (workload->producer() == client) return workload->returned() - totals.rejected;
  for (std::size_t g = 0; g < run.spec.groups.size(); ++g) {
    for (std::int32_t i = 0; i < run.spec.groups[g].members; ++i) {
      const kafka::ConsumerMachine& member = run.cluster.member(kafka::GroupId(static_cast<std::int32_t>(g)), i);
      if (member.spec().producer == client) return sum_of(member.numbers());
    }
  }
  return 0;
}

}  // namespace

std::vector<ApplicationResult> sum_up_producers(const RunWatched& run) {
  std::vector<ApplicationResult> results;
  for (std::size_t a = 0; a < run.roles.applications.size(); ++a) {
    ApplicationResult application;
    application.name = run.roles.applications[a];
    application.statistics = run.recorder.of_application(static_cast<int>(a));
    application.longest_stall = run.stalls.longest(static_cast<int>(a), run.end);
    for (std::size_t c = 0; c < run.roles.application_of.size(); ++c) {
      if (run.roles.application_of[c] != static_cast<int>(a)) continue;
      const kafka::ClientId client(static_cast<std::int32_t>(c));
      const ProducerTotals totals = run.ledger.of_producer(client);
      ++application.instances;
      application.totals += totals;
      application.produced += handed_over(run, client, totals);
    }
    results.push_back(std::move(application));
  }
  return results;
}

}  // namespace scenario
