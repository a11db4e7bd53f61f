#pragma once
/// Copies partitions from one leader. Kafka: ReplicaFetcherThread, RemoteLeaderEndPoint.

#include <vector>

#include "model/broker/replica_manager.h"
#include "model/net/network_client.h"

namespace kafka {

/// One request is in flight at a time, for all partitions that are not held back.
///
///   durable    the logs it appends to
///   volatile   order of asking, partitions held back after an error
///   sends      Fetch; ListOffsets when the leader no longer has what is asked for
///   receives   their answers
///   timers     backoff_   replica.fetch.backoff.ms
class ReplicaFetcher final : public NetworkClientListener {
 public:
  ReplicaFetcher(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers, sim::Rng rng,
                 BrokerId leader, ReplicaManager& replicas);

  [[nodiscard]] BrokerId leader() const { return leader_; }
  /// Takes the partition over; its fetching begins at its log's end.
  void add(TopicPartition tp);
  /// There may be something to do.
  void run();

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId) override { run(); }
  void on_connect_failed(BrokerId) override { hold_back_all(); }

 private:
  struct Fetched {
    TopicPartition tp;
    sim::SimTime not_before{};
    Offset asked = kUnknownOffset;  ///< fetch offset of the last request: what the session remembers
    Offset known_high_watermark = kUnknownOffset;
    Offset known_log_start = kUnknownOffset;
  };

  [[nodiscard]] FetchRequest build_request(sim::SimTime& next_try);
  [[nodiscard]] LeaderEpoch latest_epoch(const Partition& p) const;
  void on_fetch(const FetchRequest& asked, const FetchResponse& response);
  void process(Fetched& fetched, const FetchRequest::Partition& asked, const FetchResponse::Partition& answer);
  void on_earliest(const ListOffsetsResponse& response);
  void ask_earliest(TopicPartition tp);
  void hold_back(Fetched& fetched);
  void hold_back_all();
  [[nodiscard]] Fetched* find(TopicPartition tp);

  BrokerContext context_;
  BrokerId leader_;
  ReplicaManager& replicas_;
  NetworkClient client_;
  std::vector<Fetched> partitions_;  // in order of asking
  bool in_flight_ = false;
  sim::Timer backoff_;
};

}  // namespace kafka
