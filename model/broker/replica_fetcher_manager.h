#pragma once
/// Which fetcher copies which partition. Kafka: AbstractFetcherManager, ReplicaFetcherManager.

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "model/broker/replica_fetcher.h"
#include "sim/random/streams.h"

namespace kafka {

/// The fetchers as their broker's ReplicaManager uses them.
class FollowerFetchers {
 public:
  virtual ~FollowerFetchers() = default;
  /// Fetches from partition.leader() from now on, in its leader epoch.
  virtual void add(Partition& partition) = 0;
  virtual void remove(TopicPartition tp) = 0;
  [[nodiscard]] virtual bool fetches(TopicPartition tp) const = 0;
  /// After a control request: fetchers that have nothing left hang up.
  virtual void shutdown_idle() = 0;
};

/// num.replica.fetchers fetchers for each leader, made when first needed.
///
///   volatile   everything
class ReplicaFetcherManager final : public FollowerFetchers, private FailedPartitions {
 public:
  ReplicaFetcherManager(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers,
                        const sim::Streams& streams, FollowerReplicas& replicas);

  /// Fetching begins.
  void start();

  // FollowerFetchers
  void add(Partition& partition) override;
  void remove(TopicPartition tp) override;
  [[nodiscard]] bool fetches(TopicPartition tp) const override { return assigned_.contains(tp); }
  void shutdown_idle() override;

  /// Where and how far; nullptr if it is not fetched.
  [[nodiscard]] const FetchedPartition* find(TopicPartition tp) const;
  /// The broker it is fetched from; kNoBroker if it is not.
  [[nodiscard]] BrokerId source(TopicPartition tp) const;
  /// Given up until the next LeaderAndIsr: fenced, or the disk refused. Kafka: FailedPartitions.
  [[nodiscard]] bool failed(TopicPartition tp) const { return failed_.contains(tp); }
  [[nodiscard]] std::size_t failed_count() const { return failed_.size(); }

 private:
  ReplicaFetcher& fetcher_for(TopicPartition tp, BrokerId leader);
  void on_partition_failed(TopicPartition tp) override;

  struct Fetcher {
    BrokerId leader;
    std::int32_t number;
    std::unique_ptr<ReplicaFetcher> thread;
  };

  BrokerContext context_;
  sim::Network& network_;
  const BrokerDirectory& brokers_;
  const sim::Streams& streams_;
  FollowerReplicas& replicas_;
  std::vector<Fetcher> fetchers_;
  std::map<TopicPartition, ReplicaFetcher*> assigned_;
  std::set<TopicPartition> failed_;
  bool started_ = false;
};

}  // namespace kafka
