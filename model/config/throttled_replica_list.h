#pragma once
/// The value of leader.replication.throttled.replicas and follower.replication.throttled.replicas: "0:101,1:102", or
/// "*" for all. Kafka: ThrottledReplicaListValidator, TopicConfigHandler.parseThrottledPartitions.

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/types/ids.h"

namespace kafka {

inline constexpr std::string_view kLeaderThrottledReplicas = "leader.replication.throttled.replicas";
inline constexpr std::string_view kFollowerThrottledReplicas = "follower.replication.throttled.replicas";

/// The partitions of a topic that are throttled at one broker.
struct ThrottledPartitions {
  bool all = false;
  std::set<PartitionId> partitions{};

  [[nodiscard]] bool contains(PartitionId partition) const { return all || partitions.contains(partition); }
};

/// Nothing: it is no such list.
std::optional<ThrottledPartitions> throttled_partitions(std::string_view text, BrokerId broker);
/// Kafka's ConfigException; "" = a good value.
std::string refused_throttled_replicas(std::string_view name, std::string_view text);

}  // namespace kafka
