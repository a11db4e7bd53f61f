#pragma once
/// Makes a node and, where they are missing, the nodes above it. Kafka: KafkaZkClient.createRecursive.

#include <functional>

#include "model/zk/kafka_zk_client.h"

namespace kafka {

/// `done` gets the answer for the node itself; NodeExists is an error of it, not of its parents.
void create_recursive(KafkaZkClient& zk, const zk::Create& create, std::function<void(zk::Response)> done);

/// Every node of zk_data::persistent_paths(). Kafka: KafkaZkClient.createTopLevelPaths.
void create_top_level_paths(KafkaZkClient& zk, std::function<void(bool ok)> done);

}  // namespace kafka
