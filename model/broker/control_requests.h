#pragma once
/// What a broker does with the controller's requests. Kafka: KafkaApis.handleLeaderAndIsrRequest and its like,
/// ReplicaManager.becomeLeaderOrFollower, stopReplicas, maybeUpdateMetadataCache.

#include <deque>
#include <functional>
#include <string_view>
#include <vector>

#include "model/broker/broker_context.h"
#include "model/broker/dynamic_config.h"
#include "model/broker/metadata_cache.h"
#include "model/broker/replica_manager.h"
#include "model/group/group_coordinator.h"

namespace kafka {

/// One request at a time, in the order in which io threads took them (Kafka: replicaStateChangeLock). A LeaderAndIsr
/// that makes new logs reads their topics' settings first; what comes behind it waits.
///
///   volatile   the largest controller epoch accepted, the queue
///   receives   LeaderAndIsr, UpdateMetadata, StopReplica
class ControlRequests {
 public:
  using Done = std::function<void(ResponseBody)>;

  ControlRequests(const BrokerContext& context, MetadataCache& metadata, ReplicaManager& replicas,
                  TopicConfigs& configs, DynamicConfig& dynamic_config, GroupCoordinator& groups);

  /// The czxid of this process's registration.
  void set_broker_epoch(BrokerEpoch epoch) { broker_epoch_ = epoch; }
  [[nodiscard]] BrokerEpoch broker_epoch() const { return broker_epoch_; }
  /// 0 before the first request.
  [[nodiscard]] ControllerEpoch controller_epoch() const { return controller_epoch_; }

  /// `request` is one of the three and stays until `done` is called, at once or later.
  void handle(const RequestBody& request, Done done);

 private:
  struct Waiting {
    const RequestBody* request;
    Done done;
  };

  void run();
  void process(const LeaderAndIsrRequest& request, const Done& done);
  void process(const UpdateMetadataRequest& request, const Done& done);
  void process(const StopReplicaRequest& request, const Done& done);
  [[nodiscard]] std::vector<TopicId> topics_of_new_logs(const LeaderAndIsrRequest& request) const;
  void become_leader_or_follower(const LeaderAndIsrRequest& request, const Done& done);
  ErrorCode become(const LeaderAndIsrRequest::Partition& partition);
  /// STALE_CONTROLLER_EPOCH, or NONE and the epoch is adopted.
  ErrorCode accept(std::string_view api, const ControlHeader& header);
  void tell(std::string_view api, const ControlHeader& header, ErrorCode error);

  BrokerContext context_;
  MetadataCache& metadata_;
  ReplicaManager& replicas_;
  TopicConfigs& configs_;
  DynamicConfig& dynamic_config_;
  GroupCoordinator& groups_;
  BrokerEpoch broker_epoch_ = kNoBrokerEpoch;
  ControllerEpoch controller_epoch_{0};
  std::deque<Waiting> queue_;
  bool busy_ = false;
};

}  // namespace kafka
