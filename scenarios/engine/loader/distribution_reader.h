#pragma once
/// Times that differ from one to the next.

#include <string_view>

#include "scenarios/engine/loader/map_reader.h"
#include "sim/random/distribution.h"

namespace scenario {

/// A duration, or a map with one of uniform, exponential, normal, log.normal and constant. In seconds; a mistake leaves
/// `out` as it was.
void read_distribution(Context& context, const Node& node, std::string_view name, const std::string& path,
                       sim::Distribution& out);

}  // namespace scenario
