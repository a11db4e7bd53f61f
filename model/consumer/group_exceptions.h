#pragma once
/// What a group's errors are called when they leave the consumer. Kafka: Errors.exception().

#include <string_view>

#include "model/types/error_code.h"

namespace kafka {

/// Of the errors that end a membership; Kafka wraps what it did not expect.
constexpr std::string_view group_exception_of(ErrorCode error) {
  switch (error) {
    case ErrorCode::FENCED_INSTANCE_ID:
      return "FencedInstanceIdException";
    case ErrorCode::INCONSISTENT_GROUP_PROTOCOL:
      return "InconsistentGroupProtocolException";
    case ErrorCode::INVALID_SESSION_TIMEOUT:
      return "InvalidSessionTimeoutException";
    case ErrorCode::INVALID_GROUP_ID:
      return "InvalidGroupIdException";
    case ErrorCode::GROUP_MAX_SIZE_REACHED:
      return "GroupMaxSizeReachedException";
    default:
      return "KafkaException";
  }
}

/// Why a member joins again after a join that failed. Source: AbstractCoordinator.joinGroupIfNeeded.
constexpr std::string_view rejoin_reason(ErrorCode error) {
  switch (error) {
    case ErrorCode::UNKNOWN_MEMBER_ID:
      return "rebalance failed due to UnknownMemberIdException";
    case ErrorCode::ILLEGAL_GENERATION:
      return "rebalance failed due to IllegalGenerationException";
    case ErrorCode::REBALANCE_IN_PROGRESS:
      return "rebalance failed due to RebalanceInProgressException";
    case ErrorCode::COORDINATOR_LOAD_IN_PROGRESS:
      return "rebalance failed due to CoordinatorLoadInProgressException";
    case ErrorCode::COORDINATOR_NOT_AVAILABLE:
      return "rebalance failed due to CoordinatorNotAvailableException";
    case ErrorCode::NOT_COORDINATOR:
      return "rebalance failed due to NotCoordinatorException";
    case ErrorCode::NETWORK_EXCEPTION:
      return "rebalance failed due to DisconnectException";
    default:
      return "rebalance failed";
  }
}

}  // namespace kafka
