#pragma once
/// The coordinator of the groups whose partition of __consumer_offsets this broker leads: who is a member, in which
/// generation, with which assignment, and which offsets are committed. The classic protocol: JoinGroup collects the
/// members, SyncGroup hands out what their leader assigned, heartbeats keep them.
/// Kafka: kafka.coordinator.group.GroupCoordinator.

#include <functional>
#include <vector>

#include "model/config/behaviour.h"
#include "model/config/broker_config.h"
#include "model/group/group_metadata_manager.h"
#include "model/group/group_summary.h"
#include "model/group/member_ids.h"
#include "model/protocol/group_messages.h"
#include "model/protocol/transaction_messages.h"

namespace kafka {

///   durable    groups and committed offsets, as records of __consumer_offsets
///   volatile   groups (Kafka's cache of that log) with their members, parked joins and parked syncs
///   sends      appends to __consumer_offsets; reads of whole partitions of it; answers
///   receives   requests of consumers, TxnOffsetCommit; elections and resignations of its partitions; transactions' ends
///   timers     of a group: join (initial delay, rebalance timeout), sync (rebalance timeout); of a member: session, and
///              of one that was only given its id; expiration_ offsets.retention.check.interval.ms
class GroupCoordinator {
 public:
  template <class Response>
  using Respond = std::function<void(Response)>;

  GroupCoordinator(const GroupCoordinatorContext& context, CoordinatorLog& log);

  /// Offsets expire from now on.
  void startup();
  /// Nothing happens by itself any more. Whoever asks gets COORDINATOR_NOT_AVAILABLE.
  void shutdown();

  /// This broker leads a partition of __consumer_offsets now: what it says is read first, and until then its groups get
  /// COORDINATOR_LOAD_IN_PROGRESS. Kafka: onElection.
  void on_election(TopicPartition offsets_partition);
  /// ... not any more: its groups are forgotten, parked requests answered NOT_COORDINATOR. Kafka: onResignation.
  void on_resignation(TopicPartition offsets_partition);
  /// The topic of these partitions is deleted: so are their offsets. Kafka: handleDeletedPartitions.
  void on_partitions_deleted(const std::vector<TopicPartition>& partitions);

  // ---- requests. Each is answered once, at once or later; a join or sync that its member repeats takes the place of
  // the one that is parked, which is not answered any more.
  void handle_join_group(const JoinGroupRequest& request, Respond<JoinGroupResponse> respond);
  void handle_sync_group(const SyncGroupRequest& request, Respond<SyncGroupResponse> respond);
  [[nodiscard]] HeartbeatResponse handle_heartbeat(const HeartbeatRequest& request);
  [[nodiscard]] LeaveGroupResponse handle_leave_group(const LeaveGroupRequest& request);
  void handle_commit_offsets(const OffsetCommitRequest& request, Respond<OffsetCommitResponse> respond);
  [[nodiscard]] OffsetFetchResponse handle_fetch_offsets(const OffsetFetchRequest& request) const;
  void handle_txn_commit_offsets(const TxnOffsetCommitRequest& request, Respond<TxnOffsetCommitResponse> respond);
  /// A marker of this producer is written to these partitions of __consumer_offsets: what it committed in the
  /// transaction counts from now on, or never will. Kafka: scheduleHandleTxnCompletion.
  void handle_txn_completion(ProducerId producer, const std::vector<TopicPartition>& offsets_partitions, bool commit);

  // ---- for tools and tests
  /// One answer for each. Kafka: handleDeleteGroups.
  [[nodiscard]] std::vector<ErrorCode> delete_groups(const std::vector<GroupId>& groups);
  /// Kafka: handleDescribeGroup.
  [[nodiscard]] GroupSummary describe_group(GroupId group) const;
  /// kUnknownOffset if nothing is committed.
  [[nodiscard]] Offset committed(GroupId group, TopicPartition tp) const;
};

}  // namespace kafka
