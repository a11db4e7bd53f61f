#pragma once
/// Which partitions go back to their preferred leaders by themselves. Kafka:
/// KafkaController.checkAndTriggerAutoLeaderRebalance. A pure function of what the controller knows.

#include <cstdint>
#include <map>
#include <vector>

#include "model/controller/controller_context.h"

namespace kafka {

/// By preferred leader, the partitions to hold a preferred election for. A broker is in it if more than `percentage`
/// (leader.imbalance.per.broker.percentage) of the partitions it should lead are led by others, and it can lead at
/// least one of these now. `during_reassignment`: otherwise nobody is while any partition is being reassigned
/// (until 3.3).
///
/// Kafka decides broker by broker, between elections; as no partition is preferred by two brokers, deciding for all
/// at once comes to the same.
[[nodiscard]] std::map<BrokerId, std::vector<TopicPartition>> preferred_elections_due(const ControllerContext& context,
                                                                                      std::int32_t percentage,
                                                                                      bool during_reassignment = true);

}  // namespace kafka
