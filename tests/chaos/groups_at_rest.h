#pragma once
/// What must be true of groups and transactions when nothing is produced any more and nothing fails.

#include <string>
#include <vector>

#include "model/cluster/cluster_view.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace chaos {

/// Groups whose members all run: stable, every partition with one owner, everything read; and no transaction open.
/// Requires: rest for some minutes.
std::vector<std::string> what_is_restless(const kafka::Cluster& cluster, const scenario::ScenarioSpec& spec);

/// All its processes run. An application ends by itself if its instance id is fenced.
bool all_run(const kafka::Cluster& cluster, kafka::GroupId group, int members);

}  // namespace chaos
