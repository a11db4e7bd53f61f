#include "model/consumer/abstract_coordinator.h"

#include <algorithm>
#include <utility>

#include "model/consumer/group_exceptions.h"

namespace kafka {

namespace {

/// Source: AbstractCoordinator.JOIN_GROUP_TIMEOUT_LAPSE.
constexpr sim::Duration kJoinGroupTimeoutLapse = std::chrono::milliseconds(5000);

constexpr int kMostImmediateJoins = 10;

/// Joined again without a pause.
bool rejoins_at_once(ErrorCode error) {
  return error == ErrorCode::UNKNOWN_MEMBER_ID || error == ErrorCode::ILLEGAL_GENERATION ||
         error == ErrorCode::REBALANCE_IN_PROGRESS || error == ErrorCode::MEMBER_ID_REQUIRED;
}

/// Another stream of luck.
sim::Rng heartbeat_rng(sim::Rng rng) { return sim::Rng(rng.next()); }

}  // namespace

AbstractCoordinator::AbstractCoordinator(const CoordinatorContext& context)
    : context_(context),
      lookup_(context.scheduler, context.life, context.group, context.config, context.profile, context.client,
              context.metadata, context.rng),
      heartbeat_(
          context.config,
          context.profile == Profile::v2_3 ? context.config.retry_backoff_ms : context.config.retry_backoff_max_ms,
          heartbeat_rng(context.rng)),
      heartbeat_thread_(context.scheduler, context.life, heartbeat_, lookup_, context.thread, *this),
      join_backoff_(context.scheduler, context.life, [this] { context_.thread.wake(); }) {
  lookup_.on_found([this] { heartbeat_.reset_session_timeout(now()); });
  lookup_.on_progress([this] {
    heartbeat_thread_.run();
    context_.thread.wake();
  });
}

std::string_view AbstractCoordinator::take_exception() { return std::exchange(exception_, std::string_view{}); }

// ---- joining

bool AbstractCoordinator::rejoin_needed_or_pending() { return rejoin_needed_ || join_ != Join::none; }

bool AbstractCoordinator::ensure_active_group() {
  look_at_deferred_answer();
  return lookup_.ensure_ready() && join_group_if_needed();
}

/// Source: AbstractCoordinator.joinGroupIfNeeded.
bool AbstractCoordinator::join_group_if_needed() {
  while (rejoin_needed_or_pending()) {
    if (!lookup_.ensure_ready()) return false;
    if (needs_join_prepare_) {
      needs_join_prepare_ = false;
      if (!on_join_prepare()) {
        needs_join_prepare_ = true;
        return false;
      }
    }
    if (join_ == Join::none) {
      if (join_backoff_.armed()) return false;
      send_join();
    }
    if (join_ == Join::pending) return false;
    const bool go_on = join_ == Join::succeeded ? complete_join() : after_failed_join();
    if (!go_on) return false;
  }
  return true;
}

bool AbstractCoordinator::complete_join() {
  if (generation_.reset() || state_ != MemberState::STABLE) {
    reset_state_and_rejoin("rebalance failed since the generation was modified by the heartbeat thread", true);
    needs_join_prepare_ = true;
  } else {
    if (!on_join_complete(assignment_)) return false;
    needs_join_prepare_ = true;
  }
  join_ = Join::none;
  return true;
}

/// True: joins again at once. Where nothing takes time it takes a breath after a few.
bool AbstractCoordinator::after_failed_join() {
  join_ = Join::none;
  const ErrorCode error = join_error_;
  if (error != ErrorCode::MEMBER_ID_REQUIRED && !is_2_3()) request_rejoin(rejoin_reason(error));
  if (rejoins_at_once(error)) {
    immediate_joins_ = last_immediate_join_ == now() ? immediate_joins_ + 1 : 1;
    last_immediate_join_ = now();
    if (immediate_joins_ <= kMostImmediateJoins) return true;
    join_backoff_.arm(kLeastBackoff);
    return false;
  }
  if (!is_retriable(error)) {
    exception_ = group_exception_of(error);
    return false;
  }
  join_backoff_.arm(std::max(context_.config.retry_backoff_ms, kLeastBackoff));
  return false;
}

void AbstractCoordinator::send_join() {
  if (is_2_3()) heartbeat_thread_.disable();
  state_ = MemberState::PREPARING_REBALANCE;
  join_ = Join::pending;
  emit([&] {
    return MemberJoining{.group = context_.group,
                         .member = context_.client.id(),
                         .generation = generation_.id,
                         .reason = rejoin_reason_};
  });
  const ConsumerConfig& c = context_.config;
  const sim::Duration on_coordinator = c.max_poll_interval_ms + kJoinGroupTimeoutLapse;
  const sim::Duration timeout = is_2_3() ? on_coordinator : std::max(c.request_timeout_ms, on_coordinator);
  JoinGroupRequest request{.group = context_.group,
                           .session_timeout = c.session_timeout_ms,
                           .rebalance_timeout = c.max_poll_interval_ms,
                           .member_id = generation_.member_id,
                           .group_instance_id = c.group_instance_id,
                           .client_id = context_.client_id,
                           .client = context_.client.id(),
                           .protocols = metadata(),
                           .reason = is_2_3() ? "" : std::string(rejoin_reason_)};
  context_.client.send(
      lookup_.node(), std::move(request),
      [this, sent = generation_](const Request& answered) {
        if (!answered.answer) return on_disconnected();
        const auto& response = std::get<JoinGroupResponse>(*answered.answer);
        if (context_.thread.inside()) return on_join_answer(response, sent);
        deferred_.emplace(response, sent);
      },
      timeout);
}

void AbstractCoordinator::look_at_deferred_answer() {
  if (!deferred_) return;
  const auto [response, sent] = *std::exchange(deferred_, std::nullopt);
  on_join_answer(response, sent);
}

void AbstractCoordinator::on_disconnected() {
  lookup_.mark_unknown("disconnected", true);
  fail_join(ErrorCode::NETWORK_EXCEPTION);
}

void AbstractCoordinator::fail_join(ErrorCode error) {
  join_ = Join::failed;
  join_error_ = error;
  if (is_2_3()) state_ = MemberState::UNJOINED;
  emit([&] { return JoinFailed{.group = context_.group, .member = context_.client.id(), .error = error}; });
}

void AbstractCoordinator::on_join_answer(const JoinGroupResponse& response, const MemberGeneration& sent) {
  if (response.error != ErrorCode::NONE) return on_join_error(response, sent);
  // It has left meanwhile. Kafka: UnjoinedGroupException, which is retriable.
  if (state_ != MemberState::PREPARING_REBALANCE) return fail_join(ErrorCode::NETWORK_EXCEPTION);
  on_joined(response);
}

void AbstractCoordinator::on_joined(const JoinGroupResponse& response) {
  state_ = MemberState::COMPLETING_REBALANCE;
  generation_ = {.id = response.generation, .member_id = response.member_id, .protocol = response.protocol};
  if (!is_2_3()) heartbeat_thread_.enable();
  emit([&] {
    return MemberJoined{.group = context_.group,
                        .member = context_.client.id(),
                        .generation = response.generation,
                        .member_id = response.member_id,
                        .leader = response.is_leader()};
  });
  if (response.is_leader()) return on_leader_elected(response);
  send_sync({});
}

/// Source: AbstractCoordinator.JoinGroupResponseHandler.
void AbstractCoordinator::on_join_error(const JoinGroupResponse& response, const MemberGeneration& sent) {
  const ErrorCode error = response.error;
  if (error == ErrorCode::UNKNOWN_MEMBER_ID) {
    if (is_2_3() || generation_ == sent)
      reset_state_and_rejoin("encountered UNKNOWN_MEMBER_ID from JOIN_GROUP response", true);
  } else if (error == ErrorCode::COORDINATOR_NOT_AVAILABLE || error == ErrorCode::NOT_COORDINATOR) {
    lookup_.mark_unknown(name_of(error));
  } else if (error == ErrorCode::MEMBER_ID_REQUIRED) {
    generation_ = {.id = kNoGeneration, .member_id = response.member_id, .protocol = ""};
    request_rejoin("need to re-join with the given member-id");
  }
  fail_join(error);
}

// ---- synchronizing

void AbstractCoordinator::send_sync(std::vector<SyncGroupRequest::MemberAssignment> assignments) {
  if (!lookup_.known()) return fail_join(ErrorCode::COORDINATOR_NOT_AVAILABLE);
  emit([&] {
    return MemberSyncing{.group = context_.group, .member = context_.client.id(), .generation = generation_.id};
  });
  context_.client.send(lookup_.node(),
                       SyncGroupRequest{.group = context_.group,
                                        .generation = generation_.id,
                                        .member_id = generation_.member_id,
                                        .group_instance_id = context_.config.group_instance_id,
                                        .protocol = generation_.protocol,
                                        .assignments = std::move(assignments)},
                       [this, sent = generation_](const Request& answered) {
                         if (!answered.answer) return on_disconnected();
                         on_sync_answer(std::get<SyncGroupResponse>(*answered.answer), sent);
                       });
}

/// Source: AbstractCoordinator.SyncGroupResponseHandler.
void AbstractCoordinator::on_sync_answer(const SyncGroupResponse& response, const MemberGeneration& sent) {
  const ErrorCode error = response.error;
  if (error == ErrorCode::NONE) return on_synced(response);
  if (is_2_3()) request_rejoin("");
  if (error == ErrorCode::UNKNOWN_MEMBER_ID || error == ErrorCode::ILLEGAL_GENERATION) {
    const bool unknown = error == ErrorCode::UNKNOWN_MEMBER_ID;
    if (is_2_3() || generation_ == sent)
      reset_state_and_rejoin(unknown ? "encountered UNKNOWN_MEMBER_ID from SYNC_GROUP response"
                                     : "encountered ILLEGAL_GENERATION from SYNC_GROUP response",
                             is_2_3() || unknown);
  } else if (error == ErrorCode::COORDINATOR_NOT_AVAILABLE || error == ErrorCode::NOT_COORDINATOR) {
    lookup_.mark_unknown(name_of(error));
  }
  fail_join(error);
}

void AbstractCoordinator::on_synced(const SyncGroupResponse& response) {
  // The heartbeat thread found that the generation is over.
  if (generation_.reset() || state_ != MemberState::COMPLETING_REBALANCE)
    return fail_join(ErrorCode::ILLEGAL_GENERATION);
  if (!response.protocol.empty() && response.protocol != generation_.protocol)
    return fail_join(ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
  state_ = MemberState::STABLE;
  rejoin_reason_ = "";
  rejoin_needed_ = false;
  join_ = Join::succeeded;
  assignment_ = response.assignment;
  if (is_2_3()) heartbeat_thread_.enable();
}

// ---- the end of a generation

void AbstractCoordinator::request_rejoin(std::string_view reason) {
  rejoin_reason_ = reason;
  rejoin_needed_ = true;
}

void AbstractCoordinator::reset_state_and_rejoin(std::string_view reason, bool reset_member_id) {
  state_ = MemberState::UNJOINED;
  generation_.id = kNoGeneration;
  generation_.protocol.clear();
  if (reset_member_id) generation_.member_id.clear();
  request_rejoin(reason);
  if (!is_2_3()) needs_join_prepare_ = true;
}

/// A static member says nothing: its partitions wait for its session's end, or for its return (KIP-345).
void AbstractCoordinator::maybe_leave_group(std::string_view reason) {
  if (dynamic_member() && lookup_.known() && state_ != MemberState::UNJOINED && generation_.has_member_id()) {
    emit([&] { return MemberLeft{.group = context_.group, .member = context_.client.id(), .reason = reason}; });
    context_.client.send(lookup_.node(),
                         LeaveGroupRequest{.group = context_.group,
                                           .member_id = generation_.member_id,
                                           .group_instance_id = "",
                                           .reason = is_2_3() ? "" : std::string(reason)},
                         [this](const Request& answered) {
                           if (!answered.answer) lookup_.mark_unknown("disconnected", true);
                         });
  }
  reset_state_and_rejoin("consumer pro-actively leaving the group", true);
}

// ---- heartbeats

bool AbstractCoordinator::beats() const {
  if (!heartbeat_exception_.empty()) return false;
  return state_ == MemberState::STABLE || (state_ == MemberState::COMPLETING_REBALANCE && !is_2_3());
}

std::string_view AbstractCoordinator::poll_heartbeat() {
  heartbeat_.poll(now());
  return std::exchange(heartbeat_exception_, std::string_view{});
}

void AbstractCoordinator::on_thread_leaves() {
  heartbeat_.poll(now());
  heartbeat_thread_.run();
}

void AbstractCoordinator::on_poll_timeout() { maybe_leave_group("consumer poll timeout has expired."); }

void AbstractCoordinator::send_heartbeat() {
  context_.client.send(lookup_.node(),
                       HeartbeatRequest{.group = context_.group,
                                        .generation = generation_.id,
                                        .member_id = generation_.member_id,
                                        .group_instance_id = context_.config.group_instance_id},
                       [this, sent = generation_](const Request& answered) {
                         if (answered.answer) {
                           on_heartbeat_answer(std::get<HeartbeatResponse>(*answered.answer), sent);
                         } else {
                           lookup_.mark_unknown("disconnected", true);
                           heartbeat_.failed(now());
                         }
                         heartbeat_thread_.run();
                       });
}

/// Source: AbstractCoordinator.HeartbeatResponseHandler, and what the thread does with its result.
void AbstractCoordinator::on_heartbeat_answer(const HeartbeatResponse& response, const MemberGeneration& sent) {
  const ErrorCode error = response.error;
  emit([&] {
    return HeartbeatAnswered{
        .group = context_.group, .member = context_.client.id(), .generation = sent.id, .error = error};
  });
  if (error == ErrorCode::NONE) return heartbeat_.received(now());
  if (error == ErrorCode::REBALANCE_IN_PROGRESS) {
    if (is_2_3() || state_ == MemberState::STABLE) request_rejoin("group is already rebalancing");
    return heartbeat_.received(now());
  }
  if (error == ErrorCode::COORDINATOR_NOT_AVAILABLE || error == ErrorCode::NOT_COORDINATOR) {
    lookup_.mark_unknown(name_of(error));
    return heartbeat_.failed(now());
  }
  // 3.9: an answer for an older generation says nothing of this one.
  if (!is_2_3() && generation_ != sent) return heartbeat_.received(now());
  if (error == ErrorCode::FENCED_INSTANCE_ID) {
    heartbeat_exception_ = group_exception_of(error);
    if (!is_2_3()) reset_state_and_rejoin("encountered FENCED_INSTANCE_ID from HEARTBEAT response", true);
  } else if (error == ErrorCode::UNKNOWN_MEMBER_ID) {
    reset_state_and_rejoin("encountered UNKNOWN_MEMBER_ID from HEARTBEAT response", true);
  } else if (error == ErrorCode::ILLEGAL_GENERATION) {
    reset_state_and_rejoin("encountered ILLEGAL_GENERATION from HEARTBEAT response", is_2_3());
  }
  heartbeat_.failed(now());
}

}  // namespace kafka
