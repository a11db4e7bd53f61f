#pragma once
/// The sticky assignment as it was before Kafka 2.6, for all groups (Kafka 2.3: StickyAssignor.assign).

#include "model/consumer/sticky_group.h"

namespace kafka {

/// Of several members that had a partition the one of the latest generation keeps it; in one generation the one that
/// Java's map of member ids has first. The rest as in general_assignment, without racks, and with one difference: if
/// all have the same topics and somebody had something, partitions are tried from the heaviest members' first, in the
/// order of Java's map. Requires at least one consumer.
StickyLists sticky_assignment_2_3(const StickyGroup& group);

}  // namespace kafka
