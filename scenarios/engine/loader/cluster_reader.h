#pragma once
/// `cluster:` - brokers, their settings and their hardware.

#include "model/config/cluster_spec.h"
#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/map_reader.h"

namespace scenario {

/// Reads the cluster of the scenario's root map into `spec` and makes the broker ids known.
void read_cluster(Context& context, MapReader& root, kafka::ClusterSpec& spec);

/// `hardware:`; its default is the preset `lan`.
void read_hardware(Context& context, const Node* node, kafka::HardwareConfig& hardware);

/// `zookeeper:`, the ensemble.
void read_zookeeper(Context& context, const Node* node, kafka::ZooKeeperSpec& zookeeper);

/// `protocol:` and `behaviour:` of the cluster; what they do not say is that of the profile.
void read_behaviour(Context& context, MapReader& cluster, kafka::Behaviour& behaviour);

}  // namespace scenario
