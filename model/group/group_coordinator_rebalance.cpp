/// GroupCoordinator: the join phase, from its reason to the next generation.

#include <utility>

#include "model/group/group_coordinator.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

/// A group whose members all stay away tries again after this long at least.
constexpr sim::Duration kLeastJoinPhase = std::chrono::milliseconds(1);

}  // namespace

void GroupCoordinator::maybe_prepare_rebalance(GroupMetadata& group, const std::string& reason, ClientId member) {
  if (group.can_rebalance()) prepare_rebalance(group, reason, member);
}

/// Whoever waits for its assignment is told to join again. Source: GroupCoordinator.prepareRebalance.
void GroupCoordinator::prepare_rebalance(GroupMetadata& group, const std::string& reason, ClientId member) {
  if (group.is(GroupState::CompletingRebalance)) reset_and_propagate_error(group, ErrorCode::REBALANCE_IN_PROGRESS);
  clear_pending_sync(group);
  const bool initial = group.is(GroupState::Empty);
  manager_.transition_to(group, GroupState::PreparingRebalance);
  context_.emit([&] {
    return RebalanceStarted{.broker = context_.broker,
                            .group = group.id(),
                            .generation = group.generation(),
                            .reason = reason,
                            .member = member};
  });
  watch_join(group, initial);
}

void GroupCoordinator::watch_join(GroupMetadata& group, bool initial) {
  if (!group.join)
    group.join =
        std::make_unique<DelayedJoin>(context_.scheduler, context_.life, [this, g = &group] { on_join_time_up(*g); });
  if (initial) {
    group.join->watch_initial(context_.config.group_initial_rebalance_delay_ms, group.rebalance_timeout());
  } else {
    group.join->watch(group.rebalance_timeout());
    try_complete_join(group);
  }
}

/// Source: DelayedJoin.tryComplete, InitialDelayedJoin.tryComplete.
void GroupCoordinator::try_complete_join(GroupMetadata& group) {
  if (!group.join || !group.join->watching() || group.join->is_initial() || !group.has_all_members_joined()) return;
  group.join->cancel();
  on_complete_join(group);
}

/// Source: InitialDelayedJoin.onComplete.
void GroupCoordinator::on_join_time_up(GroupMetadata& group) {
  if (group.join->is_initial() && group.new_member_added && group.join->extend()) {
    group.new_member_added = false;
    return;
  }
  on_complete_join(group);
}

/// If nobody has rejoined, the phase lasts until sessions end or somebody does. Source:
/// GroupCoordinator.onCompleteJoin.
void GroupCoordinator::on_complete_join(GroupMetadata& group) {
  remove_not_yet_rejoined(group);
  if (!group.maybe_elect_new_joined_leader() && !group.empty())
    return group.join->watch(std::max(group.rebalance_timeout(), kLeastJoinPhase));
  begin_generation(group);
}

/// Static members stay until their session ends.
void GroupCoordinator::remove_not_yet_rejoined(GroupMetadata& group) {
  std::vector<std::string> gone;
  for (const auto& [id, member] : group.members())
    if (!member->awaiting_join && !member->is_static()) gone.push_back(id);
  for (const std::string& id : gone) remove_member(group, id, "did not rejoin");
}

/// A group without members is stored as such; should that fail, the generation before it stands in the log, and its
/// members' sessions will end.
void GroupCoordinator::begin_generation(GroupMetadata& group) {
  const std::string_view from = name_of(group.state());
  group.init_next_generation(context_.now());
  manager_.tell_state(group, from);
  tell_generation(group);
  if (group.is(GroupState::Empty)) return manager_.store_group(group, {}, [](ErrorCode) {});
  for (const auto& [id, member] : group.members()) {
    group.pending_sync.insert(id);
    group.answer_join(*member, group.join_answer(id, true));
    member->is_new = false;
    schedule_session(group, *member);
  }
  if (context_.behaviour.sync_timeout) schedule_pending_sync(group);
}

void GroupCoordinator::tell_generation(const GroupMetadata& group) const {
  context_.emit([&] {
    GenerationStarted event{.broker = context_.broker,
                            .group = group.id(),
                            .generation = group.generation(),
                            .protocol = group.protocol(),
                            .leader = kNoClient,
                            .members = {}};
    for (const auto& [id, member] : group.members()) {
      if (group.is_leader(id)) event.leader = member->client;
      event.members.push_back(member->client);
    }
    return event;
  });
}

}  // namespace kafka
