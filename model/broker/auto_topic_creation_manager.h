#pragma once
/// Creates Kafka's own topics when the first client asks for a coordinator, and with auto.create.topics.enable those
/// that clients ask for. Kafka: AutoTopicCreationManager.

#include <set>
#include <string>

#include "model/broker/broker_context.h"
#include "model/broker/metadata_cache.h"
#include "model/zk/admin_zk_client.h"
#include "sim/random/streams.h"

namespace kafka {

/// Nobody waits for a topic: who asked is told COORDINATOR_NOT_AVAILABLE and asks again. Any broker does it, through
/// ZooKeeper; if another one was first, so be it. While fewer brokers are alive than a topic has replicas, nothing
/// happens.
///
///   durable    the topic: /config/topics/<t>, /brokers/topics/<t>
///   volatile   what is being created
///   sends      writes to ZooKeeper
class AutoTopicCreationManager {
 public:
  AutoTopicCreationManager(const BrokerContext& context, const MetadataCache& metadata, KafkaZkClient& zk,
                           const sim::Streams& streams)
      : context_(context), metadata_(metadata), admin_(zk), streams_(streams) {}

  /// Any name that is legal.
  void create_topic(const std::string& name);
  /// What is said of a topic that was asked for and is made because of that: it has no leader yet, and since 2.8 nobody
  /// knows it.
  [[nodiscard]] ErrorCode error_of_new_topics() const;

 private:
  struct CreatableTopic {
    std::int32_t partitions;
    std::int32_t replication_factor;
    zk_data::Overrides config;
  };
  [[nodiscard]] CreatableTopic creatable(const std::string& name) const;
  [[nodiscard]] Replicas place(const std::string& name, const CreatableTopic& topic) const;

  BrokerContext context_;
  const MetadataCache& metadata_;
  AdminZkClient admin_;
  const sim::Streams& streams_;
  std::set<std::string> inflight_;
};

}  // namespace kafka
