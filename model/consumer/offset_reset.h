#pragma once
/// Where a consumer starts reading a partition. Pure decisions.

#include "model/config/consumer_config.h"
#include "model/types/ids.h"

namespace kafka {

enum class StartPosition {
  committed,       ///< a valid committed offset always wins over the policy
  reset_earliest,  ///< ask the leader for its log start
  reset_latest,    ///< ask the leader for its end
  no_offset,       ///< NoOffsetForPartitionException
  out_of_range,    ///< OffsetOutOfRangeException
};

/// Without a committed offset. Source: SubscriptionState.resetInitializingPositions.
constexpr StartPosition reset_by(OffsetResetStrategy policy) {
  switch (policy) {
    case OffsetResetStrategy::earliest:
      return StartPosition::reset_earliest;
    case OffsetResetStrategy::latest:
      return StartPosition::reset_latest;
    case OffsetResetStrategy::none:
      return StartPosition::no_offset;
  }
  return StartPosition::no_offset;
}

/// At the beginning: `committed` is kUnknownOffset if nothing is stored.
/// Source: ConsumerCoordinator.refreshCommittedOffsetsIfNeeded, then the reset policy.
constexpr StartPosition initial_position(Offset committed, OffsetResetStrategy policy) {
  return committed != kUnknownOffset ? StartPosition::committed : reset_by(policy);
}

/// After a fetch was answered with OFFSET_OUT_OF_RANGE. Source: FetchCollector.handleInitializeErrors.
constexpr StartPosition after_out_of_range(OffsetResetStrategy policy) {
  return policy == OffsetResetStrategy::none ? StartPosition::out_of_range : reset_by(policy);
}

}  // namespace kafka
