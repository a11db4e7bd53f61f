#pragma once
/// A group as its coordinator describes it. Kafka: GroupSummary, MemberSummary.

#include <string>
#include <vector>

#include "model/group/group_state.h"
#include "model/types/consumer_protocol.h"
#include "model/types/error_code.h"
#include "model/types/ids.h"

namespace kafka {

/// Subscription and assignment are told of a Stable group only.
struct MemberSummary {
  std::string member_id;
  std::string group_instance_id;  ///< "" = dynamic
  std::string client_id;
  ClientId client = kNoClient;
  Subscription subscription;
  Assignment assignment;
};

/// A group nobody has heard of is Dead.
struct GroupSummary {
  ErrorCode error = ErrorCode::NONE;
  GroupState state = GroupState::Dead;
  Generation generation = kNoGeneration;
  std::string protocol_type;
  std::string protocol;                ///< of a Stable group
  std::string leader;                  ///< member id; "" = none
  std::vector<MemberSummary> members;  ///< ascending by member id
};

}  // namespace kafka
