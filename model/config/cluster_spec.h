#pragma once
/// What a cluster is made of, as plain data.

#include <cstdint>
#include <string>
#include <vector>

#include "model/config/broker_config.h"
#include "model/config/hardware_config.h"
#include "model/config/profile.h"
#include "model/config/topic_config.h"
#include "model/types/ids.h"

namespace kafka {

struct BrokerSpec {
  BrokerId id;
  std::string rack;  ///< "" = none
};

struct TopicSpec {
  std::string name;
  std::int32_t partitions = 1;
  std::int32_t replication_factor = 1;
  /// Explicit replica lists by partition (preferred leader first); empty = Kafka's placement rule.
  std::vector<std::vector<BrokerId>> assignment;
  TopicConfig config;
};

struct ClusterSpec {
  Profile profile = Profile::v3_9;
  std::vector<BrokerSpec> brokers;
  BrokerConfig config;
  HardwareConfig hardware;
  std::vector<TopicSpec> topics;
};

}  // namespace kafka
