#pragma once
/// Copies partitions from one leader. Kafka: ReplicaFetcherThread, RemoteLeaderEndPoint.

#include <optional>
#include <vector>

#include "model/broker/broker_context.h"
#include "model/broker/fetched_partition.h"
#include "model/net/network_client.h"
#include "sim/random/rng.h"

namespace kafka {

/// Told when a partition leaves a fetcher by itself.
class FailedPartitions {
 public:
  virtual ~FailedPartitions() = default;
  virtual void on_partition_failed(TopicPartition tp) = 0;
};

/// One request is in flight at a time, for all partitions that are not held back: bounds for those out of range, then
/// epochs for those that truncate, then records.
///
///   durable    the logs it appends to
///   volatile   order of asking, partitions held back after an error
///   sends      Fetch; OffsetForLeaderEpoch (until 2.7); ListOffsets after OFFSET_OUT_OF_RANGE
///   receives   their answers
///   timers     wake_   replica.fetch.backoff.ms; at once when there is something new
class ReplicaFetcher final : public NetworkClientListener {
 public:
  ReplicaFetcher(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers, sim::Rng rng,
                 BrokerId leader, FollowerReplicas& replicas, FailedPartitions& failed);

  [[nodiscard]] BrokerId leader() const { return leader_; }
  [[nodiscard]] std::size_t size() const { return partitions_.size(); }
  /// Takes the partition over as it is now; partitions added at one instant are asked for together.
  void add(Partition& partition);
  void remove(TopicPartition tp);
  /// nullptr if it is not fetched here.
  [[nodiscard]] const FetchedPartition* find(TopicPartition tp) const;
  /// There may be something to do.
  void run();
  /// From now on run() does something.
  void start();
  /// Nothing is left to fetch: hangs up. Source: AbstractFetcherManager.shutdownIdleFetcherThreads.
  void hang_up();

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId) override { run(); }
  void on_connect_failed(BrokerId) override { hold_back_all(); }

 private:
  using Phase = FetchedPartition::Phase;
  using Reaction = FetchedPartition::Reaction;
  struct Fetched {
    FetchedPartition state;
    sim::SimTime not_before = kNever;
    Offset asked = kUnknownOffset;  ///< fetch offset of the last request: what the session remembers
    Offset known_high_watermark = kUnknownOffset;
    Offset known_log_start = kUnknownOffset;
    bool to_the_end = false;  ///< had data: asks last next time
    bool failed = false;
  };

  /// Nothing if all partitions are held back until `next_try`.
  [[nodiscard]] std::optional<RequestBody> next_request(sim::SimTime& next_try);
  [[nodiscard]] FetchRequest build_fetch(sim::SimTime& next_try);
  template <class Asked, class Response, class F>
  void for_each_answer(const Asked& asked, const Response& response, F f);
  bool on_fetch(const FetchRequest& asked, const FetchResponse& response);
  void on_epoch_ends(const OffsetForLeaderEpochRequest& asked, const OffsetForLeaderEpochResponse& response);
  void on_bounds(const ListOffsetsRequest& asked, const ListOffsetsResponse& response);
  void react(Fetched& fetched, Reaction reaction);
  void drop_failed();
  void move_to_the_end();
  void hold_back(Fetched& fetched);
  void hold_back_all();
  [[nodiscard]] bool held_back(const Fetched& fetched) const;
  [[nodiscard]] sim::Duration backoff() const;

  BrokerContext context_;
  BrokerId leader_;
  FollowerReplicas& replicas_;
  FailedPartitions& failed_;
  NetworkClient client_;
  std::vector<Fetched> partitions_;  // in order of asking
  bool started_ = false;
  bool in_flight_ = false;
  bool any_failed_ = false;
  sim::Timer wake_;
};

}  // namespace kafka
