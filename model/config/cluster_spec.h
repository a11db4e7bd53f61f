#pragma once
/// What a cluster is made of, as plain data.

#include <cstdint>
#include <string>
#include <vector>

#include "model/config/behaviour.h"
#include "model/config/broker_config.h"
#include "model/config/hardware_config.h"
#include "model/config/profile.h"
#include "model/config/topic_config.h"
#include "model/config/zookeeper_config.h"
#include "model/types/ids.h"

namespace kafka {

struct BrokerSpec {
  BrokerId id;
  std::string rack{};  ///< "" = none
  std::string host{};  ///< of advertised.listeners; "" = broker-<id>
};

struct TopicSpec {
  std::string name;
  std::int32_t partitions = 1;
  std::int32_t replication_factor = 1;
  /// Explicit replica lists by partition (preferred leader first); empty = Kafka's placement rule.
  std::vector<std::vector<BrokerId>> assignment;
  TopicConfig config;
};

/// The ensemble: servers zookeeper-1 to zookeeper-N, all with the same settings.
struct ZooKeeperSpec {
  std::int32_t servers = 3;
  std::vector<std::string> racks;  ///< by server, "" = none; empty = none has one
  ZooKeeperConfig config;
};

struct ClusterSpec {
  Profile profile = Profile::v3_9;
  std::vector<BrokerSpec> brokers;
  BrokerConfig config;
  HardwareConfig hardware;
  std::vector<TopicSpec> topics;
  std::vector<std::string> later_topics;  ///< names that clients may use before an administrator creates the topics
  ZooKeeperSpec zookeeper;
  Behaviour behaviour;  ///< the loader takes that of the profile; what is built in C++ begins with 3.9's
};

}  // namespace kafka
