#pragma once
/// Why nobody of a group read a partition for a while, and which rebalance that was.

#include "gui/view/chunk.h"
#include "scenarios/engine/run/rebalances.h"

namespace view {

/// The group's rebalances as spans, with the time that they stopped its readers.
void add_rebalances(GroupsChart& chart, kafka::GroupId group, const scenario::GroupRebalances& of);

/// In one span, or two: until the coordinator notices that an owner is gone, and in the rebalance then.
void add_unread(GroupsChart& chart, kafka::GroupId group, const scenario::GroupRebalances& of,
                const scenario::UnreadTime& unread);

}  // namespace view
