#pragma once
/// The vocabulary of watching: what can be seen of a run. Metrics, traces, fingerprints, ledgers, screens and tests are
/// built on these structs alone; the model computes no statistic.
///
/// Facts are stated from the viewpoint of the host that emits them (see EventSink). Intervals of offsets and record
/// ids are half open: [first, first + count).

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/observe/control_event.h"
#include "model/observe/group_event.h"
#include "model/observe/transaction_event.h"
#include "model/types/api_key.h"
#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/record_batch.h"
#include "model/types/topic_partition.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

// ---- cluster

/// A broker's process begins.
struct BrokerStarted {
  BrokerId broker;
};
/// A broker's process is over, or stands still (pause).
struct BrokerStopped {
  BrokerId broker;
  std::string_view how;  ///< clean, kill, power_loss, pause
};
/// A broker's process ends itself; BrokerStopped follows.
struct BrokerFailed {
  BrokerId broker;
  std::string why;  ///< Kafka's exception: NodeExistsException, ZooKeeperClientTimeoutException, KafkaStorageException
};
/// The topic and the assignment of its partitions are stored.
struct TopicCreated {
  TopicId topic;
  std::int32_t partitions;
  std::int32_t replication_factor;
};
/// The stored state of a partition changed: leader, ISR or epoch.
struct PartitionStateChanged {
  TopicPartition tp;
  BrokerId leader;
  LeaderEpoch leader_epoch;
  PartitionEpoch partition_epoch;
  std::vector<BrokerId> replicas;
  std::vector<BrokerId> isr;
};

// ---- broker: replication and log

/// The leader's change is stored: replicas are no longer in sync.
struct IsrShrunk {
  TopicPartition tp;
  std::vector<BrokerId> isr;  ///< after the change
  std::vector<BrokerId> removed;
};
/// The leader's change is stored: a replica has caught up and is in sync again.
struct IsrExpanded {
  TopicPartition tp;
  std::vector<BrokerId> isr;  ///< after the change
  BrokerId added;
};
/// A replica's log grew by one batch.
struct RecordsAppended {
  BrokerId broker;
  TopicPartition tp;
  Offset base_offset;
  std::int32_t count;
  sim::Bytes size;
  LeaderEpoch leader_epoch;
  bool as_leader;
  ClientId producer;
  RecordId first_id;
  ProducerId producer_id = kNoProducerId;
  ProducerEpoch producer_epoch = kNoProducerEpoch;
  Sequence base_sequence = kNoSequence;
  bool transactional = false;
  ControlRecordType control = ControlRecordType::none;  ///< a marker: `count` is 1 and nobody's record
};
/// The leader has this batch already: it answers with the offset of then and appends nothing.
struct DuplicateAnswered {
  BrokerId broker;
  TopicPartition tp;
  Offset base_offset;
  std::int32_t count;
  ProducerId producer_id;
  Sequence base_sequence;
  ClientId producer;
  RecordId first_id;
};
/// Read-committed consumers may read up to here; told by leaders of partitions with transactions.
struct LastStableOffsetAdvanced {
  BrokerId broker;
  TopicPartition tp;
  Offset last_stable_offset;
};
/// A cleaner removed batches whose records all have a successor of the same key.
struct LogCleaned {
  BrokerId broker;
  TopicPartition tp;
  Offset clean_to;  ///< first offset that was not looked at
  std::int32_t batches;
  sim::Bytes size;
};
/// A replica's high watermark moved; `as_leader` says whose it is.
struct HighWatermarkAdvanced {
  BrokerId broker;
  TopicPartition tp;
  Offset high_watermark;
  bool as_leader;
};
/// A replica's log goes on in a new segment.
struct SegmentRolled {
  BrokerId broker;
  TopicPartition tp;
  Offset base_offset;
};
enum class DeletionReason { retention_time, retention_size, log_start_offset };
/// Retention removed whole segments from a replica's log.
struct SegmentsDeleted {
  BrokerId broker;
  TopicPartition tp;
  Offset log_start_offset;  ///< after the deletion
  std::int32_t segments;
  sim::Bytes size;
  DeletionReason reason;
};
/// A broker answered a request. The times add up to Kafka's TotalTimeMs (kafka.network:type=RequestMetrics).
struct RequestCompleted {
  BrokerId broker;
  ApiKey api;
  bool from_follower;  ///< Fetch only: FetchFollower, else FetchConsumer
  ErrorCode error;     ///< the first partition's error, NONE if all went well
  sim::Duration request_queue_time;
  sim::Duration local_time;
  sim::Duration remote_time;
  sim::Duration response_queue_time;
  sim::Duration response_send_time;
};

// ---- clients: processes

/// A client's process begins.
struct ClientStarted {
  ClientId client;
};
/// With the process goes what it had not finished.
struct ClientStopped {
  ClientId client;
  std::string_view how;     ///< clean, kill, power_loss
  std::int64_t unfinished;  ///< records of a producer that send() accepted, neither acknowledged nor given up
};

// ---- clients: connections

/// A client's connection to a broker is established.
struct ConnectionOpened {
  ClientId client;
  BrokerId broker;
};
/// A client's connection is gone, or did not come about; what was in flight has no answer.
struct ConnectionLost {
  ClientId client;
  BrokerId broker;
  std::string_view why;  ///< refused, closed by peer, request timed out, no answer
};
/// A client has taken over what a broker told it about brokers, topics and leaders.
struct MetadataUpdated {
  ClientId client;
  BrokerId from;
  std::int32_t brokers;  ///< brokers the answer listed
};

// ---- producer

/// A batch went out in a Produce request. `attempt` counts from 1.
struct BatchSent {
  ClientId producer;
  TopicPartition tp;
  RecordId first_id;
  std::int32_t count;
  sim::Bytes size;
  BrokerId to;
  std::int32_t attempt;
  sim::SimTime first_timestamp;
  sim::SimTime max_timestamp;
};
/// The producer's futures completed: the end of the produce latency of records created in [first, max]_timestamp.
struct RecordsAcknowledged {
  ClientId producer;
  TopicPartition tp;
  RecordId first_id;
  std::int32_t count;
  Offset base_offset;  ///< kUnknownOffset with acks=0
  sim::Bytes size;
  sim::SimTime first_timestamp;
  sim::SimTime max_timestamp;
};
/// The producer gave these records up (retries or delivery.timeout.ms exhausted, or a fatal error).
struct RecordsFailed {
  ClientId producer;
  TopicPartition tp;
  RecordId first_id;
  std::int32_t count;
  ErrorCode error;
  std::string_view exception;  ///< Kafka's exception, e.g. TimeoutException
};
/// A batch will be sent again.
struct BatchRetried {
  ClientId producer;
  TopicPartition tp;
  RecordId first_id;
  std::int32_t count;
  ErrorCode error;
};
enum class BlockedOn { metadata, buffer_memory };
/// send() makes the application's thread wait (at most max.block.ms).
struct SendBlocked {
  ClientId producer;
  BlockedOn on;
};
/// send() goes on: it has what it waited for.
struct SendUnblocked {
  ClientId producer;
  BlockedOn on;
  sim::Duration waited;
};
/// send() failed before the record got an id: it was never accepted.
struct SendFailed {
  ClientId producer;
  TopicId topic;
  std::string_view exception;  ///< TimeoutException, BufferExhaustedException, RecordTooLargeException
};

/// The process ends, and with it goes what send() had accepted for this partition: of the records below `next_id` all
/// that are neither acknowledged nor given up. Followed by ClientStopped.
struct RecordsAbandoned {
  ClientId producer;
  TopicPartition tp;
  RecordId next_id;
};

// ---- consumer

enum class PositionSource { committed_offset, reset_earliest, reset_latest, seek, truncation };
/// A member knows where to start, or was sent elsewhere after OFFSET_OUT_OF_RANGE.
struct PositionSet {
  GroupId group;
  ClientId member;
  TopicPartition tp;
  Offset position;
  PositionSource source;
};
/// A partition came back with an error in an answer to a fetch.
struct FetchFailed {
  GroupId group;
  ClientId member;
  TopicPartition tp;
  Offset position;
  ErrorCode error;
};
/// poll() returned records: the end of their end-to-end latency. One event for each run of one producer's records.
struct RecordsDelivered {
  GroupId group;
  ClientId member;
  TopicPartition tp;
  Offset base_offset;
  std::int32_t count;
  sim::Bytes size;
  ClientId producer;
  RecordId first_id;
  sim::SimTime first_timestamp;
  sim::SimTime last_timestamp;
};
/// The application is done with these records: their effect is there. One event for each run of one producer's records,
/// when all of it is done or the process ends.
struct RecordsProcessed {
  GroupId group;
  ClientId member;
  TopicPartition tp;
  Offset base_offset;
  std::int32_t count;
  ClientId producer;
  RecordId first_id;
};
/// The application is done with everything the last poll() returned.
struct PollProcessed {
  GroupId group;
  ClientId member;
  std::int32_t records;
};
/// The coordinator confirmed a commit.
struct OffsetCommitted {
  GroupId group;
  ClientId member;
  TopicPartition tp;
  Offset offset;
};
/// A member's offsets were not committed.
struct CommitFailed {
  GroupId group;
  ClientId member;
  ErrorCode error;
  std::string_view exception = "";  ///< what the application gets: CommitFailedException ...; "" = it is tried again
};
/// An exception left poll() and ended the application.
struct ConsumerFailed {
  GroupId group;
  ClientId member;
  std::string_view exception;  ///< NoOffsetForPartitionException, OffsetOutOfRangeException, FencedInstanceIdException
};

using Event = std::variant<
    BrokerStarted, BrokerStopped, BrokerFailed, TopicCreated, PartitionStateChanged, IsrShrunk, IsrExpanded,
    RecordsAppended, HighWatermarkAdvanced, SegmentRolled, SegmentsDeleted, RequestCompleted, ClientStarted,
    ClientStopped, ConnectionOpened, ConnectionLost, MetadataUpdated, BatchSent, RecordsAcknowledged, RecordsFailed,
    BatchRetried, SendBlocked, SendUnblocked, SendFailed, PartitionsAssigned, PositionSet, FetchFailed,
    RecordsDelivered, PollProcessed, OffsetCommitted, CommitFailed, ConsumerFailed, ZooKeeperServerStarted,
    ZooKeeperServerStopped, ZooKeeperServerStateChanged, ZooKeeperLeaderServing, ZooKeeperCommitted, SessionOpened,
    SessionExpired, SessionClosed, WatchFired, ZooKeeperClientStateChanged, BrokerRegistered, ControllerElected,
    ControllerResigned, ControllerReady, ControllerSawBrokers, LeaderElected, LeaderElectionFailed, ControlRequestSent,
    ControlRequestHandled, ControlledShutdownAnswered, ReassignmentStarted, ReassignmentCompleted, TopicDeletionStarted,
    TopicDeleted, PartitionsAdded, BecameLeader, BecameFollower, ReplicaStopped, LogLoaded, LogTruncated,
    FollowerProgressed, IsrChangeProposed, IsrChangeFailed, AcksAllAnswered, FaultBegan, FaultEnded, FaultFoundNoTarget,
    AdminCommandDone, DuplicateAnswered, LastStableOffsetAdvanced, LogCleaned, RecordsProcessed, GroupStateChanged,
    RebalanceStarted, GroupMemberAdded, GroupMemberRemoved, GenerationStarted, GroupAssigned, GroupLoaded,
    GroupUnloaded, OffsetsExpired, CoordinatorFound, CoordinatorLost, MemberJoining, MemberJoined, MemberSyncing,
    JoinFailed, PartitionsRevoked, PartitionsLost, HeartbeatAnswered, MemberLeft, PoisonRecordMet, RecordsTransformed,
    ProducerIdAssigned, TransactionStateChanged, TransactionBegan, TransactionEnded, ProducerFailed, RecordsAbandoned>;

}  // namespace kafka
