#include "model/types/error_code.h"

#include <array>

namespace kafka {

namespace {

struct Row {
  ErrorCode code;
  std::string_view name;
  bool retriable;
  bool invalid_metadata;
};

using enum ErrorCode;

constexpr std::array kRows = std::to_array<Row>({
    {UNKNOWN_SERVER_ERROR, "UNKNOWN_SERVER_ERROR", false, false},
    {NONE, "NONE", false, false},
    {OFFSET_OUT_OF_RANGE, "OFFSET_OUT_OF_RANGE", false, false},
    {CORRUPT_MESSAGE, "CORRUPT_MESSAGE", true, false},
    {UNKNOWN_TOPIC_OR_PARTITION, "UNKNOWN_TOPIC_OR_PARTITION", true, true},
    {LEADER_NOT_AVAILABLE, "LEADER_NOT_AVAILABLE", true, true},
    {NOT_LEADER_OR_FOLLOWER, "NOT_LEADER_OR_FOLLOWER", true, true},
    {REQUEST_TIMED_OUT, "REQUEST_TIMED_OUT", true, false},
    {BROKER_NOT_AVAILABLE, "BROKER_NOT_AVAILABLE", false, false},
    {REPLICA_NOT_AVAILABLE, "REPLICA_NOT_AVAILABLE", true, true},
    {MESSAGE_TOO_LARGE, "MESSAGE_TOO_LARGE", false, false},
    {STALE_CONTROLLER_EPOCH, "STALE_CONTROLLER_EPOCH", false, false},
    {NETWORK_EXCEPTION, "NETWORK_EXCEPTION", true, true},
    {COORDINATOR_LOAD_IN_PROGRESS, "COORDINATOR_LOAD_IN_PROGRESS", true, false},
    {COORDINATOR_NOT_AVAILABLE, "COORDINATOR_NOT_AVAILABLE", true, false},
    {NOT_COORDINATOR, "NOT_COORDINATOR", true, false},
    {INVALID_TOPIC_EXCEPTION, "INVALID_TOPIC_EXCEPTION", false, false},
    {RECORD_LIST_TOO_LARGE, "RECORD_LIST_TOO_LARGE", false, false},
    {NOT_ENOUGH_REPLICAS, "NOT_ENOUGH_REPLICAS", true, false},
    {NOT_ENOUGH_REPLICAS_AFTER_APPEND, "NOT_ENOUGH_REPLICAS_AFTER_APPEND", true, false},
    {INVALID_REQUIRED_ACKS, "INVALID_REQUIRED_ACKS", false, false},
    {ILLEGAL_GENERATION, "ILLEGAL_GENERATION", false, false},
    {INCONSISTENT_GROUP_PROTOCOL, "INCONSISTENT_GROUP_PROTOCOL", false, false},
    {INVALID_GROUP_ID, "INVALID_GROUP_ID", false, false},
    {UNKNOWN_MEMBER_ID, "UNKNOWN_MEMBER_ID", false, false},
    {INVALID_SESSION_TIMEOUT, "INVALID_SESSION_TIMEOUT", false, false},
    {REBALANCE_IN_PROGRESS, "REBALANCE_IN_PROGRESS", false, false},
    {TOPIC_ALREADY_EXISTS, "TOPIC_ALREADY_EXISTS", false, false},
    {INVALID_PARTITIONS, "INVALID_PARTITIONS", false, false},
    {INVALID_REPLICATION_FACTOR, "INVALID_REPLICATION_FACTOR", false, false},
    {INVALID_REPLICA_ASSIGNMENT, "INVALID_REPLICA_ASSIGNMENT", false, false},
    {INVALID_CONFIG, "INVALID_CONFIG", false, false},
    {NOT_CONTROLLER, "NOT_CONTROLLER", true, false},
    {INVALID_REQUEST, "INVALID_REQUEST", false, false},
    {OPERATION_NOT_ATTEMPTED, "OPERATION_NOT_ATTEMPTED", false, false},
    {OUT_OF_ORDER_SEQUENCE_NUMBER, "OUT_OF_ORDER_SEQUENCE_NUMBER", false, false},
    {DUPLICATE_SEQUENCE_NUMBER, "DUPLICATE_SEQUENCE_NUMBER", false, false},
    {INVALID_PRODUCER_EPOCH, "INVALID_PRODUCER_EPOCH", false, false},
    {INVALID_TXN_STATE, "INVALID_TXN_STATE", false, false},
    {INVALID_PRODUCER_ID_MAPPING, "INVALID_PRODUCER_ID_MAPPING", false, false},
    {INVALID_TRANSACTION_TIMEOUT, "INVALID_TRANSACTION_TIMEOUT", false, false},
    {CONCURRENT_TRANSACTIONS, "CONCURRENT_TRANSACTIONS", true, false},
    {TRANSACTION_COORDINATOR_FENCED, "TRANSACTION_COORDINATOR_FENCED", false, false},
    {KAFKA_STORAGE_ERROR, "KAFKA_STORAGE_ERROR", true, true},
    {UNKNOWN_PRODUCER_ID, "UNKNOWN_PRODUCER_ID", false, false},
    {REASSIGNMENT_IN_PROGRESS, "REASSIGNMENT_IN_PROGRESS", false, false},
    {NON_EMPTY_GROUP, "NON_EMPTY_GROUP", false, false},
    {GROUP_ID_NOT_FOUND, "GROUP_ID_NOT_FOUND", false, false},
    {TOPIC_DELETION_DISABLED, "TOPIC_DELETION_DISABLED", false, false},
    {FENCED_LEADER_EPOCH, "FENCED_LEADER_EPOCH", true, true},
    {UNKNOWN_LEADER_EPOCH, "UNKNOWN_LEADER_EPOCH", true, false},
    {STALE_BROKER_EPOCH, "STALE_BROKER_EPOCH", false, false},
    {OFFSET_NOT_AVAILABLE, "OFFSET_NOT_AVAILABLE", true, false},
    {MEMBER_ID_REQUIRED, "MEMBER_ID_REQUIRED", false, false},
    {PREFERRED_LEADER_NOT_AVAILABLE, "PREFERRED_LEADER_NOT_AVAILABLE", true, true},
    {GROUP_MAX_SIZE_REACHED, "GROUP_MAX_SIZE_REACHED", false, false},
    {FENCED_INSTANCE_ID, "FENCED_INSTANCE_ID", false, false},
    {ELIGIBLE_LEADERS_NOT_AVAILABLE, "ELIGIBLE_LEADERS_NOT_AVAILABLE", true, true},
    {ELECTION_NOT_NEEDED, "ELECTION_NOT_NEEDED", true, true},
    {NO_REASSIGNMENT_IN_PROGRESS, "NO_REASSIGNMENT_IN_PROGRESS", false, false},
    {GROUP_SUBSCRIBED_TO_TOPIC, "GROUP_SUBSCRIBED_TO_TOPIC", false, false},
    {UNSTABLE_OFFSET_COMMIT, "UNSTABLE_OFFSET_COMMIT", true, false},
    {PRODUCER_FENCED, "PRODUCER_FENCED", false, false},
    {TRANSACTION_ABORTABLE, "TRANSACTION_ABORTABLE", false, false},
    {INCONSISTENT_TOPIC_ID, "INCONSISTENT_TOPIC_ID", true, true},
    {UNKNOWN_TOPIC_ID, "UNKNOWN_TOPIC_ID", true, true},
    {INVALID_UPDATE_VERSION, "INVALID_UPDATE_VERSION", false, false},
    {INELIGIBLE_REPLICA, "INELIGIBLE_REPLICA", false, false},
    {NEW_LEADER_ELECTED, "NEW_LEADER_ELECTED", false, false},
});

const Row& row(ErrorCode code) {
  for (const Row& r : kRows)
    if (r.code == code) return r;
  return kRows[0];
}

}  // namespace

std::string_view name_of(ErrorCode code) { return row(code).name; }

bool find_error_code(std::string_view name, ErrorCode& code) {
  for (const Row& r : kRows) {
    if (r.name != name) continue;
    code = r.code;
    return true;
  }
  return false;
}

bool is_retriable(ErrorCode code) { return row(code).retriable; }
bool is_invalid_metadata(ErrorCode code) { return row(code).invalid_metadata; }

}  // namespace kafka
