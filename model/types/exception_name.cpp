#include "model/types/exception_name.h"

#include <algorithm>
#include <array>

namespace kafka {

namespace {

struct ExceptionName {
  ErrorCode code;
  std::string_view exception;
};

using enum ErrorCode;

constexpr std::array kExceptionNames = std::to_array<ExceptionName>({
    {UNKNOWN_SERVER_ERROR, "UnknownServerException"},
    {NONE, ""},
    {OFFSET_OUT_OF_RANGE, "OffsetOutOfRangeException"},
    {CORRUPT_MESSAGE, "CorruptRecordException"},
    {UNKNOWN_TOPIC_OR_PARTITION, "UnknownTopicOrPartitionException"},
    {LEADER_NOT_AVAILABLE, "LeaderNotAvailableException"},
    {NOT_LEADER_OR_FOLLOWER, "NotLeaderOrFollowerException"},
    {REQUEST_TIMED_OUT, "TimeoutException"},
    {BROKER_NOT_AVAILABLE, "BrokerNotAvailableException"},
    {REPLICA_NOT_AVAILABLE, "ReplicaNotAvailableException"},
    {MESSAGE_TOO_LARGE, "RecordTooLargeException"},
    {STALE_CONTROLLER_EPOCH, "ControllerMovedException"},
    {NETWORK_EXCEPTION, "NetworkException"},
    {COORDINATOR_LOAD_IN_PROGRESS, "CoordinatorLoadInProgressException"},
    {COORDINATOR_NOT_AVAILABLE, "CoordinatorNotAvailableException"},
    {NOT_COORDINATOR, "NotCoordinatorException"},
    {INVALID_TOPIC_EXCEPTION, "InvalidTopicException"},
    {RECORD_LIST_TOO_LARGE, "RecordBatchTooLargeException"},
    {NOT_ENOUGH_REPLICAS, "NotEnoughReplicasException"},
    {NOT_ENOUGH_REPLICAS_AFTER_APPEND, "NotEnoughReplicasAfterAppendException"},
    {INVALID_REQUIRED_ACKS, "InvalidRequiredAcksException"},
    {ILLEGAL_GENERATION, "IllegalGenerationException"},
    {INCONSISTENT_GROUP_PROTOCOL, "InconsistentGroupProtocolException"},
    {INVALID_GROUP_ID, "InvalidGroupIdException"},
    {UNKNOWN_MEMBER_ID, "UnknownMemberIdException"},
    {INVALID_SESSION_TIMEOUT, "InvalidSessionTimeoutException"},
    {REBALANCE_IN_PROGRESS, "RebalanceInProgressException"},
    {TOPIC_ALREADY_EXISTS, "TopicExistsException"},
    {INVALID_PARTITIONS, "InvalidPartitionsException"},
    {INVALID_REPLICATION_FACTOR, "InvalidReplicationFactorException"},
    {INVALID_REPLICA_ASSIGNMENT, "InvalidReplicaAssignmentException"},
    {INVALID_CONFIG, "InvalidConfigurationException"},
    {NOT_CONTROLLER, "NotControllerException"},
    {INVALID_REQUEST, "InvalidRequestException"},
    {OUT_OF_ORDER_SEQUENCE_NUMBER, "OutOfOrderSequenceException"},
    {DUPLICATE_SEQUENCE_NUMBER, "DuplicateSequenceException"},
    {INVALID_PRODUCER_EPOCH, "InvalidProducerEpochException"},
    {INVALID_TXN_STATE, "InvalidTxnStateException"},
    {INVALID_PRODUCER_ID_MAPPING, "InvalidPidMappingException"},
    {INVALID_TRANSACTION_TIMEOUT, "InvalidTxnTimeoutException"},
    {CONCURRENT_TRANSACTIONS, "ConcurrentTransactionsException"},
    {TRANSACTION_COORDINATOR_FENCED, "TransactionCoordinatorFencedException"},
    {OPERATION_NOT_ATTEMPTED, "OperationNotAttemptedException"},
    {KAFKA_STORAGE_ERROR, "KafkaStorageException"},
    {UNKNOWN_PRODUCER_ID, "UnknownProducerIdException"},
    {REASSIGNMENT_IN_PROGRESS, "ReassignmentInProgressException"},
    {NON_EMPTY_GROUP, "GroupNotEmptyException"},
    {GROUP_ID_NOT_FOUND, "GroupIdNotFoundException"},
    {TOPIC_DELETION_DISABLED, "TopicDeletionDisabledException"},
    {FENCED_LEADER_EPOCH, "FencedLeaderEpochException"},
    {UNKNOWN_LEADER_EPOCH, "UnknownLeaderEpochException"},
    {STALE_BROKER_EPOCH, "StaleBrokerEpochException"},
    {OFFSET_NOT_AVAILABLE, "OffsetNotAvailableException"},
    {MEMBER_ID_REQUIRED, "MemberIdRequiredException"},
    {PREFERRED_LEADER_NOT_AVAILABLE, "PreferredLeaderNotAvailableException"},
    {GROUP_MAX_SIZE_REACHED, "GroupMaxSizeReachedException"},
    {FENCED_INSTANCE_ID, "FencedInstanceIdException"},
    {ELIGIBLE_LEADERS_NOT_AVAILABLE, "EligibleLeadersNotAvailableException"},
    {ELECTION_NOT_NEEDED, "ElectionNotNeededException"},
    {NO_REASSIGNMENT_IN_PROGRESS, "NoReassignmentInProgressException"},
    {GROUP_SUBSCRIBED_TO_TOPIC, "GroupSubscribedToTopicException"},
    {UNSTABLE_OFFSET_COMMIT, "UnstableOffsetCommitException"},
    {PRODUCER_FENCED, "ProducerFencedException"},
    {INVALID_UPDATE_VERSION, "InvalidUpdateVersionException"},
    {UNKNOWN_TOPIC_ID, "UnknownTopicIdException"},
    {INCONSISTENT_TOPIC_ID, "InconsistentTopicIdException"},
    {INELIGIBLE_REPLICA, "IneligibleReplicaException"},
    {NEW_LEADER_ELECTED, "NewLeaderElectedException"},
    {TRANSACTION_ABORTABLE, "TransactionAbortableException"},
});

}  // namespace

std::string_view exception_of(ErrorCode code) {
  const auto* row = std::find_if(kExceptionNames.begin(), kExceptionNames.end(),
                                 [&](const ExceptionName& r) { return r.code == code; });
  return row == kExceptionNames.end() ? "UnknownServerException" : row->exception;
}

ErrorCode code_of_exception(std::string_view exception) {
  const auto* row = std::find_if(kExceptionNames.begin(), kExceptionNames.end(),
                                 [&](const ExceptionName& r) { return r.exception == exception; });
  return row == kExceptionNames.end() ? UNKNOWN_SERVER_ERROR : row->code;
}

}  // namespace kafka
