#include "tests/chaos/groups_at_rest.h"

#include <fmt/format.h>

namespace chaos {
namespace {

using Wrong = std::vector<std::string>;

/// As the broker describes it that coordinates it; Dead if nobody does.
kafka::GroupSummary describe(const kafka::ClusterView& view, kafka::GroupId group) {
  for (const kafka::BrokerId id : view.brokers()) {
    if (!view.running(id)) continue;
    const kafka::GroupSummary summary = view.server(id)->broker().coordinator().describe_group(group);
    if (summary.error == kafka::ErrorCode::NONE && summary.state != kafka::GroupState::Dead) return summary;
  }
  return {};
}

void look_at_partition(const kafka::Cluster& cluster, kafka::GroupId group, int members, kafka::TopicPartition tp,
                       Wrong& wrong) {
  const kafka::ClusterView view = cluster.view();
  const std::string where = cluster.topics().name(tp) + " in " + cluster.group_name(group);
  int owners = 0;
  for (int m = 0; m < members; ++m) owners += cluster.member(group, m).consumer()->owns(tp) ? 1 : 0;
  if (owners != 1) wrong.push_back(fmt::format("{} members own {}", owners, where));
  const kafka::Offset position = view.position(group, tp);
  if (owners == 1 && position != view.high_watermark(tp))
    wrong.push_back(fmt::format("{} is read to {} of {}", where, position.value(), view.high_watermark(tp).value()));
}

void look_at_group(const kafka::Cluster& cluster, kafka::GroupId group, int members, Wrong& wrong) {
  if (!all_run(cluster, group, members)) return;
  const kafka::GroupSummary summary = describe(cluster.view(), group);
  if (summary.state != kafka::GroupState::Stable)
    wrong.push_back(fmt::format("{} is {}", cluster.group_name(group), kafka::name_of(summary.state)));
  if (std::ssize(summary.members) != members)
    wrong.push_back(
        fmt::format("{} has {} members, not {}", cluster.group_name(group), summary.members.size(), members));
  for (const kafka::TopicPartition tp : cluster.view().partitions_of(group))
    look_at_partition(cluster, group, members, tp, wrong);
}

}  // namespace

bool all_run(const kafka::Cluster& cluster, kafka::GroupId group, int members) {
  for (int m = 0; m < members; ++m)
    if (!cluster.member(group, m).consumer()) return false;
  return true;
}

std::vector<std::string> what_is_restless(const kafka::Cluster& cluster, const scenario::ScenarioSpec& spec) {
  Wrong wrong;
  const kafka::ClusterView view = cluster.view();
  for (std::size_t g = 0; g < spec.groups.size(); ++g)
    look_at_group(cluster, kafka::GroupId(static_cast<std::int32_t>(g)), spec.groups[g].members, wrong);
  for (const kafka::TopicPartition tp : view.partitions()) {
    const kafka::Partition* leader = view.replica(view.leader(tp), tp);
    if (leader && leader->log().last_stable_offset() != leader->log().high_watermark())
      wrong.push_back(fmt::format("{} is stable to {} of {}", cluster.topics().name(tp),
                                  leader->log().last_stable_offset().value(), leader->log().high_watermark().value()));
  }
  return wrong;
}

}  // namespace chaos
