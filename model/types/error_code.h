#pragma once
/// Kafka's error codes, by their own numbers and names (org.apache.kafka.common.protocol.Errors).

#include <cstdint>
#include <string_view>

namespace kafka {

enum class ErrorCode : std::int16_t {
  UNKNOWN_SERVER_ERROR = -1,
  NONE = 0,
  OFFSET_OUT_OF_RANGE = 1,
  CORRUPT_MESSAGE = 2,
  UNKNOWN_TOPIC_OR_PARTITION = 3,
  LEADER_NOT_AVAILABLE = 5,
  NOT_LEADER_OR_FOLLOWER = 6,
  REQUEST_TIMED_OUT = 7,
  BROKER_NOT_AVAILABLE = 8,
  REPLICA_NOT_AVAILABLE = 9,
  MESSAGE_TOO_LARGE = 10,
  STALE_CONTROLLER_EPOCH = 11,
  NETWORK_EXCEPTION = 13,
  COORDINATOR_LOAD_IN_PROGRESS = 14,
  COORDINATOR_NOT_AVAILABLE = 15,
  NOT_COORDINATOR = 16,
  INVALID_TOPIC_EXCEPTION = 17,
  RECORD_LIST_TOO_LARGE = 18,
  NOT_ENOUGH_REPLICAS = 19,
  NOT_ENOUGH_REPLICAS_AFTER_APPEND = 20,
  INVALID_REQUIRED_ACKS = 21,
  TOPIC_ALREADY_EXISTS = 36,
  INVALID_PARTITIONS = 37,
  INVALID_REPLICATION_FACTOR = 38,
  INVALID_REPLICA_ASSIGNMENT = 39,
  INVALID_CONFIG = 40,
  NOT_CONTROLLER = 41,
  INVALID_REQUEST = 42,
  KAFKA_STORAGE_ERROR = 56,
  TOPIC_DELETION_DISABLED = 73,
  FENCED_LEADER_EPOCH = 74,
  UNKNOWN_LEADER_EPOCH = 75,
  STALE_BROKER_EPOCH = 77,
  OFFSET_NOT_AVAILABLE = 78,
  PREFERRED_LEADER_NOT_AVAILABLE = 80,
  ELIGIBLE_LEADERS_NOT_AVAILABLE = 83,
  ELECTION_NOT_NEEDED = 84,
  NO_REASSIGNMENT_IN_PROGRESS = 85,
  UNKNOWN_TOPIC_ID = 100,
  INCONSISTENT_TOPIC_ID = 103,
  INELIGIBLE_REPLICA = 107,
  NEW_LEADER_ELECTED = 108,
  INVALID_UPDATE_VERSION = 95,
  OPERATION_NOT_ATTEMPTED = 55,
};

/// The name as Kafka logs it.
std::string_view name_of(ErrorCode code);
/// The code with this name; false if this simulator knows none.
bool find_error_code(std::string_view name, ErrorCode& code);
/// May the same request succeed later (Kafka: RetriableException)?
bool is_retriable(ErrorCode code);
/// Does the error say that the client's metadata is stale (Kafka: InvalidMetadataException)?
bool is_invalid_metadata(ErrorCode code);

}  // namespace kafka
