#include "model/group/group_metadata_manager.h"

#include <algorithm>
#include <utility>

#include "model/group/group_loader.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

/// What an append's error means to whoever asked the coordinator.
ErrorCode coordinator_error(ErrorCode append_error, ErrorCode timed_out) {
  switch (append_error) {
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode::NOT_ENOUGH_REPLICAS:
    case ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND:
      return ErrorCode::COORDINATOR_NOT_AVAILABLE;
    case ErrorCode::NOT_LEADER_OR_FOLLOWER:
    case ErrorCode::KAFKA_STORAGE_ERROR:
      return ErrorCode::NOT_COORDINATOR;
    case ErrorCode::REQUEST_TIMED_OUT:
      return timed_out;
    case ErrorCode::NETWORK_EXCEPTION:  // of a verification: tried again without looking for another coordinator
      return ErrorCode::COORDINATOR_LOAD_IN_PROGRESS;
    case ErrorCode::MESSAGE_TOO_LARGE:
    case ErrorCode::RECORD_LIST_TOO_LARGE:
      return ErrorCode::UNKNOWN_SERVER_ERROR;
    default:
      return append_error;
  }
}

}  // namespace

// ---- groups

GroupPtr GroupMetadataManager::find(GroupId id) const {
  const auto known = groups_.find(id);
  return known == groups_.end() ? nullptr : known->second;
}

GroupPtr GroupMetadataManager::find_or_add(GroupId id) {
  if (GroupPtr known = find(id)) return known;
  const auto group = std::make_shared<GroupMetadata>(id, context_.now());
  add(group);
  tell_state(*group, "");
  return group;
}

void GroupMetadataManager::add(const GroupPtr& group) {
  const bool is_new = groups_.emplace(group->id(), group).second;
  SIM_CHECK(is_new, "a group is there once");
}

std::vector<GroupPtr> GroupMetadataManager::groups() const {
  std::vector<GroupPtr> all;
  for (const auto& [id, group] : groups_) all.push_back(group);
  return all;
}

ErrorCode GroupMetadataManager::status(GroupId id) const {
  const TopicPartition tp = partition_of(id);
  if (loading_.contains(tp)) return ErrorCode::COORDINATOR_LOAD_IN_PROGRESS;
  return owned_.contains(tp) ? ErrorCode::NONE : ErrorCode::NOT_COORDINATOR;
}

void GroupMetadataManager::transition_to(GroupMetadata& group, GroupState state) {
  const std::string_view from = name_of(group.state());
  group.transition_to(state, context_.now());
  tell_state(group, from);
}

void GroupMetadataManager::tell_state(const GroupMetadata& group, std::string_view from) const {
  context_.emit([&] {
    return GroupStateChanged{.broker = context_.broker,
                             .group = group.id(),
                             .from = from,
                             .to = name_of(group.state()),
                             .generation = group.generation()};
  });
}

// ---- partitions

void GroupMetadataManager::load(TopicPartition tp, OnGroup on_loaded) {
  if (owned_.contains(tp) || loading_.contains(tp)) return;
  const std::uint64_t attempt = ++attempts_;
  loading_[tp] = attempt;
  log_.read(tp, [this, tp, attempt, on_loaded = std::move(on_loaded)](const std::vector<LogEntry>& entries) {
    const auto loading = loading_.find(tp);
    if (loading == loading_.end() || loading->second != attempt) return;  // resigned meanwhile
    GroupLoader loader;
    loader.read(entries);
    loading_.erase(loading);
    owned_.insert(tp);
    for (const GroupPtr& group : loader.groups(context_.now())) {
      add(group);
      on_loaded(group);
    }
  });
}

void GroupMetadataManager::unload(TopicPartition tp, const OnGroup& on_unloaded) {
  loading_.erase(tp);
  owned_.erase(tp);
  for (const GroupPtr& group : groups()) {
    if (partition_of(group->id()) != tp) continue;
    groups_.erase(group->id());
    on_unloaded(group);
  }
}

// ---- the log

void GroupMetadataManager::store_group(const GroupMetadata& group, const Assignments& assignments, Stored done) {
  GroupBatchBuilder records = batch();
  records.add(group.stored(assignments));
  log_.append(partition_of(group.id()), records.build(context_.now()), context_.config.offsets_commit_timeout_ms,
              [done = std::move(done)](ErrorCode error, Offset) {
                done(coordinator_error(error, ErrorCode::REBALANCE_IN_PROGRESS));
              });
}

/// A batch that is confirmed too late for its request stays in the log: the next coordinator will know its offsets,
/// this one does not.
void GroupMetadataManager::store_offsets(const GroupPtr& group, const OffsetCommits& commits, OffsetsProducer producer,
                                         Stored done) {
  const bool transactional = producer.id != kNoProducerId;
  GroupBatchBuilder records = batch();
  records.add(commits);
  if (transactional) {
    records.set_transactional(producer.id, producer.epoch);
    group->offsets.prepare_txn(producer.id, commits);
  } else {
    group->offsets.prepare(commits);
  }
  log_.append(
      partition_of(group->id()), records.build(context_.now()), context_.config.offsets_commit_timeout_ms,
      [group, commits, id = producer.id, transactional, done = std::move(done)](ErrorCode error, Offset base) {
        GroupOffsets& offsets = group->offsets;
        if (error == ErrorCode::NONE) {
          transactional ? offsets.appended_txn(id, commits, base) : offsets.appended(commits, base);
        } else {
          transactional ? offsets.failed_txn(id, commits) : offsets.failed(commits);
        }
        done(coordinator_error(error, ErrorCode::COORDINATOR_NOT_AVAILABLE));
      },
      producer.guard);
}

void GroupMetadataManager::verify(const TxnOffsetCommitRequest& request, CoordinatorLog::Verified done) {
  log_.verify_transaction(partition_of(request.group), request.transactional_id, request.producer_id,
                          request.producer_epoch, [done = std::move(done)](ErrorCode error, VerificationGuard guard) {
                            done(coordinator_error(error, ErrorCode::COORDINATOR_NOT_AVAILABLE), guard);
                          });
}

void GroupMetadataManager::complete_txn(ProducerId producer, const std::vector<TopicPartition>& offsets_partitions,
                                        bool commit) {
  for (const auto& [id, group] : groups_)
    if (std::find(offsets_partitions.begin(), offsets_partitions.end(), partition_of(id)) != offsets_partitions.end())
      group->offsets.complete_txn(producer, commit);
}

void GroupMetadataManager::cleanup(const std::vector<GroupPtr>& groups, const Selector& selector,
                                   const std::function<void(GroupId, std::vector<TopicPartition>)>& removed) {
  for (const GroupPtr& group : groups) {
    const std::vector<TopicPartition> offsets = selector(*group);
    if (group->is(GroupState::Empty) && group->offsets.empty()) transition_to(*group, GroupState::Dead);
    write_tombstones(*group, offsets);
    if (group->is(GroupState::Dead)) groups_.erase(group->id());
    if (!offsets.empty() && removed) removed(group->id(), offsets);
  }
}

/// A group in generation 0 has no record: it only ever committed offsets. Nobody waits for the tombstones: lost, they
/// are written again by whoever coordinates the group then.
void GroupMetadataManager::write_tombstones(const GroupMetadata& group, const std::vector<TopicPartition>& offsets) {
  GroupBatchBuilder records = batch();
  if (!offsets.empty()) records.add(OffsetTombstones{.group = group.id(), .partitions = offsets});
  if (group.is(GroupState::Dead) && group.generation() > Generation(0)) records.add(GroupTombstone{group.id()});
  if (!records.empty()) log_.append_unconfirmed(partition_of(group.id()), records.build(context_.now()));
}

}  // namespace kafka
