/// GroupCoordinator: what administrators' programs ask.

#include <utility>

#include "model/group/group_coordinator.h"

namespace kafka {

/// Source: GroupCoordinator.handleListGroups.
ListGroupsResponse GroupCoordinator::list_groups() const {
  ListGroupsResponse response;
  if (!active_) {
    response.error = ErrorCode::COORDINATOR_NOT_AVAILABLE;
    return response;
  }
  if (manager_.is_loading()) response.error = ErrorCode::COORDINATOR_LOAD_IN_PROGRESS;
  for (const GroupPtr& group : manager_.groups())
    response.groups.push_back(
        {.group = group->id(), .protocol_type = group->protocol_type(), .state = std::string(name_of(group->state()))});
  return response;
}

/// Source: GroupMetadataManager.getOffsets.
ErrorCode GroupCoordinator::fetch_all_offsets(GroupId id, std::vector<PartitionOffset>& offsets) const {
  const ErrorCode error = validate_group_status(id);
  if (error != ErrorCode::NONE) return error;
  const GroupPtr group = manager_.find(id);
  if (!group || group->is(GroupState::Dead)) return ErrorCode::NONE;
  for (const auto& [tp, record] : group->offsets.committed())
    offsets.push_back({.tp = tp, .offset = record.commit.offset, .leader_epoch = record.commit.leader_epoch});
  return ErrorCode::NONE;
}

/// Source: GroupCoordinator.handleDeleteOffsets.
ErrorCode GroupCoordinator::delete_offsets(GroupId id, const std::vector<TopicPartition>& partitions,
                                           std::vector<ErrorCode>& errors) {
  if (const ErrorCode error = validate_group_status(id); error != ErrorCode::NONE) return error;
  const GroupPtr group = manager_.find(id);
  if (!group || group->is(GroupState::Dead)) return ErrorCode::GROUP_ID_NOT_FOUND;
  const bool empty = group->is(GroupState::Empty);
  if (!empty && group->protocol_type() != "consumer") return ErrorCode::NON_EMPTY_GROUP;
  std::vector<TopicPartition> eligible;
  for (const TopicPartition tp : partitions) {
    const bool consumed = !empty && group->is_subscribed_to(tp.topic);
    errors.push_back(consumed ? ErrorCode::GROUP_SUBSCRIBED_TO_TOPIC : ErrorCode::NONE);
    if (!consumed) eligible.push_back(tp);
  }
  if (!eligible.empty())
    manager_.cleanup({group}, [&eligible](GroupMetadata& g) { return g.offsets.remove(eligible); });
  return ErrorCode::NONE;
}

}  // namespace kafka
