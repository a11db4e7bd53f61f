#pragma once
/// `producers:` and `groups:` - the applications around the cluster.

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// After read_topics. Makes the producers' names known.
void read_producers(Context& context, const Node* node, ScenarioSpec& spec);

/// After read_topics. Makes the groups' names known.
void read_groups(Context& context, const Node* node, ScenarioSpec& spec);

/// Checks a reference to a topic; true if it is known (or may be an entry whose name was not readable).
bool check_topic(Context& context, Mark where, const std::string& name);

/// Checks that the broker ids of bootstrap.servers are brokers of the cluster. `config`: the `config:` map, or nullptr.
void check_bootstrap_servers(Context& context, const Node* config, const std::vector<std::string>& servers);

}  // namespace scenario
