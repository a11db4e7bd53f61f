#pragma once
/// Fetches ahead of the application and hands records over partition by partition.
/// Kafka: Fetcher (2.3), AbstractFetch and FetchCollector (3.x).

#include <cstdint>
#include <deque>
#include <vector>

#include "model/config/consumer_config.h"
#include "model/config/profile.h"
#include "model/consumer/subscription_state.h"
#include "model/net/client_metadata.h"
#include "sim/core/scheduler.h"

namespace kafka {

/// A piece of one batch that poll() returns.
struct FetchedRecords {
  TopicPartition tp;
  Offset base_offset;
  std::int32_t count;
  sim::Bytes size;  ///< its share of the batch
  ClientId producer;
  RecordId first_id;
  sim::SimTime first_timestamp;
  sim::SimTime last_timestamp;
  LeaderEpoch leader_epoch = kNoEpoch;  ///< goes with the offset into a commit
};

/// What the fetcher cannot settle itself.
class FetcherListener {
 public:
  virtual ~FetcherListener() = default;
  virtual void on_fetch_error(TopicPartition tp, Offset position, ErrorCode error) = 0;
};

///   volatile   completed fetches not yet returned, fetches under way
///   sends      Fetch, at most one to each broker at a time
///   receives   its answers
class Fetcher {
 public:
  Fetcher(const sim::Scheduler& scheduler, const ConsumerConfig& config, Profile profile, const TopicTable& topics,
          SubscriptionState& subscriptions, FetcherListener& listener)
      : scheduler_(scheduler),
        config_(config),
        profile_(profile),
        topics_(topics),
        subscriptions_(subscriptions),
        listener_(listener) {}

  void connect(NetworkClient& client, ClientMetadata& metadata) {
    client_ = &client;
    metadata_ = &metadata;
  }

  /// Asks every leader, or the replica it named (KIP-392), without an outstanding fetch for the partitions that have a
  /// position and no buffered records.
  void send_fetches();
  void on_response(const Request& request);
  void on_request_failed(const Request& request);
  /// The leaders choose anew for partitions that were to be read from `node`.
  void on_connect_failed(BrokerId node);

  /// Takes up to `max_records` out of what has been fetched; positions advance. Source: Fetcher.fetchedRecords.
  std::vector<FetchedRecords> collect(std::int32_t max_records);

 private:
  struct Completed {
    TopicPartition tp;
    Offset position;  ///< of the next record to return: at first what was asked for
    std::vector<FetchedBatch> batches;
    std::size_t next = 0;  ///< batch to return from
  };

  [[nodiscard]] std::vector<TopicPartition> order_of_asking() const;
  void drain(Completed& completed, std::int32_t max_records, std::vector<FetchedRecords>& out);
  [[nodiscard]] BrokerId replica_to_read(SubscriptionState::Partition& p);
  [[nodiscard]] FetchRequest new_request() const;
  void release(const FetchRequest& request);
  void adopt(const FetchResponse::Partition& answer, Offset asked);

  const sim::Scheduler& scheduler_;
  const ConsumerConfig& config_;
  Profile profile_;
  const TopicTable& topics_;
  SubscriptionState& subscriptions_;
  FetcherListener& listener_;
  NetworkClient* client_ = nullptr;
  ClientMetadata* metadata_ = nullptr;
  std::deque<Completed> completed_;
  std::vector<BrokerId> pending_;  // brokers with a fetch under way
};

}  // namespace kafka
