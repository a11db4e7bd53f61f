#pragma once
/// The sticky assignment of a group whose members subscribe to different topics.
/// Kafka: AbstractStickyAssignor.GeneralAssignmentBuilder.

#include "model/consumer/rack_info.h"
#include "model/consumer/sticky_claims.h"

namespace kafka {

/// Everybody keeps what it had and may still have (with racks: what is in its rack), the rest goes to the lightest
/// subscribers, and the StickyBalancer moves what must be moved; a partition that an earlier generation had elsewhere
/// rather goes back there. Requires at least one consumer.
/// Kafka's flaw is kept: it may go back there although the earlier owner has unsubscribed.
StickyLists general_assignment(const StickyGroup& group, const RackInfo& racks, const StickyClaims& claims);

}  // namespace kafka
