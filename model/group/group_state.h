#pragma once
/// What a consumer group is doing. Kafka: GroupState.

#include <cstdint>
#include <string_view>

namespace kafka {

enum class GroupState : std::uint8_t {
  Empty,                ///< no members; offsets may be left
  PreparingRebalance,   ///< collects JoinGroups
  CompletingRebalance,  ///< waits for the leader's SyncGroup
  Stable,
  Dead,  ///< removed, or moved to another coordinator
};

std::string_view name_of(GroupState state);
/// Kafka: GroupState.validPreviousStates.
bool may_follow(GroupState from, GroupState to);

}  // namespace kafka
