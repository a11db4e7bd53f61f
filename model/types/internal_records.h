#pragma once
/// What the records of Kafka's own topics say. In all other topics a record has a size and no content.
/// Kafka: the schemas OffsetCommitKey/Value, GroupMetadataKey/Value, TransactionLogKey/Value.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/types/consumer_protocol.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "sim/core/time.h"

namespace kafka {

struct PartitionOffset {
  TopicPartition tp;
  Offset offset;
  LeaderEpoch leader_epoch = kNoEpoch;  ///< of the record before `offset`, as the consumer knows it
};

// ---- __consumer_offsets

/// One commit of a group: one record for each partition. In a transactional batch it is pending until its marker.
struct OffsetCommits {
  GroupId group;
  std::vector<PartitionOffset> offsets{};
  sim::SimTime commit_timestamp{};
};
/// Tombstones: these partitions' offsets are forgotten.
struct OffsetTombstones {
  GroupId group;
  std::vector<TopicPartition> partitions{};
};
/// A group as it was when its assignment was stored.
struct GroupMetadataValue {
  struct Member {
    std::string member_id{};
    std::string group_instance_id{};  ///< "" = dynamic
    std::string client_id{};
    ClientId client = kNoClient;  ///< who that is, for whoever watches
    sim::Duration rebalance_timeout{0};
    sim::Duration session_timeout{0};
    Subscription subscription;
    Assignment assignment;
  };
  GroupId group;
  Generation generation{0};
  std::string protocol_type{};  ///< "" = none
  std::string protocol{};       ///< the assignor; "" = none
  std::string leader{};         ///< member id; "" = none
  sim::SimTime current_state_timestamp{};
  std::vector<Member> members{};
};
struct GroupTombstone {
  GroupId group;
};

// ---- __transaction_state

enum class TransactionState {
  Empty,
  Ongoing,
  PrepareCommit,
  PrepareAbort,
  CompleteCommit,
  CompleteAbort,
  Dead,
  PrepareEpochFence,
};
/// A transactional id as it is after a change.
struct TransactionLogValue {
  std::string transactional_id{};
  ProducerId producer_id = kNoProducerId;
  ProducerEpoch producer_epoch = kNoProducerEpoch;
  sim::Duration timeout{0};
  TransactionState state = TransactionState::Empty;
  std::vector<TopicPartition> partitions{};  ///< of the transaction, ascending
  sim::SimTime start_timestamp{};            ///< of the transaction; meaningful while there is one
  sim::SimTime last_update_timestamp{};
};
struct TransactionTombstone {
  std::string transactional_id{};
};

using InternalRecord = std::variant<OffsetCommits, OffsetTombstones, GroupMetadataValue, GroupTombstone,
                                    TransactionLogValue, TransactionTombstone>;
/// The content of one batch, in the order of its records.
using InternalRecords = std::vector<InternalRecord>;

}  // namespace kafka
