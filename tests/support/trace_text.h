#pragma once
/// Events as one line of protocol trace each: what a Kafka reader would note down. Metrics-like events have no line.

#include <string>

#include "model/cluster/cluster.h"

namespace kafka::testing {

/// "" for events that are not part of the protocol's story.
std::string trace_text(const Cluster& cluster, const Event& event);

}  // namespace kafka::testing
