#pragma once
/// `topics:` - what exists from the beginning.

#include <map>

#include "model/config/cluster_spec.h"
#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"

namespace scenario {

/// After read_cluster: brokers and broker settings are known. Makes the topics' names known.
void read_topics(Context& context, const Node* node, kafka::ClusterSpec& spec);

/// `assignment: {0: [101, 102], 1: [102, 103]}` for a topic. True if it is right; sets partitions and replication
/// factor if they were not given (< 0), else they must agree.
bool read_assignment(Context& context, const Node& node, const std::string& path, kafka::TopicSpec& topic);

/// The same for some partitions of a topic, at a moment of the run: brokers that were added by then count.
void read_assignment_at(Context& context, const Node& node, const std::string& path, sim::Duration at,
                        std::map<std::int32_t, std::vector<kafka::BrokerId>>& replicas);

}  // namespace scenario
