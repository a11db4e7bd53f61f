#pragma once
/// The data plane of a broker process: logs, replicas, requests; built anew for each life. KafkaServer puts it to
/// work. Kafka: parts of KafkaServer.

#include "model/broker/kafka_apis.h"
#include "model/broker/log_manager.h"
#include "model/broker/metadata_cache.h"
#include "model/broker/replica_fetcher_manager.h"
#include "model/broker/replica_manager.h"
#include "model/broker/socket_server.h"

namespace kafka {

///   volatile   all parts
///   sends, receives, timers: see the parts
class Broker {
 public:
  Broker(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers, const GroupTable& groups,
         MemberIds& member_ids, const sim::Streams& streams, IsrChannel& isr_channel);

  /// Opens the logs; `done` when start() may follow. Not needed on an empty disk. See LogManager::load.
  void load(std::function<void()> done) { logs_.load(std::move(done)); }
  /// Accepts connections and begins its periodic tasks; requests wait.
  void begin();
  /// Reads requests from now on.
  void serve() { server_.enable_request_processing(); }
  void start() {
    begin();
    serve();
  }
  /// Follows nobody new from now on: a shutdown has begun. Source: ReplicaManager.makeFollowers.
  void begin_shutdown() { replicas_.connect(no_new_fetchers_); }
  /// Closes the network; fetches nothing and does nothing by itself any more.
  void stop_serving();

  /// The last step of a clean stop, after the network is down. See LogManager::flush_and_mark_clean.
  void flush_and_mark_clean(std::function<void()> done) { logs_.flush_and_mark_clean(std::move(done)); }

  /// A new state of a partition that has a replica here. Kafka: LeaderAndIsr.
  ErrorCode become_leader_or_follower(TopicPartition tp, const PartitionState& state) {
    return replicas_.become_leader_or_follower(tp, state);
  }

  /// Where requests of the control plane go, whose quotas count, and who creates Kafka's own topics.
  void connect(ControlPlane& control) { apis_.connect(control); }
  void connect(RequestQuotas& quotas) { apis_.connect(quotas); }
  void connect(AutoTopicCreationManager& creation) { apis_.connect(creation); }
  /// Where producer ids come from.
  void connect(ProducerIdManager& producer_ids) { transactions_.connect(producer_ids); }
  /// An UpdateMetadata was carried out.
  void on_metadata_updated() { transactions_.on_metadata_updated(); }

  [[nodiscard]] BrokerId id() const { return context_.id; }
  [[nodiscard]] MetadataCache& metadata() { return metadata_; }
  [[nodiscard]] const MetadataCache& metadata() const { return metadata_; }
  [[nodiscard]] ReplicaManager& replicas() { return replicas_; }
  [[nodiscard]] const ReplicaManager& replicas() const { return replicas_; }
  [[nodiscard]] const ReplicaFetcherManager& fetchers() const { return fetchers_; }
  [[nodiscard]] GroupCoordinator& coordinator() { return apis_.coordinator(); }
  [[nodiscard]] const GroupCoordinator& coordinator() const { return apis_.coordinator(); }
  [[nodiscard]] TransactionCoordinator& transactions() { return transactions_; }
  [[nodiscard]] const TransactionCoordinator& transactions() const { return transactions_; }
  [[nodiscard]] SocketServer& server() { return server_; }
  [[nodiscard]] const SocketServer& server() const { return server_; }

 private:
  /// Lets go of what is fetched and takes on nothing.
  class NoNewFetchers final : public FollowerFetchers {
   public:
    explicit NoNewFetchers(FollowerFetchers& fetchers) : fetchers_(fetchers) {}
    void add(Partition&) override {}
    void remove(TopicPartition tp) override { fetchers_.remove(tp); }
    [[nodiscard]] bool fetches(TopicPartition tp) const override { return fetchers_.fetches(tp); }
    void shutdown_idle() override { fetchers_.shutdown_idle(); }

   private:
    FollowerFetchers& fetchers_;
  };

  [[nodiscard]] TransactionContext transaction_context() const;
  [[nodiscard]] std::optional<BrokerId> leader_endpoint(TopicPartition tp) const;
  [[nodiscard]] BrokerId transaction_coordinator(const std::string& transactional_id) const;

  BrokerContext context_;
  MetadataCache metadata_;
  LogManager logs_;
  ReplicaManager replicas_;
  ReplicaFetcherManager fetchers_;
  NoNewFetchers no_new_fetchers_;
  KafkaApis apis_;
  InterBrokerSendThread marker_sender_;
  TransactionCoordinator transactions_;
  InterBrokerSendThread verification_sender_;
  AddPartitionsToTxnManager add_partitions_;
  TransactionVerification verification_;
  SocketServer server_;
};

}  // namespace kafka
