/// GroupCoordinator: the sync phase, from the leader's assignment to everybody's.

#include <utility>

#include "model/group/group_coordinator.h"

namespace kafka {

/// While the log is loaded the rebalance of then is forgotten: the member joins again without looking for another
/// coordinator. Source: GroupCoordinator.handleSyncGroup, doSyncGroup.
void GroupCoordinator::handle_sync_group(const SyncGroupRequest& request, SyncCallback respond) {
  const ErrorCode status = validate_group_status(request.group);
  if (status == ErrorCode::COORDINATOR_LOAD_IN_PROGRESS) return respond(sync_error(ErrorCode::REBALANCE_IN_PROGRESS));
  if (status != ErrorCode::NONE) return respond(sync_error(status));
  const GroupPtr group = manager_.find(request.group);
  if (!group) return respond(sync_error(ErrorCode::UNKNOWN_MEMBER_ID));
  const ErrorCode error = validate_sync_group(*group, request);
  if (error != ErrorCode::NONE) return respond(sync_error(error));

  MemberMetadata& member = *group->find(request.member_id);
  switch (group->state()) {
    case GroupState::PreparingRebalance:
      return respond(sync_error(ErrorCode::REBALANCE_IN_PROGRESS));
    case GroupState::CompletingRebalance:
      member.awaiting_sync = std::move(respond);
      remove_pending_sync(*group, member.member_id);
      if (group->is_leader(member.member_id)) store_assignment(group, request);
      return;
    case GroupState::Stable:
      remove_pending_sync(*group, member.member_id);
      schedule_session(*group, member);
      return respond({.error = ErrorCode::NONE, .protocol = group->protocol(), .assignment = member.assignment});
    case GroupState::Empty:
    case GroupState::Dead:
      return respond(sync_error(ErrorCode::UNKNOWN_MEMBER_ID));
  }
}

ErrorCode GroupCoordinator::validate_sync_group(const GroupMetadata& group, const SyncGroupRequest& request) {
  const ErrorCode error = validate_current_member(group, request.member_id, request.group_instance_id);
  if (error != ErrorCode::NONE) return error;
  if (request.generation != group.generation()) return ErrorCode::ILLEGAL_GENERATION;
  const bool is_other_protocol = !request.protocol.empty() && request.protocol != group.protocol();
  return is_other_protocol ? ErrorCode::INCONSISTENT_GROUP_PROTOCOL : ErrorCode::NONE;
}

/// Whom the leader forgot gets nothing.
void GroupCoordinator::store_assignment(const GroupPtr& group, const SyncGroupRequest& request) {
  Assignments assignments;
  for (const auto& [id, member] : group->members()) assignments[id] = {};
  for (const auto& [id, assignment] : request.assignments)
    if (group->has(id)) assignments[id] = assignment;
  manager_.store_group(*group, assignments, [this, group, generation = group->generation(), assignments](ErrorCode e) {
    if (group->is(GroupState::CompletingRebalance) && group->generation() == generation)
      on_assignment_stored(*group, assignments, e);
  });
}

void GroupCoordinator::on_assignment_stored(GroupMetadata& group, const Assignments& assignments, ErrorCode error) {
  if (error != ErrorCode::NONE) {
    reset_and_propagate_error(group, error);
    return maybe_prepare_rebalance(
        group, "Error " + std::string(name_of(error)) + " when storing group assignment during SyncGroup", kNoClient);
  }
  for (const auto& [id, member] : group.members()) {
    const auto assigned = assignments.find(id);
    member->assignment = assigned == assignments.end() ? Assignment{} : assigned->second;
  }
  propagate_assignment(group, ErrorCode::NONE);
  manager_.transition_to(group, GroupState::Stable);
  tell_assigned(group);
}

/// Sessions that ran out while members waited were ignored: they begin anew.
void GroupCoordinator::propagate_assignment(GroupMetadata& group, ErrorCode error) {
  for (const auto& [id, member] : group.members()) {
    SyncGroupResponse response{.error = error, .protocol = {}, .assignment = member->assignment};
    if (error == ErrorCode::NONE) response.protocol = group.protocol();
    if (group.answer_sync(*member, std::move(response))) schedule_session(group, *member);
  }
}

void GroupCoordinator::reset_and_propagate_error(GroupMetadata& group, ErrorCode error) {
  for (const auto& [id, member] : group.members()) member->assignment = {};
  propagate_assignment(group, error);
}

void GroupCoordinator::tell_assigned(const GroupMetadata& group) const {
  context_.emit([&] {
    GroupAssigned event{.broker = context_.broker,
                        .group = group.id(),
                        .generation = group.generation(),
                        .members = {},
                        .partitions = {}};
    for (const auto& [id, member] : group.members()) {
      event.members.push_back(member->client);
      event.partitions.push_back(static_cast<std::int32_t>(member->assignment.partitions.size()));
    }
    return event;
  });
}

// ---- members that do not sync (3.0, KAFKA-12890)

void GroupCoordinator::remove_pending_sync(GroupMetadata& group, const std::string& member_id) {
  group.pending_sync.erase(member_id);
  if (group.pending_sync.empty() && group.sync) group.sync->disarm();
}

void GroupCoordinator::clear_pending_sync(GroupMetadata& group) {
  group.pending_sync.clear();
  if (group.sync) group.sync->disarm();
}

void GroupCoordinator::schedule_pending_sync(GroupMetadata& group) {
  if (!group.sync)
    group.sync = std::make_unique<sim::Timer>(context_.scheduler, context_.life,
                                              [this, g = &group] { on_expire_pending_sync(*g); });
  group.sync->arm(group.rebalance_timeout());
}

void GroupCoordinator::on_expire_pending_sync(GroupMetadata& group) {
  const std::set<std::string> late = group.pending_sync;
  if (late.empty()) return;
  ClientId first = kNoClient;
  for (const std::string& id : late) {
    const MemberMetadata* member = group.find(id);  // a static one that came back is not there under its old id
    if (member && first == kNoClient) first = member->client;
    remove_member(group, id, "did not sync");
  }
  prepare_rebalance(group, "Removing members on pending sync request expiration", first);
}

}  // namespace kafka
