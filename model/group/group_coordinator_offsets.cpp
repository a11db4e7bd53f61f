/// GroupCoordinator: committed offsets.

#include <utility>

#include "model/group/group_coordinator.h"

namespace kafka {

namespace {

OffsetCommitResponse commit_error(ErrorCode error) { return {.error = error}; }

}  // namespace

// ---- OffsetCommit. Source: handleCommitOffsets, doCommitOffsets, validateOffsetCommit.

/// A group nobody has joined begins with a commit of someone who does not want to: assign(), tools.
void GroupCoordinator::handle_commit_offsets(const OffsetCommitRequest& request,
                                             Respond<OffsetCommitResponse> respond) {
  if (const ErrorCode status = validate_group_status(request.group); status != ErrorCode::NONE)
    return respond(commit_error(status));
  GroupPtr group = manager_.find(request.group);
  if (!group && request.generation >= Generation(0)) return respond(commit_error(ErrorCode::ILLEGAL_GENERATION));
  if (!group) group = manager_.find_or_add(request.group);
  const ErrorCode error =
      validate_offset_commit(*group, {request.generation, request.member_id, request.group_instance_id}, false);
  if (error != ErrorCode::NONE) return respond(commit_error(error));
  if (group->is(GroupState::CompletingRebalance)) return respond(commit_error(ErrorCode::REBALANCE_IN_PROGRESS));
  if (MemberMetadata* member = group->find(request.member_id)) schedule_session(*group, *member);
  manager_.store_offsets(group, commits_of(request.group, request.offsets), {},
                         [answer = std::move(respond)](ErrorCode e) { answer(commit_error(e)); });
}

/// Without a generation: into an Empty group by anybody, into another one by members only; old transactional producers
/// know neither. Source: GroupCoordinator.validateOffsetCommit.
ErrorCode GroupCoordinator::validate_offset_commit(const GroupMetadata& group, const Committer& who,
                                                   bool transactional) {
  if (group.is(GroupState::Dead)) return ErrorCode::COORDINATOR_NOT_AVAILABLE;
  const bool has_generation = who.generation >= Generation(0);
  if (!has_generation && group.is(GroupState::Empty)) return ErrorCode::NONE;
  if (has_generation || !who.member_id.empty() || !who.instance_id.empty()) {
    const ErrorCode error = validate_current_member(group, who.member_id, who.instance_id);
    if (error != ErrorCode::NONE) return error;
    return who.generation == group.generation() ? ErrorCode::NONE : ErrorCode::ILLEGAL_GENERATION;
  }
  return transactional ? ErrorCode::NONE : ErrorCode::UNKNOWN_MEMBER_ID;
}

OffsetCommits GroupCoordinator::commits_of(GroupId group, const std::vector<PartitionOffset>& offsets) const {
  return {.group = group, .offsets = offsets, .commit_timestamp = context_.now()};
}

// ---- TxnOffsetCommit

/// Who it is is looked at when the transaction has been verified. Source: handleTxnCommitOffsets, doTxnCommitOffsets.
void GroupCoordinator::handle_txn_commit_offsets(const TxnOffsetCommitRequest& request,
                                                 Respond<TxnOffsetCommitResponse> respond) {
  if (const ErrorCode status = validate_group_status(request.group); status != ErrorCode::NONE)
    return respond({.error = status});
  manager_.verify(request, [this, request, group = manager_.find_or_add(request.group), answer = std::move(respond)](
                               ErrorCode error, VerificationGuard guard) {
    if (error == ErrorCode::NONE) error = validate_txn_offset_commit(*group, request);
    if (error != ErrorCode::NONE) return answer({.error = error});
    manager_.store_offsets(group, commits_of(request.group, request.offsets),
                           {.id = request.producer_id, .epoch = request.producer_epoch, .guard = guard},
                           [answer](ErrorCode e) { answer({.error = e}); });
  });
}

ErrorCode GroupCoordinator::validate_txn_offset_commit(const GroupMetadata& group,
                                                       const TxnOffsetCommitRequest& request) const {
  if (group.is(GroupState::Dead)) return ErrorCode::COORDINATOR_NOT_AVAILABLE;
  if (!context_.behaviour.group_metadata_fencing) return ErrorCode::NONE;
  return validate_offset_commit(group, {request.generation, request.member_id, request.group_instance_id}, true);
}

void GroupCoordinator::handle_txn_completion(ProducerId producer, const std::vector<TopicPartition>& offsets_partitions,
                                             bool commit) {
  manager_.complete_txn(producer, offsets_partitions, commit);
}

// ---- OffsetFetch

/// Whatever the group's state: offsets may be kept here without a group. Source: handleFetchOffsets, getOffsets.
OffsetFetchResponse GroupCoordinator::handle_fetch_offsets(const OffsetFetchRequest& request) const {
  OffsetFetchResponse response;
  response.error = validate_group_status(request.group);
  if (response.error != ErrorCode::NONE) return response;
  const GroupPtr known = manager_.find(request.group);
  const GroupMetadata* group = known && !known->is(GroupState::Dead) ? known.get() : nullptr;
  for (const TopicPartition tp : request.partitions) {
    PartitionOffset answer{.tp = tp, .offset = kUnknownOffset};
    if (group && request.require_stable && group->offsets.is_pending(tp)) {
      response.error = ErrorCode::UNSTABLE_OFFSET_COMMIT;
    } else if (const OffsetAndMetadata* offset = group ? group->offsets.find(tp) : nullptr) {
      answer = {.tp = tp, .offset = offset->offset, .leader_epoch = offset->leader_epoch};
    }
    response.offsets.push_back(answer);
  }
  return response;
}

// ---- the end of offsets

/// Source: GroupMetadataManager.cleanupGroupMetadata (KIP-211).
void GroupCoordinator::expire_offsets() {
  expiration_.arm(context_.config.offsets_retention_check_interval_ms);
  manager_.cleanup(
      manager_.groups(),
      [this](GroupMetadata& group) {
        return group.remove_expired_offsets(context_.now(), context_.config.offsets_retention_minutes);
      },
      [this](GroupId group, std::vector<TopicPartition> partitions) {
        context_.emit([&] {
          return OffsetsExpired{.broker = context_.broker, .group = group, .partitions = std::move(partitions)};
        });
      });
}

void GroupCoordinator::on_partitions_deleted(const std::vector<TopicPartition>& partitions) {
  manager_.cleanup(manager_.groups(), [&](GroupMetadata& group) { return group.offsets.remove(partitions); });
}

}  // namespace kafka
