#pragma once
/// Who a member is in its group at a moment. Kafka: AbstractCoordinator.MemberState, AbstractCoordinator.Generation.

#include <cstdint>
#include <string>

#include "model/types/ids.h"

namespace kafka {

/// In 2.3 there is one REBALANCING for the two in the middle.
enum class MemberState : std::uint8_t {
  UNJOINED,              ///< no member
  PREPARING_REBALANCE,   ///< a JoinGroup is under way
  COMPLETING_REBALANCE,  ///< it was answered; a SyncGroup is under way
  STABLE,                ///< a member that sends heartbeats
};

struct MemberGeneration {
  Generation id = kNoGeneration;
  std::string member_id;
  std::string protocol;  ///< the assignor

  [[nodiscard]] bool has_member_id() const { return !member_id.empty(); }
  /// It is over, whether or not the member id is still good. Kafka: hasGenerationReset.
  [[nodiscard]] bool reset() const { return id == kNoGeneration && protocol.empty(); }
  friend bool operator==(const MemberGeneration&, const MemberGeneration&) = default;
};

}  // namespace kafka
