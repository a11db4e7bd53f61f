#pragma once
/// Keeps the committed offsets of the groups whose __consumer_offsets partition this broker leads.
/// Kafka: GroupCoordinator, GroupMetadataManager (KIP-211 keeps offsets of a group that is never empty; runs are
/// shorter than offsets.retention.minutes, so nothing expires here).

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "model/group/group_table.h"
#include "model/log/coordinator_log.h"
#include "model/protocol/messages.h"

namespace kafka {

///   durable    committed offsets, as records of __consumer_offsets
///   volatile   the offsets by group and partition (Kafka's cache of that log)
///   sends      appends to __consumer_offsets; reads of whole partitions of it
///   receives   OffsetCommit, OffsetFetch; elections and resignations of its partitions
class GroupCoordinator {
 public:
  GroupCoordinator(const GroupTable& groups, const TopicTable& topics, CoordinatorLog& log,
                   sim::Duration commit_timeout)
      : groups_(groups), topics_(topics), log_(log), commit_timeout_(commit_timeout) {}

  /// This broker leads a partition of __consumer_offsets now: what it says is read first, and until then its groups get
  /// COORDINATOR_LOAD_IN_PROGRESS. Kafka: onElection, loadGroupsAndOffsets.
  void on_election(TopicPartition offsets_partition);
  /// ... not any more: what was read is forgotten. Kafka: onResignation, removeGroupsForPartition.
  void on_resignation(TopicPartition offsets_partition);

  /// Answers once the commit is replicated. Errors: NOT_COORDINATOR; NOT_ENOUGH_REPLICAS and REQUEST_TIMED_OUT become
  /// COORDINATOR_NOT_AVAILABLE, as in GroupMetadataManager.storeOffsets.
  void commit(const OffsetCommitRequest& request, sim::SimTime now, std::function<void(OffsetCommitResponse)> respond);
  [[nodiscard]] OffsetFetchResponse fetch(const OffsetFetchRequest& request) const;

  /// kUnknownOffset if nothing is committed.
  [[nodiscard]] Offset committed(GroupId group, TopicPartition tp) const;

 private:
  /// NONE: this broker is the group's coordinator and has read its log.
  [[nodiscard]] ErrorCode readiness(GroupId group) const;
  void remember(const OffsetCommits& commits);
  [[nodiscard]] BatchPtr offsets_batch(const OffsetCommitRequest& request, sim::SimTime now) const;

  const GroupTable& groups_;
  const TopicTable& topics_;
  CoordinatorLog& log_;
  sim::Duration commit_timeout_;
  std::map<std::pair<GroupId, TopicPartition>, Offset> offsets_;
  std::set<TopicPartition> owned_;                   ///< partitions whose log has been read
  std::map<TopicPartition, std::uint64_t> loading_;  ///< ... is being read, and by which attempt
  std::uint64_t attempts_ = 0;
};

}  // namespace kafka
