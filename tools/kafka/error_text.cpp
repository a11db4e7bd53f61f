#include "tools/kafka/error_text.h"

#include "model/types/exception_name.h"

namespace tools {

using kafka::ErrorCode;

std::string error_message(ErrorCode error) {
  switch (error) {
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
      return "This server does not host this topic-partition.";
    case ErrorCode::LEADER_NOT_AVAILABLE:
      return "There is no leader for this topic-partition as we are in the middle of a leadership election.";
    case ErrorCode::NOT_LEADER_OR_FOLLOWER:
      return "For requests intended only for the leader, this error indicates that the broker is not the current "
             "leader. For requests intended for any replica, this error indicates that the broker is not a replica "
             "of the topic partition.";
    case ErrorCode::REQUEST_TIMED_OUT:
      return "The request timed out.";
    case ErrorCode::COORDINATOR_LOAD_IN_PROGRESS:
      return "The coordinator is loading and hence can't process requests.";
    case ErrorCode::COORDINATOR_NOT_AVAILABLE:
      return "The coordinator is not available.";
    case ErrorCode::NOT_COORDINATOR:
      return "This is not the correct coordinator.";
    case ErrorCode::INVALID_TOPIC_EXCEPTION:
      return "The request attempted to perform an operation on an invalid topic.";
    case ErrorCode::INVALID_GROUP_ID:
      return "The configured groupId is invalid.";
    case ErrorCode::UNKNOWN_MEMBER_ID:
      return "The coordinator is not aware of this member.";
    case ErrorCode::REBALANCE_IN_PROGRESS:
      return "The group is rebalancing, so a rejoin is needed.";
    case ErrorCode::TOPIC_ALREADY_EXISTS:
      return "Topic with this name already exists.";
    case ErrorCode::INVALID_REPLICA_ASSIGNMENT:
      return "Replica assignment is invalid.";
    case ErrorCode::INVALID_CONFIG:
      return "Configuration is invalid.";
    case ErrorCode::NOT_CONTROLLER:
      return "This is not the correct controller for this cluster.";
    case ErrorCode::NON_EMPTY_GROUP:
      return "The group is not empty.";
    case ErrorCode::GROUP_ID_NOT_FOUND:
      return "The group id does not exist.";
    case ErrorCode::OFFSET_NOT_AVAILABLE:
      return "The leader high watermark has not caught up from a recent leader election so the offsets cannot be "
             "guaranteed to be monotonically increasing.";
    case ErrorCode::PREFERRED_LEADER_NOT_AVAILABLE:
      return "The preferred leader was not available.";
    case ErrorCode::ELIGIBLE_LEADERS_NOT_AVAILABLE:
      return "Eligible topic partition leaders are not available.";
    case ErrorCode::ELECTION_NOT_NEEDED:
      return "Leader election not needed for topic partition.";
    case ErrorCode::NO_REASSIGNMENT_IN_PROGRESS:
      return "No partition reassignment is in progress.";
    case ErrorCode::GROUP_SUBSCRIBED_TO_TOPIC:
      return "Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.";
    default:
      return "The server experienced an unexpected error when processing the request.";
  }
}

JavaException api_exception(ErrorCode error, const std::string& message) {
  return kafka_exception(std::string(kafka::exception_of(error)), message.empty() ? error_message(error) : message);
}

}  // namespace tools
