#include <array>

#include "model/cluster/cluster_view.h"
#include "scenarios/engine/run/cause_text.h"
#include "scenarios/engine/run/sum_up.h"

namespace scenario {
namespace {

void put_irregularities(const RunWatched& run, kafka::GroupId id, GroupResult& group) {
  std::array<std::size_t, kIrregularities> shown{};
  for (const Irregularity& i : run.ledger.irregularities(id)) {
    if (shown[static_cast<std::size_t>(i.kind)]++ >= kMostIrregularitiesShown) {
      ++group.irregularities_left_out;
      continue;
    }
    group.irregularities.push_back(
        {i.kind, run.names.client(i.producer), i.tp, i.ids, cause_text(i, run.ledger, run.names)});
  }
}

}  // namespace

std::vector<GroupResult> sum_up_groups(const RunWatched& run) {
  const kafka::ClusterView view = run.cluster.view();
  std::vector<GroupResult> results;
  for (std::size_t g = 0; g < run.spec.groups.size(); ++g) {
    const kafka::GroupId id(static_cast<std::int32_t>(g));
    GroupResult group;
    group.name = run.spec.groups[g].name;
    group.members = run.spec.groups[g].members;
    group.topics = run.spec.groups[g].topics;
    group.totals = run.ledger.of_group(id);
    group.statistics = run.recorder.of_group(id);
    group.rebalances = run.rebalances.of(id);
    for (const kafka::TopicPartition tp : view.partitions_of(id)) {
      group.reads.push_back({run.cluster.topics().name(tp.topic), tp.partition.value(), view.committed(id, tp).value(),
                             view.position(id, tp).value(), view.lag(id, tp)});
    }
    put_irregularities(run, id, group);
    results.push_back(std::move(group));
  }
  return results;
}

}  // namespace scenario
