#pragma once
/// The requests and answers of Kafka's protocol that this model speaks, reduced to what decides behaviour. Sizes on
/// the wire are estimated by size_of(): fixed headers plus what a request names, plus the records' exact bytes.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/protocol/control_messages.h"
#include "model/protocol/group_messages.h"
#include "model/protocol/transaction_messages.h"
#include "model/types/api_key.h"
#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/isolation_level.h"
#include "model/types/record_batch.h"
#include "model/types/topic_partition.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

// ---- Produce

/// The leader that a broker knows of when it says that it is not the one (3.7, KIP-951); kNoBroker: not said.
struct LeaderIdAndEpoch {
  BrokerId leader = kNoBroker;
  LeaderEpoch epoch = kNoEpoch;

  friend bool operator==(const LeaderIdAndEpoch&, const LeaderIdAndEpoch&) = default;
};

struct ProduceRequest {
  struct Partition {
    TopicPartition tp;
    BatchPtr batch;
  };
  std::int16_t acks = -1;  ///< as sent: anything but -1, 0, 1 is answered with INVALID_REQUIRED_ACKS
  sim::Duration timeout{0};
  std::vector<Partition> partitions;
  std::string transactional_id{};  ///< "" = no transaction
};
struct ProduceResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
    Offset base_offset = kUnknownOffset;
    LeaderIdAndEpoch current_leader{};
    Offset log_start_offset = kUnknownOffset;  ///< with UNKNOWN_PRODUCER_ID: tells lost records from expired ones
  };
  std::vector<Partition> partitions;
};

// ---- Fetch

/// From `first_offset` on, what this producer wrote up to its next marker was taken back.
struct AbortedTransaction {
  ProducerId producer_id;
  Offset first_offset;
};

/// A batch as the leader stored it: followers copy offset and epoch byte for byte.
struct FetchedBatch {
  Offset base_offset;
  LeaderEpoch epoch;
  BatchPtr batch;

  [[nodiscard]] Offset next_offset() const { return base_offset + batch->count; }
};

struct FetchRequest {
  struct Partition {
    TopicPartition tp;
    Offset fetch_offset;
    Offset log_start_offset;                      ///< followers: their own; consumers: kUnknownOffset
    LeaderEpoch current_leader_epoch = kNoEpoch;  ///< KIP-320; kNoEpoch: not checked
    LeaderEpoch last_fetched_epoch = kNoEpoch;    ///< KIP-595: of the follower's last record; kNoEpoch: not checked
    sim::Bytes max_bytes;
    /// What the leader's fetch session remembers of this partition (KIP-227): an answer names a partition without
    /// records only if one of these moved.
    Offset known_high_watermark = kUnknownOffset;
    Offset known_log_start = kUnknownOffset;
  };
  BrokerId replica{kNoBroker};  ///< the follower that asks; kNoBroker: a consumer
  std::string client_rack;      ///< KIP-392: where the consumer is; "" = not said
  sim::Duration max_wait{0};
  sim::Bytes min_bytes;
  sim::Bytes max_bytes;
  std::vector<Partition> partitions;  ///< the whole fetch session (KIP-227), in its order
  std::int32_t changed = 0;           ///< partitions an incremental request would really name
  IsolationLevel isolation = IsolationLevel::READ_UNCOMMITTED;
};
/// Where an epoch ended in the leader's log.
struct DivergingEpoch {
  LeaderEpoch epoch;
  Offset end_offset;
};
struct FetchResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
    Offset high_watermark = kUnknownOffset;
    Offset log_start_offset = kUnknownOffset;
    std::vector<FetchedBatch> records;
    BrokerId preferred_read_replica = kNoBroker;             ///< KIP-392: read there instead
    std::optional<DivergingEpoch> diverging = std::nullopt;  ///< the follower's log is not a part of the leader's
    Offset last_stable_offset = kUnknownOffset;
    std::vector<AbortedTransaction> aborted{};  ///< READ_COMMITTED: those that reach into `records`
    LeaderIdAndEpoch current_leader{};
  };
  std::vector<Partition> partitions;  ///< those with news: records, an error, moved bounds, a redirection
};

// ---- ListOffsets

enum class OffsetSpec : std::int64_t { latest = -1, earliest = -2 };
struct ListOffsetsRequest {
  struct Partition {
    TopicPartition tp;
    OffsetSpec spec;
    LeaderEpoch current_leader_epoch = kNoEpoch;  ///< KIP-320; kNoEpoch: not checked
  };
  std::vector<Partition> partitions;
  BrokerId replica{kNoBroker};  ///< a follower: its latest is the log's end; kNoBroker: a consumer
  IsolationLevel isolation = IsolationLevel::READ_UNCOMMITTED;  ///< a consumer: latest is the last stable offset
};
struct ListOffsetsResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
    Offset offset = kUnknownOffset;
  };
  std::vector<Partition> partitions;
};

// ---- Metadata

struct MetadataRequest {
  std::vector<TopicId> topics;
};
struct MetadataResponse {
  struct Partition {
    TopicPartition tp;
    BrokerId leader = kNoBroker;
    LeaderEpoch leader_epoch = kNoEpoch;
    std::vector<BrokerId> replicas{};
  };
  std::vector<BrokerId> brokers;      ///< alive, ascending
  std::vector<Partition> partitions;  ///< of the topics asked for
  std::vector<TopicId> unknown_topics;
  ErrorCode unknown_error = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;  ///< what is said of them
  std::vector<std::string> racks{};                                 ///< of the brokers, in their order; "" = none
};

// ---- ApiVersions: the first request on every connection of a client

struct ApiVersionsRequest {};
struct ApiVersionsResponse {};

// ---- what administrators' programs ask. See admin_messages.h.

struct AdminQuestion;
struct AdminReply;
struct AdminRequest {
  ApiKey api;
  std::int64_t size;  ///< of the question on the wire
  std::shared_ptr<const AdminQuestion> question;
};
struct AdminResponse {
  std::int64_t size;
  std::shared_ptr<const AdminReply> reply;
};

using RequestBody =
    std::variant<ProduceRequest, FetchRequest, ListOffsetsRequest, MetadataRequest, FindCoordinatorRequest,
                 OffsetCommitRequest, OffsetFetchRequest, ApiVersionsRequest, LeaderAndIsrRequest, StopReplicaRequest,
                 UpdateMetadataRequest, ControlledShutdownRequest, OffsetForLeaderEpochRequest, AlterPartitionRequest,
                 JoinGroupRequest, SyncGroupRequest, HeartbeatRequest, LeaveGroupRequest, InitProducerIdRequest,
                 AddPartitionsToTxnRequest, AddOffsetsToTxnRequest, TxnOffsetCommitRequest, EndTxnRequest,
                 WriteTxnMarkersRequest, AdminRequest>;
using ResponseBody =
    std::variant<ProduceResponse, FetchResponse, ListOffsetsResponse, MetadataResponse, FindCoordinatorResponse,
                 OffsetCommitResponse, OffsetFetchResponse, ApiVersionsResponse, LeaderAndIsrResponse,
                 StopReplicaResponse, UpdateMetadataResponse, ControlledShutdownResponse, OffsetForLeaderEpochResponse,
                 AlterPartitionResponse, JoinGroupResponse, SyncGroupResponse, HeartbeatResponse, LeaveGroupResponse,
                 InitProducerIdResponse, AddPartitionsToTxnResponse, AddOffsetsToTxnResponse, TxnOffsetCommitResponse,
                 EndTxnResponse, WriteTxnMarkersResponse, AdminResponse>;

/// Bytes on the wire, framing included.
sim::Bytes size_of(const RequestBody& body);
sim::Bytes size_of(const ResponseBody& body);

}  // namespace kafka
