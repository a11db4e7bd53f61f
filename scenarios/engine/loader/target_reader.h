#pragma once
/// Targets of faults: "broker-102", "leader-of orders-0", "any-zookeeper", or a list of such.

#include <string>
#include <string_view>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// Reads the value of `key`. Names are checked against `spec`, whose brokers, clients and topics are read already, and
/// against what `admin:` has brought until `at`.
void read_targets(Context& context, const Node& node, std::string_view key, const ScenarioSpec& spec, sim::Duration at,
                  Targets& targets);

/// "orders-0" as topic and partition; false after reporting.
bool read_topic_partition(Context& context, Mark where, std::string_view text, std::string& topic,
                          std::int32_t& partition);

/// Reports a topic that nobody has, or that is created only after `at`.
bool check_topic_at(Context& context, Mark where, const std::string& name, sim::Duration at);

/// "20s", for messages.
std::string moment_text(sim::Duration at);

}  // namespace scenario
