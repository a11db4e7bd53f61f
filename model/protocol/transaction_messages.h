#pragma once
/// Requests and answers of idempotent and transactional producers (KIP-98).
/// Kafka: InitProducerId, AddPartitionsToTxn, AddOffsetsToTxn, TxnOffsetCommit, EndTxn, WriteTxnMarkers.

#include <cstdint>
#include <string>
#include <vector>

#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/internal_records.h"
#include "model/types/topic_partition.h"
#include "sim/core/time.h"

namespace kafka {

struct InitProducerIdRequest {
  std::string transactional_id{};  ///< "" = an idempotent producer without transactions: any broker answers
  sim::Duration transaction_timeout{0};
  ProducerId producer_id = kNoProducerId;           ///< 2.5, KIP-360: the one it has, to get a larger epoch
  ProducerEpoch producer_epoch = kNoProducerEpoch;  ///< ... and that one's epoch
  ClientId client = kNoClient;                      ///< who asks, for whoever watches
};
struct InitProducerIdResponse {
  ErrorCode error = ErrorCode::NONE;
  ProducerId producer_id = kNoProducerId;
  ProducerEpoch producer_epoch = kNoProducerEpoch;
};

struct AddPartitionsToTxnRequest {
  struct Transaction {
    std::string transactional_id{};
    ProducerId producer_id;
    ProducerEpoch producer_epoch;
    std::vector<TopicPartition> partitions{};
  };
  std::string transactional_id{};
  ProducerId producer_id;
  ProducerEpoch producer_epoch;
  std::vector<TopicPartition> partitions{};
  bool verify_only = false;  ///< 3.6, KIP-890: a broker asks whether they were added
  /// With `verify_only`: all that the broker asks about at once, instead of the one above. Kafka: version 4.
  std::vector<Transaction> verified{};
};
struct AddPartitionsToTxnResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
  };
  ErrorCode error = ErrorCode::NONE;  ///< Kafka answers per partition; here all get the same
  /// With `verify_only`: for each of `verified`, in its order, its partitions in their order.
  std::vector<std::vector<Partition>> verified{};
};

struct AddOffsetsToTxnRequest {
  std::string transactional_id{};
  ProducerId producer_id;
  ProducerEpoch producer_epoch;
  GroupId group;
};
struct AddOffsetsToTxnResponse {
  ErrorCode error = ErrorCode::NONE;
};

/// To the group's coordinator.
struct TxnOffsetCommitRequest {
  std::string transactional_id{};
  ProducerId producer_id;
  ProducerEpoch producer_epoch;
  GroupId group;
  Generation generation = kNoGeneration;  ///< 2.5, KIP-447; before, and with kNoGeneration, not checked
  std::string member_id{};
  std::string group_instance_id{};
  std::vector<PartitionOffset> offsets{};
};
struct TxnOffsetCommitResponse {
  ErrorCode error = ErrorCode::NONE;
};

struct EndTxnRequest {
  std::string transactional_id{};
  ProducerId producer_id;
  ProducerEpoch producer_epoch;
  bool commit = true;
};
struct EndTxnResponse {
  ErrorCode error = ErrorCode::NONE;
};

/// From a transaction coordinator to the leaders of the partitions.
struct WriteTxnMarkersRequest {
  struct Marker {
    ProducerId producer_id;
    ProducerEpoch producer_epoch;
    bool commit = true;
    std::int32_t coordinator_epoch = 0;
    std::vector<TopicPartition> partitions{};
  };
  std::vector<Marker> markers{};
};
struct WriteTxnMarkersResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
  };
  struct Marker {
    ProducerId producer_id;
    std::vector<Partition> partitions{};
  };
  std::vector<Marker> markers{};
};

}  // namespace kafka
