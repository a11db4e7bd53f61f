/// GroupCoordinator: who is still there, and who leaves.

#include <utility>

#include "model/group/group_coordinator.h"

namespace kafka {

/// While the log is loaded everybody is alive. Source: GroupCoordinator.handleHeartbeat.
HeartbeatResponse GroupCoordinator::handle_heartbeat(const HeartbeatRequest& request) {
  const ErrorCode status = validate_group_status(request.group);
  if (status == ErrorCode::COORDINATOR_LOAD_IN_PROGRESS) return {};
  if (status != ErrorCode::NONE) return {.error = status};
  const GroupPtr group = manager_.find(request.group);
  if (!group) return {.error = ErrorCode::UNKNOWN_MEMBER_ID};
  const ErrorCode error = validate_current_member(*group, request.member_id, request.group_instance_id);
  if (error != ErrorCode::NONE) return {.error = error};
  if (request.generation != group->generation()) return {.error = ErrorCode::ILLEGAL_GENERATION};

  const bool completing = group->is(GroupState::CompletingRebalance);
  if (completing && !context_.behaviour.heartbeat_while_completing) return {.error = ErrorCode::REBALANCE_IN_PROGRESS};
  schedule_session(*group, *group->find(request.member_id));
  return {.error = group->is(GroupState::PreparingRebalance) ? ErrorCode::REBALANCE_IN_PROGRESS : ErrorCode::NONE};
}

/// A static member may be sent away by its group.instance.id alone. Source: GroupCoordinator.handleLeaveGroup.
LeaveGroupResponse GroupCoordinator::handle_leave_group(const LeaveGroupRequest& request) {
  const ErrorCode status = validate_group_status(request.group);
  if (status != ErrorCode::NONE) return {.error = status};
  const GroupPtr group = manager_.find(request.group);
  if (!group) return {.error = ErrorCode::UNKNOWN_MEMBER_ID};
  if (group->pending_members.contains(request.member_id)) {
    on_expire_pending_member(*group, request.member_id);
    return {};
  }
  const std::string* current = group->static_member_id(request.group_instance_id);
  const std::string member_id = request.member_id.empty() && current ? *current : request.member_id;
  const ErrorCode error = validate_current_member(*group, member_id, request.group_instance_id);
  if (error != ErrorCode::NONE) return {.error = error};
  std::string reason = "Removing member on LeaveGroup";
  if (!request.reason.empty()) reason += "; client reason: " + request.reason;
  remove_member_and_update(*group, *group->find(member_id), reason, "LeaveGroup");
  return {};
}

// ---- sessions

void GroupCoordinator::schedule_session(GroupMetadata& group, MemberMetadata& member) {
  schedule_expiration(group, member, member.session_timeout);
}

/// A member whose request is parked is alive. Source: completeAndScheduleNextExpiration, tryCompleteHeartbeat.
void GroupCoordinator::schedule_expiration(GroupMetadata& group, MemberMetadata& member, sim::Duration timeout) {
  if (!member.session)
    member.session = std::make_unique<sim::Timer>(context_.scheduler, context_.life,
                                                  [this, g = &group, m = &member] { on_expire_session(*g, *m); });
  if (member.is_parked()) return member.session->disarm();
  member.session->arm(timeout);
}

void GroupCoordinator::on_expire_session(GroupMetadata& group, MemberMetadata& member) {
  if (member.is_parked()) return;
  remove_member_and_update(group, member, "removing member on heartbeat expiration", "session timeout");
}

void GroupCoordinator::on_expire_pending_member(GroupMetadata& group, const std::string& member_id) {
  group.remove(member_id);
  if (group.is(GroupState::PreparingRebalance)) try_complete_join(group);
}

// ---- members that go

/// Its parked request is answered first: if it is still there, it will try again. Source: removeMemberAndUpdateGroup.
void GroupCoordinator::remove_member_and_update(GroupMetadata& group, MemberMetadata& member, const std::string& reason,
                                                std::string_view how) {
  const ClientId client = member.client;
  group.answer_join(member, join_error("", ErrorCode::UNKNOWN_MEMBER_ID));
  group.answer_sync(member, sync_error(ErrorCode::UNKNOWN_MEMBER_ID));
  remove_member(group, member.member_id, how);
  if (group.is(GroupState::PreparingRebalance)) return try_complete_join(group);
  maybe_prepare_rebalance(group, reason, client);
}

void GroupCoordinator::remove_member(GroupMetadata& group, const std::string& member_id, std::string_view how) {
  if (const MemberMetadata* member = group.find(member_id)) tell_removed(group, *member, how);
  group.remove(member_id);
}

void GroupCoordinator::tell_added(const GroupMetadata& group, const MemberMetadata& member) const {
  context_.emit([&] {
    return GroupMemberAdded{.broker = context_.broker,
                            .group = group.id(),
                            .member = member.client,
                            .member_id = member.member_id,
                            .group_instance_id = member.group_instance_id};
  });
}

void GroupCoordinator::tell_removed(const GroupMetadata& group, const MemberMetadata& member,
                                    std::string_view how) const {
  context_.emit([&] {
    return GroupMemberRemoved{.broker = context_.broker,
                              .group = group.id(),
                              .member = member.client,
                              .member_id = member.member_id,
                              .reason = how};
  });
}

}  // namespace kafka
