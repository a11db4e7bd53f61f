#pragma once
/// What a broker answers to administrators' programs out of what it knows itself: metadata, the groups it coordinates,
/// the logs it has. Kafka: KafkaApis.handleDescribeGroupsRequest and its like.

#include "model/broker/metadata_cache.h"
#include "model/broker/replica_manager.h"
#include "model/group/group_coordinator.h"
#include "model/protocol/admin_messages.h"

namespace kafka {

///   volatile   none
///   receives   TopicMetadata, DescribeGroups, ListGroups, DeleteGroups, GroupOffsets, OffsetDelete, OffsetsForTimes,
///              DescribeLogDirs
class AdminRequests {
 public:
  AdminRequests(const BrokerContext& context, const MetadataCache& metadata, const ReplicaManager& replicas,
                GroupCoordinator& groups)
      : context_(context), metadata_(metadata), replicas_(replicas), groups_(groups) {}

  /// Is it the controller, or the way to ZooKeeper, that has to answer?
  [[nodiscard]] static bool for_controller(const AdminQuestion& question);
  /// Requires: not for the controller.
  [[nodiscard]] AdminReply answer(const AdminQuestion& question);

 private:
  [[nodiscard]] AdminReply on(const TopicMetadataRequest& request) const;
  [[nodiscard]] AdminReply on(const DescribeGroupsRequest& request) const;
  [[nodiscard]] AdminReply on(const ListGroupsRequest& request) const;
  [[nodiscard]] AdminReply on(const DeleteGroupsRequest& request) const;
  [[nodiscard]] AdminReply on(const GroupOffsetsRequest& request) const;
  [[nodiscard]] AdminReply on(const OffsetDeleteRequest& request) const;
  [[nodiscard]] AdminReply on(const OffsetsForTimesRequest& request) const;
  [[nodiscard]] AdminReply on(const DescribeLogDirsRequest& request) const;
  template <class Other>
  [[nodiscard]] AdminReply on(const Other& request) const;

  [[nodiscard]] TopicMetadataResponse::Topic topic(const std::string& name) const;
  [[nodiscard]] ErrorCode offset_for_time(TopicPartition tp, std::int64_t timestamp_ms, Offset& offset) const;

  BrokerContext context_;
  const MetadataCache& metadata_;
  const ReplicaManager& replicas_;
  GroupCoordinator& groups_;
};

}  // namespace kafka
