#pragma once
/// What a client knows of the cluster, and when it asks again. Kafka: Metadata, NetworkClient.DefaultMetadataUpdater.

#include <span>
#include <string>
#include <vector>

#include "model/net/network_client.h"
#include "model/protocol/messages.h"
#include "sim/core/timer.h"

namespace kafka {

/// Told when an answer has arrived.
class MetadataListener {
 public:
  virtual ~MetadataListener() = default;
  virtual void on_metadata() = 0;
};

struct ClientMetadataConfig {
  sim::Duration max_age{0};        ///< metadata.max.age.ms
  sim::Duration retry_backoff{0};  ///< retry.backoff.ms: the least distance of two refreshes
};

///   volatile   brokers, leaders by topic
///   sends      Metadata (through the owner's NetworkClient)
///   receives   Metadata answers, handed on by the owner
///   timers     refresh_   metadata.max.age.ms, or the backoff when a refresh is due
class ClientMetadata {
 public:
  struct Partition {
    BrokerId leader = kNoBroker;
    LeaderEpoch leader_epoch = kNoEpoch;
    std::vector<BrokerId> replicas{};
  };

  ClientMetadata(sim::Scheduler& scheduler, sim::LifeId life, const ClientMetadataConfig& config, NetworkClient& client,
                 MetadataListener& listener);

  /// Wants this topic in every answer; asks at once if it is new.
  void add_topic(TopicId topic);
  /// Something the client met says that its knowledge is stale.
  void request_update();
  /// Asks now, though nobody has named a topic yet.
  void request_cluster() {
    asks_without_topics_ = true;
    request_update();
  }
  /// An answer to that is still to come.
  [[nodiscard]] bool update_requested() const { return update_wanted_; }
  /// A broker named another leader in an error (KIP-951); false if it is not news.
  /// Source: Metadata.updatePartitionLeadership.
  bool update_leader(TopicPartition tp, const LeaderIdAndEpoch& leader);

  [[nodiscard]] bool known(TopicId topic) const { return !partitions(topic).empty(); }
  /// Empty if the topic is not known.
  [[nodiscard]] std::span<const Partition> partitions(TopicId topic) const;
  /// kNoBroker if unknown or leaderless.
  [[nodiscard]] BrokerId leader(TopicPartition tp) const;
  [[nodiscard]] LeaderEpoch leader_epoch(TopicPartition tp) const;
  /// Of a live broker; "" = none.
  [[nodiscard]] const std::string& rack(BrokerId broker) const;
  [[nodiscard]] std::span<const BrokerId> brokers() const { return brokers_; }
  /// Grows with every answer.
  [[nodiscard]] std::uint64_t version() const { return version_; }
  /// A broker to ask things that any broker can answer; kNoBroker while none can be asked.
  BrokerId any_broker();

  // The owner hands on what its NetworkClient tells it.
  void on_response(const Request& request);
  void on_request_failed();
  void on_node_ready() { try_refresh(); }

 private:
  void try_refresh();
  void schedule(sim::Duration delay);
  void adopt(const MetadataResponse& response);

  sim::Scheduler& scheduler_;
  ClientMetadataConfig config_;
  NetworkClient& client_;
  MetadataListener& listener_;
  std::vector<TopicId> topics_;
  std::vector<BrokerId> brokers_;
  std::vector<std::string> racks_;                  // by place in brokers_
  std::vector<std::vector<Partition>> partitions_;  // by topic
  std::vector<BrokerId> candidates_;
  std::uint64_t version_ = 0;
  bool update_wanted_ = true;
  bool in_progress_ = false;
  bool asks_without_topics_ = false;
  sim::SimTime not_before_{};
  sim::Timer refresh_;
};

}  // namespace kafka
