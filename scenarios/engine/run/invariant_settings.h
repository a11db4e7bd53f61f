#pragma once
/// Which promises a scenario's configuration gives: what the invariants must know beside a run's events.

#include <vector>

#include "model/cluster/cluster.h"
#include "model/invariant/settings.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// `cluster` has all its clients and outlives the result; `acks` are those of producers by ClientId. Where an action of
/// the run changes min.insync.replicas, the smallest value counts all the time.
kafka::InvariantSettings invariant_settings(const ScenarioSpec& spec, const kafka::Cluster& cluster,
                                            std::vector<kafka::Acks> acks);

}  // namespace scenario
