/// GroupCoordinator: who asks to join.

#include <utility>

#include "model/group/group_coordinator.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

std::string with_client_reason(std::string reason, const JoinGroupRequest& request) {
  if (!request.reason.empty()) reason += "; client reason: " + request.reason;
  return reason;
}

}  // namespace

/// Source: GroupCoordinator.handleJoinGroup. A group begins with the first one that asks without a member id.
void GroupCoordinator::handle_join_group(const JoinGroupRequest& request, JoinCallback respond) {
  if (context_.groups.name(request.group).empty())
    return respond(join_error(request.member_id, ErrorCode::INVALID_GROUP_ID));
  if (const ErrorCode error = validate_group_status(request.group); error != ErrorCode::NONE)
    return respond(join_error(request.member_id, error));
  if (request.session_timeout < context_.config.group_min_session_timeout_ms ||
      request.session_timeout > context_.config.group_max_session_timeout_ms)
    return respond(join_error(request.member_id, ErrorCode::INVALID_SESSION_TIMEOUT));

  const bool is_unknown = request.member_id.empty();
  const GroupPtr group = is_unknown ? manager_.find_or_add(request.group) : manager_.find(request.group);
  if (!group) return respond(join_error(request.member_id, ErrorCode::UNKNOWN_MEMBER_ID));
  if (!accept_joining_member(*group, request.member_id)) {
    remove_member(*group, request.member_id, "group.max.size");
    respond(join_error("", ErrorCode::GROUP_MAX_SIZE_REACHED));
  } else if (is_unknown) {
    new_member_join(group, request, std::move(respond));
  } else {
    current_member_join(*group, request, std::move(respond));
  }
  if (group->is(GroupState::PreparingRebalance)) try_complete_join(*group);
}

/// While joins are collected, those count that have come: the last ones to rejoin a group that is too large are turned
/// away. Source: GroupCoordinator.acceptJoiningMember.
bool GroupCoordinator::accept_joining_member(const GroupMetadata& group, const std::string& member_id) const {
  const auto max_size = static_cast<std::size_t>(context_.config.group_max_size);
  const MemberMetadata* member = group.find(member_id);
  switch (group.state()) {
    case GroupState::Empty:
    case GroupState::Dead:
      return true;
    case GroupState::PreparingRebalance:
      return (member && member->awaiting_join) || group.awaiting_join() < max_size;
    case GroupState::CompletingRebalance:
    case GroupState::Stable:
      return member || group.size() < max_size;
  }
  return false;
}

/// Source: doNewMemberJoinGroup, doStaticNewMemberJoinGroup, doDynamicNewMemberJoinGroup.
void GroupCoordinator::new_member_join(const GroupPtr& group, const JoinGroupRequest& request, JoinCallback respond) {
  if (group->is(GroupState::Dead)) return respond(join_error("", ErrorCode::COORDINATOR_NOT_AVAILABLE));
  if (!group->supports_protocols(request.protocol_type, request.protocols))
    return respond(join_error("", ErrorCode::INCONSISTENT_GROUP_PROTOCOL));
  const bool is_static = !request.group_instance_id.empty();
  const std::string member_id =
      (is_static ? request.group_instance_id : request.client_id) + "-" + context_.member_ids.uuid(request.client);
  if (is_static) {
    if (const std::string* known = group->static_member_id(request.group_instance_id))
      return static_member_returns(group, std::string(*known), member_id, request, std::move(respond));
  } else if (request.requires_member_id) {
    require_member_id(*group, member_id, request.session_timeout);
    return respond(join_error(member_id, ErrorCode::MEMBER_ID_REQUIRED));
  }
  add_member_and_rebalance(*group, member_id, request, std::move(respond));
}

/// It holds up the join phase until it joins, leaves or lets its session timeout pass. Source: addPendingMember,
/// addPendingMemberExpiration.
void GroupCoordinator::require_member_id(GroupMetadata& group, const std::string& member_id,
                                         sim::Duration session_timeout) {
  const auto pending = group.pending_members.emplace(member_id, nullptr).first;
  pending->second = std::make_unique<sim::Timer>(
      context_.scheduler, context_.life,
      [this, g = &group, id = &pending->first] { on_expire_pending_member(*g, std::string(*id)); });
  pending->second->arm(session_timeout);
}

/// Source: doCurrentMemberJoinGroup.
void GroupCoordinator::current_member_join(GroupMetadata& group, const JoinGroupRequest& request,
                                           JoinCallback respond) {
  if (group.is(GroupState::Dead)) return respond(join_error(request.member_id, ErrorCode::COORDINATOR_NOT_AVAILABLE));
  if (!group.supports_protocols(request.protocol_type, request.protocols))
    return respond(join_error(request.member_id, ErrorCode::INCONSISTENT_GROUP_PROTOCOL));
  if (group.pending_members.contains(request.member_id))
    return add_member_and_rebalance(group, request.member_id, request, std::move(respond));
  const ErrorCode error = validate_current_member(group, request.member_id, request.group_instance_id);
  if (error != ErrorCode::NONE) return respond(join_error(request.member_id, error));
  rejoin(group, *group.find(request.member_id), request, std::move(respond));
}

/// Whoever missed an answer, or was told to look again, gets the current generation; the leader, or news of a member,
/// makes everybody join again.
void GroupCoordinator::rejoin(GroupMetadata& group, MemberMetadata& member, const JoinGroupRequest& request,
                              JoinCallback respond) {
  const bool is_changed = member.protocols != request.protocols;
  const std::string state(name_of(group.state()));
  switch (group.state()) {
    case GroupState::PreparingRebalance:
      return update_member_and_rebalance(group, member, request, "Member joining group during " + state,
                                         std::move(respond));
    case GroupState::CompletingRebalance:
      if (!is_changed) return respond(group.join_answer(member.member_id, true));
      break;
    case GroupState::Stable:
      if (group.is_leader(member.member_id))
        return update_member_and_rebalance(group, member, request, "Leader re-joining group during " + state,
                                           std::move(respond));
      if (!is_changed) return respond(group.join_answer(member.member_id, false));
      break;
    case GroupState::Empty:
    case GroupState::Dead:
      return respond(join_error(member.member_id, ErrorCode::UNKNOWN_MEMBER_ID));
  }
  update_member_and_rebalance(group, member, request, "Updating metadata for member during " + state,
                              std::move(respond));
}

void GroupCoordinator::add_member_and_rebalance(GroupMetadata& group, const std::string& member_id,
                                                const JoinGroupRequest& request, JoinCallback respond) {
  if (group.is(GroupState::PreparingRebalance) && group.generation() == Generation(0)) group.new_member_added = true;
  auto joining = std::make_unique<MemberMetadata>(member_id, request);
  joining->is_new = true;
  MemberMetadata& member = group.add(std::move(joining), std::move(respond));
  tell_added(group, member);
  schedule_expiration(group, member, kNewMemberJoinTimeout);
  maybe_prepare_rebalance(group, with_client_reason("Adding new member", request), member.client);
}

void GroupCoordinator::update_member_and_rebalance(GroupMetadata& group, MemberMetadata& member,
                                                   const JoinGroupRequest& request, const std::string& reason,
                                                   JoinCallback respond) {
  group.update_member(member, request, std::move(respond));
  maybe_prepare_rebalance(group, with_client_reason(reason, request), member.client);
}

// ---- a static member that comes back

/// Source: updateStaticMemberAndRebalance. If the group is Stable and stays with its assignor, nobody else notices.
void GroupCoordinator::static_member_returns(const GroupPtr& group, const std::string& old_id,
                                             const std::string& new_id, const JoinGroupRequest& request,
                                             JoinCallback respond) {
  const std::string old_leader = group->leader();
  const StaticMemberBefore before{.old_id = old_id,
                                  .old_leader = old_leader,
                                  .rebalance_timeout = group->find(old_id)->rebalance_timeout,
                                  .session_timeout = group->find(old_id)->session_timeout};
  MemberMetadata& member = replace_static_member(*group, old_id, new_id, request.client);
  schedule_session(*group, member);
  group->update_member(member, request, std::move(respond));
  switch (group->state()) {
    case GroupState::Stable:
      if (group->select_protocol() == group->protocol()) return persist_static_member(group, before, member);
      return maybe_prepare_rebalance(
          *group,
          with_client_reason(
              "Group's selectedProtocol will change because static member joined with change of protocol", request),
          member.client);
    case GroupState::CompletingRebalance:  // the leader assigns to the old id
      return prepare_rebalance(*group, with_client_reason("Updating metadata for static member", request),
                               member.client);
    case GroupState::PreparingRebalance:
      return;
    case GroupState::Empty:
    case GroupState::Dead:
      SIM_CHECK(false, "a group with members is neither empty nor dead");
  }
}

MemberMetadata& GroupCoordinator::replace_static_member(GroupMetadata& group, const std::string& old_id,
                                                        const std::string& new_id, ClientId client) {
  tell_removed(group, *group.find(old_id), "replaced");
  MemberMetadata& member = group.replace_static_member(old_id, new_id);
  member.client = client;
  tell_added(group, member);
  return member;
}

void GroupCoordinator::persist_static_member(const GroupPtr& group, const StaticMemberBefore& before,
                                             const MemberMetadata& member) {
  Assignments assignments;
  for (const auto& [id, m] : group->members()) assignments[id] = m->assignment;
  manager_.store_group(*group, assignments, [this, group, before, id = member.member_id](ErrorCode error) {
    on_static_member_stored(*group, before, id, error);
  });
}

/// A join that is not parked any more was answered meanwhile; one that a rebalance has taken over is left to it.
void GroupCoordinator::on_static_member_stored(GroupMetadata& group, const StaticMemberBefore& before,
                                               const std::string& member_id, ErrorCode error) {
  MemberMetadata* member = group.find(member_id);
  if (!member || !member->awaiting_join) return;
  if (error != ErrorCode::NONE) {  // it has its old id again; what it said of protocols stays, as in Kafka
    const JoinCallback respond = std::exchange(member->awaiting_join, nullptr);
    MemberMetadata& old = replace_static_member(group, member_id, before.old_id, member->client);
    old.rebalance_timeout = before.rebalance_timeout;
    old.session_timeout = before.session_timeout;
    schedule_session(group, old);
    return respond(join_error("", error));
  }
  if (!group.is(GroupState::Stable)) return;
  const bool skips = context_.behaviour.skip_assignment;
  JoinGroupResponse response = group.join_answer(member_id, skips);
  response.skip_assignment = skips && group.is_leader(member_id);
  if (!skips) response.leader = before.old_leader;  // who comes back does not take itself for the leader
  group.answer_join(*member, std::move(response));
}

}  // namespace kafka
