#pragma once
/// Outages and stalls in lines for people.

#include <string>
#include <vector>

#include "scenarios/engine/run/names.h"
#include "scenarios/engine/run/outage_budget.h"

namespace scenario {

std::string line_of(const PartitionOutage& outage, const Names& names);
std::string line_of(const ClientStall& stall, const Names& names);
/// The longest `most` of each kind, longest first, and how many more there were; of Kafka's own topics only how many.
std::vector<std::string> outage_lines(const OutageBudget& budget, const Names& names, std::size_t most = 10);

}  // namespace scenario
