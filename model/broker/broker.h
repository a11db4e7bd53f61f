#pragma once
/// A broker process: its parts, built anew for each life. Kafka: KafkaServer.

#include <memory>
#include <vector>

#include "model/broker/kafka_apis.h"
#include "model/broker/metadata_cache.h"
#include "model/broker/replica_fetcher.h"
#include "model/broker/replica_manager.h"
#include "model/broker/socket_server.h"
#include "sim/random/streams.h"

namespace kafka {

///   volatile   all parts
///   sends, receives, timers: see the parts
class Broker {
 public:
  Broker(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers, const GroupTable& groups,
         const sim::Streams& streams, IsrChannel& isr_channel);

  /// Accepts connections and begins its periodic tasks.
  void start();

  /// A new state of a partition that has a replica here. Kafka: LeaderAndIsr.
  void become_leader_or_follower(TopicPartition tp, const PartitionState& state);

  [[nodiscard]] BrokerId id() const { return context_.id; }
  [[nodiscard]] MetadataCache& metadata() { return metadata_; }
  [[nodiscard]] ReplicaManager& replicas() { return replicas_; }
  [[nodiscard]] const ReplicaManager& replicas() const { return replicas_; }
  [[nodiscard]] const GroupCoordinator& coordinator() const { return apis_.coordinator(); }
  [[nodiscard]] SocketServer& server() { return server_; }
  [[nodiscard]] const SocketServer& server() const { return server_; }

 private:
  ReplicaFetcher& fetcher_for(TopicPartition tp, BrokerId leader);

  BrokerContext context_;
  sim::Network& network_;
  const BrokerDirectory& brokers_;
  const sim::Streams& streams_;
  MetadataCache metadata_;
  ReplicaManager replicas_;
  KafkaApis apis_;
  SocketServer server_;
  struct Fetcher {
    BrokerId leader;
    std::int32_t number;
    std::unique_ptr<ReplicaFetcher> thread;
  };
  std::vector<Fetcher> fetchers_;
  bool started_ = false;
};

}  // namespace kafka
