#pragma once
/// The coordinator of the groups whose partition of __consumer_offsets this broker leads: who is a member, in which
/// generation, with which assignment, and which offsets are committed. The classic protocol: JoinGroup collects the
/// members, SyncGroup hands out what their leader assigned, heartbeats keep them.
/// Kafka: kafka.coordinator.group.GroupCoordinator. Where 2.3 differs, a switch of Behaviour says so.

#include <functional>
#include <string>
#include <vector>

#include "model/group/group_metadata_manager.h"
#include "model/protocol/admin_messages.h"

namespace kafka {

///   durable    groups and committed offsets, as records of __consumer_offsets
///   volatile   groups (Kafka's cache of that log) with their members, parked joins and parked syncs
///   sends      appends to __consumer_offsets; reads of whole partitions of it; answers
///   receives   requests of consumers, TxnOffsetCommit; elections and resignations of its partitions; transactions'
///   ends timers     of a group: join (initial delay, rebalance timeout), sync (rebalance timeout); of a member:
///   session, and
///              of one that was only given its id; expiration_ offsets.retention.check.interval.ms
class GroupCoordinator {
 public:
  template <class Response>
  using Respond = std::function<void(Response)>;

  /// A new member is given this long in its first join, whatever its session timeout: it has no id yet under which it
  /// could send heartbeats. Kafka: NewMemberJoinTimeoutMs.
  static constexpr sim::Duration kNewMemberJoinTimeout = std::chrono::minutes(5);

  GroupCoordinator(const GroupCoordinatorContext& context, CoordinatorLog& log);

  /// Answers, and offsets expire, from now on.
  void startup();
  /// Nothing happens by itself any more; who asks gets COORDINATOR_NOT_AVAILABLE.
  void shutdown();

  /// This broker leads a partition of __consumer_offsets now: what it says is read first, and until then its groups get
  /// COORDINATOR_LOAD_IN_PROGRESS. Kafka: onElection.
  void on_election(TopicPartition offsets_partition);
  /// ... not any more: its groups are forgotten, parked requests answered NOT_COORDINATOR. Kafka: onResignation.
  void on_resignation(TopicPartition offsets_partition);
  /// Topics are deleted: so are their offsets. Kafka: handleDeletedPartitions.
  void on_partitions_deleted(const std::vector<TopicPartition>& partitions);

  // ---- requests. Each is answered once, at once or later; a join or sync that its member repeats takes the place of
  // the one that is parked, which is not answered any more.
  void handle_join_group(const JoinGroupRequest& request, JoinCallback respond);
  void handle_sync_group(const SyncGroupRequest& request, SyncCallback respond);
  [[nodiscard]] HeartbeatResponse handle_heartbeat(const HeartbeatRequest& request);
  [[nodiscard]] LeaveGroupResponse handle_leave_group(const LeaveGroupRequest& request);
  void handle_commit_offsets(const OffsetCommitRequest& request, Respond<OffsetCommitResponse> respond);
  [[nodiscard]] OffsetFetchResponse handle_fetch_offsets(const OffsetFetchRequest& request) const;
  void handle_txn_commit_offsets(const TxnOffsetCommitRequest& request, Respond<TxnOffsetCommitResponse> respond);
  /// A marker of this producer is written to these partitions of __consumer_offsets: what it committed in the
  /// transaction counts from now on, or never will. Kafka: scheduleHandleTxnCompletion.
  void handle_txn_completion(ProducerId producer, const std::vector<TopicPartition>& offsets_partitions, bool commit);

  // ---- for tools and tests
  /// An answer for each. Kafka: handleDeleteGroups.
  std::vector<ErrorCode> delete_groups(const std::vector<GroupId>& groups);
  /// Those that are coordinated here. Kafka: handleListGroups.
  [[nodiscard]] ListGroupsResponse list_groups() const;
  /// Everything it has committed, ascending. Kafka: handleFetchOffsets without partitions.
  [[nodiscard]] ErrorCode fetch_all_offsets(GroupId group, std::vector<PartitionOffset>& offsets) const;
  /// An answer for each, if there is no error of the group. Kafka: handleDeleteOffsets (KIP-496).
  ErrorCode delete_offsets(GroupId group, const std::vector<TopicPartition>& partitions,
                           std::vector<ErrorCode>& errors);
  /// Kafka: handleDescribeGroup.
  [[nodiscard]] GroupSummary describe_group(GroupId group) const;
  /// kUnknownOffset if nothing is committed.
  [[nodiscard]] Offset committed(GroupId group, TopicPartition tp) const;
  [[nodiscard]] GroupMetadataManager& manager() { return manager_; }

 private:
  [[nodiscard]] ErrorCode validate_group_status(GroupId group) const;
  /// NONE: `member_id` is a member, and the one its group.instance.id stands for. A Dead group makes it look for
  /// another coordinator.
  [[nodiscard]] static ErrorCode validate_current_member(const GroupMetadata& group, const std::string& member_id,
                                                         const std::string& instance_id);

  // ---- join
  [[nodiscard]] bool accept_joining_member(const GroupMetadata& group, const std::string& member_id) const;
  void new_member_join(const GroupPtr& group, const JoinGroupRequest& request, JoinCallback respond);
  void current_member_join(GroupMetadata& group, const JoinGroupRequest& request, JoinCallback respond);
  void rejoin(GroupMetadata& group, MemberMetadata& member, const JoinGroupRequest& request, JoinCallback respond);
  void require_member_id(GroupMetadata& group, const std::string& member_id, sim::Duration session_timeout);
  void add_member_and_rebalance(GroupMetadata& group, const std::string& member_id, const JoinGroupRequest& request,
                                JoinCallback respond);
  void update_member_and_rebalance(GroupMetadata& group, MemberMetadata& member, const JoinGroupRequest& request,
                                   const std::string& reason, JoinCallback respond);

  // ---- a static member that comes back
  /// What it was, in case that it cannot be stored.
  struct StaticMemberBefore {
    std::string old_id;
    std::string old_leader;
    sim::Duration rebalance_timeout;
    sim::Duration session_timeout;
  };
  MemberMetadata& replace_static_member(GroupMetadata& group, const std::string& old_id, const std::string& new_id,
                                        ClientId client);
  void static_member_returns(const GroupPtr& group, const std::string& old_id, const std::string& new_id,
                             const JoinGroupRequest& request, JoinCallback respond);
  void persist_static_member(const GroupPtr& group, const StaticMemberBefore& before, const MemberMetadata& member);
  void on_static_member_stored(GroupMetadata& group, const StaticMemberBefore& before, const std::string& member_id,
                               ErrorCode error);

  // ---- rebalance
  /// `member`: who caused it.
  void maybe_prepare_rebalance(GroupMetadata& group, const std::string& reason, ClientId member);
  void prepare_rebalance(GroupMetadata& group, const std::string& reason, ClientId member);
  void watch_join(GroupMetadata& group, bool initial);
  void try_complete_join(GroupMetadata& group);
  void on_join_time_up(GroupMetadata& group);
  void on_complete_join(GroupMetadata& group);
  void remove_not_yet_rejoined(GroupMetadata& group);
  void begin_generation(GroupMetadata& group);
  void tell_generation(const GroupMetadata& group) const;

  // ---- sync
  [[nodiscard]] static ErrorCode validate_sync_group(const GroupMetadata& group, const SyncGroupRequest& request);
  void store_assignment(const GroupPtr& group, const SyncGroupRequest& request);
  void on_assignment_stored(GroupMetadata& group, const Assignments& assignments, ErrorCode error);
  void propagate_assignment(GroupMetadata& group, ErrorCode error);
  void reset_and_propagate_error(GroupMetadata& group, ErrorCode error);
  void remove_pending_sync(GroupMetadata& group, const std::string& member_id);
  void clear_pending_sync(GroupMetadata& group);
  void schedule_pending_sync(GroupMetadata& group);
  void on_expire_pending_sync(GroupMetadata& group);
  void tell_assigned(const GroupMetadata& group) const;

  // ---- sessions, members that go
  void schedule_session(GroupMetadata& group, MemberMetadata& member);
  void schedule_expiration(GroupMetadata& group, MemberMetadata& member, sim::Duration timeout);
  void on_expire_session(GroupMetadata& group, MemberMetadata& member);
  void on_expire_pending_member(GroupMetadata& group, const std::string& member_id);
  /// `reason` as Kafka logs it, `how` as the event has it.
  void remove_member_and_update(GroupMetadata& group, MemberMetadata& member, const std::string& reason,
                                std::string_view how);
  /// Tells of it, and takes the member out.
  void remove_member(GroupMetadata& group, const std::string& member_id, std::string_view how);
  void tell_added(const GroupMetadata& group, const MemberMetadata& member) const;
  void tell_removed(const GroupMetadata& group, const MemberMetadata& member, std::string_view how) const;

  // ---- offsets
  /// As whom somebody commits.
  struct Committer {
    Generation generation;
    const std::string& member_id;
    const std::string& instance_id;
  };
  [[nodiscard]] static ErrorCode validate_offset_commit(const GroupMetadata& group, const Committer& who,
                                                        bool transactional);
  [[nodiscard]] ErrorCode validate_txn_offset_commit(const GroupMetadata& group,
                                                     const TxnOffsetCommitRequest& request) const;
  [[nodiscard]] OffsetCommits commits_of(GroupId group, const std::vector<PartitionOffset>& offsets) const;
  void expire_offsets();

  // ---- loading
  void on_group_loaded(GroupMetadata& group);
  void on_group_unloaded(GroupMetadata& group);

  GroupCoordinatorContext context_;
  GroupMetadataManager manager_;
  bool active_ = false;
  sim::Timer expiration_;
};

}  // namespace kafka
