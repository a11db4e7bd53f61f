#pragma once
/// A consumer's dealings with its group coordinator: finding it, reading committed offsets, committing.
/// Kafka: ConsumerCoordinator, for a consumer that assigns its partitions itself (generation -1).

#include <optional>
#include <vector>

#include "model/config/consumer_config.h"
#include "model/net/client_metadata.h"

namespace kafka {

class CoordinatorListener {
 public:
  virtual ~CoordinatorListener() = default;
  virtual void on_committed_offsets(const std::vector<PartitionOffset>& offsets) = 0;
  virtual void on_commit(const std::vector<PartitionOffset>& offsets, ErrorCode error) = 0;
  /// The coordinator was found, or can be asked again.
  virtual void on_coordinator_progress() = 0;
};

///   volatile   the coordinator's address, requests under way
///   sends      FindCoordinator, OffsetFetch, OffsetCommit
///   receives   their answers
///   timers     retry_   retry.backoff.ms after a failure
class ConsumerCoordinator {
 public:
  ConsumerCoordinator(sim::Scheduler& scheduler, sim::LifeId life, GroupId group, const ConsumerConfig& config,
                      CoordinatorListener& listener);

  void connect(NetworkClient& client, ClientMetadata& metadata) {
    client_ = &client;
    metadata_ = &metadata;
  }

  /// The coordinator can be talked to. Otherwise does what leads there.
  bool ensure_ready();
  /// Requires ensure_ready(). At most one at a time.
  void fetch_committed(std::vector<TopicPartition> partitions);
  [[nodiscard]] bool fetching() const { return fetching_; }
  /// commitAsync: one try; false if the coordinator is not reachable now.
  bool commit_async(std::vector<PartitionOffset> offsets);

  void on_response(const Request& request);
  void on_request_failed(const Request& request);

 private:
  bool reachable(BrokerId node);
  void mark_unknown();
  void retry_later();

  ConsumerConfig config_;
  GroupId group_;
  CoordinatorListener& listener_;
  NetworkClient* client_ = nullptr;
  ClientMetadata* metadata_ = nullptr;
  BrokerId coordinator_ = kNoBroker;
  bool finding_ = false;
  bool fetching_ = false;
  sim::Timer retry_;
};

}  // namespace kafka
