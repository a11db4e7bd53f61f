#include "model/group/group_coordinator.h"

#include <utility>

namespace kafka {

GroupCoordinator::GroupCoordinator(const GroupCoordinatorContext& context, CoordinatorLog& log)
    : context_(context),
      manager_(context, log),
      expiration_(context.scheduler, context.life, [this] { expire_offsets(); }) {}

void GroupCoordinator::startup() {
  active_ = true;
  expiration_.arm(context_.config.offsets_retention_check_interval_ms);
}

void GroupCoordinator::shutdown() {
  active_ = false;
  expiration_.disarm();
  for (const GroupPtr& group : manager_.groups()) group->stop_timers();
}

/// Source: GroupCoordinator.validateGroupStatus.
ErrorCode GroupCoordinator::validate_group_status(GroupId group) const {
  if (!active_) return ErrorCode::COORDINATOR_NOT_AVAILABLE;
  return manager_.status(group);
}

ErrorCode GroupCoordinator::validate_current_member(const GroupMetadata& group, const std::string& member_id,
                                                    const std::string& instance_id) {
  if (group.is(GroupState::Dead)) return ErrorCode::COORDINATOR_NOT_AVAILABLE;
  if (!instance_id.empty()) {
    const std::string* current = group.static_member_id(instance_id);
    if (!current) return ErrorCode::UNKNOWN_MEMBER_ID;
    if (*current != member_id) return ErrorCode::FENCED_INSTANCE_ID;
  }
  return group.has(member_id) ? ErrorCode::NONE : ErrorCode::UNKNOWN_MEMBER_ID;
}

// ---- partitions of __consumer_offsets

void GroupCoordinator::on_election(TopicPartition offsets_partition) {
  manager_.load(offsets_partition, [this](const GroupPtr& group) { on_group_loaded(*group); });
}

void GroupCoordinator::on_resignation(TopicPartition offsets_partition) {
  manager_.unload(offsets_partition, [this](const GroupPtr& group) { on_group_unloaded(*group); });
}

/// The sessions of its members begin anew.
void GroupCoordinator::on_group_loaded(GroupMetadata& group) {
  context_.emit([&] {
    return GroupLoaded{.broker = context_.broker,
                       .group = group.id(),
                       .state = name_of(group.state()),
                       .generation = group.generation(),
                       .members = static_cast<std::int32_t>(group.size())};
  });
  if (group.size() > static_cast<std::size_t>(context_.config.group_max_size))
    prepare_rebalance(group, "Freshly-loaded group is over capacity", kNoClient);
  for (const auto& [id, member] : group.members()) schedule_session(group, *member);
}

void GroupCoordinator::on_group_unloaded(GroupMetadata& group) {
  group.transition_to(GroupState::Dead, context_.now());
  for (const auto& [id, member] : group.members()) {
    group.answer_join(*member, join_error(id, ErrorCode::NOT_COORDINATOR));
    group.answer_sync(*member, sync_error(ErrorCode::NOT_COORDINATOR));
  }
  context_.emit([&] { return GroupUnloaded{.broker = context_.broker, .group = group.id()}; });
}

// ---- for tools

std::vector<ErrorCode> GroupCoordinator::delete_groups(const std::vector<GroupId>& groups) {
  std::vector<ErrorCode> errors;
  std::vector<GroupPtr> eligible;
  for (const GroupId id : groups) {
    ErrorCode error = validate_group_status(id);
    const GroupPtr group = error == ErrorCode::NONE ? manager_.find(id) : nullptr;
    const bool exists = group && !group->is(GroupState::Dead);
    if (error == ErrorCode::NONE && !exists) error = ErrorCode::GROUP_ID_NOT_FOUND;
    if (exists && !group->is(GroupState::Empty)) error = ErrorCode::NON_EMPTY_GROUP;
    errors.push_back(error);
    if (error != ErrorCode::NONE) continue;
    manager_.transition_to(*group, GroupState::Dead);
    eligible.push_back(group);
  }
  manager_.cleanup(eligible, [](GroupMetadata& group) { return group.offsets.remove_all(); });
  return errors;
}

GroupSummary GroupCoordinator::describe_group(GroupId id) const {
  GroupSummary summary;
  summary.error = validate_group_status(id);
  if (summary.error != ErrorCode::NONE) return summary;
  const GroupPtr group = manager_.find(id);
  return group ? group->summary() : summary;
}

Offset GroupCoordinator::committed(GroupId id, TopicPartition tp) const {
  const GroupPtr group = manager_.find(id);
  const OffsetAndMetadata* known = group ? group->offsets.find(tp) : nullptr;
  return known ? known->offset : kUnknownOffset;
}

}  // namespace kafka
