#pragma once
/// A fault in the words of a scenario, typed at a prompt: "kill broker-102 for 10s",
/// "slow-link broker-101 latency 50ms", or a whole entry "{kind: restart, target: controller, for: 5s}".

#include <optional>
#include <string>
#include <string_view>

#include "model/cluster/cluster.h"
#include "scenarios/engine/spec/fault_spec.h"

namespace tools {

/// What the fault's targets may name is what there is now. Its time is left at zero. Nothing: `problem` says why.
std::optional<scenario::FaultSpec> read_injection(std::string_view text, const kafka::Cluster& cluster,
                                                  std::string& problem);

}  // namespace tools
