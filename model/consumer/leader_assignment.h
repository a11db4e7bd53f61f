#pragma once
/// The work of a group's leader: one member's assignor divides the partitions for all of them.

#include <vector>

#include "model/consumer/assignor.h"
#include "model/net/client_metadata.h"
#include "model/protocol/group_messages.h"

namespace kafka {

/// All topics that members want, ascending by name.
std::vector<TopicId> all_subscribed_topics(const JoinGroupResponse& response, const TopicTable& topics);

/// What goes into the leader's SyncGroup. Topics that the leader's metadata does not know are assigned to nobody.
/// Kafka: ConsumerCoordinator.onLeaderElected (2.3: performAssignment).
std::vector<SyncGroupRequest::MemberAssignment> assign_group(const Assignor& assignor,
                                                             const JoinGroupResponse& response,
                                                             const ClientMetadata& metadata, const TopicTable& topics);

}  // namespace kafka
