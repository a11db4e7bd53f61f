#pragma once
/// The groups that this broker coordinates, and their way to the log and back. Kafka: GroupMetadataManager.

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "model/group/group_batch_builder.h"
#include "model/group/group_coordinator_context.h"
#include "model/group/group_metadata.h"
#include "model/log/coordinator_log.h"
#include "model/protocol/transaction_messages.h"

namespace kafka {

using GroupPtr = std::shared_ptr<GroupMetadata>;

/// In whose transaction offsets are committed.
struct OffsetsProducer {
  ProducerId id = kNoProducerId;
  ProducerEpoch epoch = kNoProducerEpoch;
  VerificationGuard guard = kNotVerified;
};

///   durable    records of __consumer_offsets
///   volatile   groups; which partitions are led and read
///   sends      appends and reads
class GroupMetadataManager {
 public:
  using Stored = std::function<void(ErrorCode)>;
  using OnGroup = std::function<void(const GroupPtr&)>;
  /// What of a group's offsets goes; what went is told.
  using Selector = std::function<std::vector<TopicPartition>(GroupMetadata&)>;

  GroupMetadataManager(const GroupCoordinatorContext& context, CoordinatorLog& log) : context_(context), log_(log) {}

  // ---- groups
  /// nullptr if there is none.
  [[nodiscard]] GroupPtr find(GroupId id) const;
  [[nodiscard]] GroupPtr find_or_add(GroupId id);
  /// Kafka: addGroup. Requires: there is none of this id.
  void add(const GroupPtr& group);
  /// Ascending.
  [[nodiscard]] std::vector<GroupPtr> groups() const;
  /// Is a log being read?
  [[nodiscard]] bool is_loading() const { return !loading_.empty(); }
  /// NONE: it is coordinated here, and its log has been read.
  [[nodiscard]] ErrorCode status(GroupId id) const;
  /// Changes the state and tells so.
  void transition_to(GroupMetadata& group, GroupState state);
  void tell_state(const GroupMetadata& group, std::string_view from) const;

  // ---- partitions of __consumer_offsets
  void load(TopicPartition tp, OnGroup on_loaded);
  void unload(TopicPartition tp, const OnGroup& on_unloaded);

  // ---- the log
  /// Kafka: storeGroup. Errors: COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR; REBALANCE_IN_PROGRESS when it took too
  /// long.
  void store_group(const GroupMetadata& group, const Assignments& assignments, Stored done);
  /// Kafka: storeOffsets. Errors: COORDINATOR_NOT_AVAILABLE (when it took too long too), NOT_COORDINATOR.
  void store_offsets(const GroupPtr& group, const OffsetCommits& commits, OffsetsProducer producer, Stored done);
  /// Is the group's partition part of the transaction? NONE and the guard to store with, or what to answer.
  void verify(const TxnOffsetCommitRequest& request, CoordinatorLog::Verified done);
  /// Kafka: handleTxnCompletion.
  void complete_txn(ProducerId producer, const std::vector<TopicPartition>& offsets_partitions, bool commit);
  /// Removes offsets and, where nothing is left, the groups, with their records. Tells which offsets went.
  /// Kafka: cleanupGroupMetadata.
  void cleanup(const std::vector<GroupPtr>& groups, const Selector& selector,
               const std::function<void(GroupId, std::vector<TopicPartition>)>& removed = {});

 private:
  [[nodiscard]] TopicPartition partition_of(GroupId id) const { return context_.groups.entry(id).offsets_partition; }
  [[nodiscard]] GroupBatchBuilder batch() const { return {context_.groups, context_.topics}; }
  void write_tombstones(const GroupMetadata& group, const std::vector<TopicPartition>& offsets);

  GroupCoordinatorContext context_;
  CoordinatorLog& log_;
  std::map<GroupId, GroupPtr> groups_;
  std::set<TopicPartition> owned_;                   ///< partitions whose log has been read
  std::map<TopicPartition, std::uint64_t> loading_;  ///< ... is being read, and by which attempt
  std::uint64_t attempts_ = 0;
};

}  // namespace kafka
