#pragma once
/// What controller and brokers say to each other. Kafka: AbstractControlRequest and its kinds, AlterPartition,
/// ControlledShutdown, OffsetForLeaderEpoch.

#include <cstdint>
#include <string>
#include <vector>

#include "model/protocol/partition_state.h"
#include "model/types/error_code.h"

namespace kafka {

/// Who speaks, and to which registration of the receiver.
struct ControlHeader {
  BrokerId controller = kNoBroker;
  ControllerEpoch controller_epoch{0};
  BrokerEpoch broker_epoch = kNoBrokerEpoch;  ///< kNoBrokerEpoch: before 2.2
};

struct LeaderAndIsrRequest {
  struct Partition {
    TopicPartition tp;
    PartitionState state;
    bool is_new = false;
  };
  ControlHeader header;
  std::vector<Partition> partitions;
};
struct LeaderAndIsrResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
  };
  ErrorCode error = ErrorCode::NONE;
  std::vector<Partition> partitions;
};

struct UpdateMetadataRequest {
  struct Partition {
    TopicPartition tp;
    PartitionState state;  ///< leader kLeaderDuringDelete: forget the partition
  };
  struct LiveBroker {
    BrokerId id;
    std::string rack;
  };
  ControlHeader header;
  std::vector<Partition> partitions;
  std::vector<LiveBroker> live_brokers;
};
struct UpdateMetadataResponse {
  ErrorCode error = ErrorCode::NONE;
};

struct StopReplicaRequest {
  struct Partition {
    TopicPartition tp;
    LeaderEpoch leader_epoch = kNoEpoch;  ///< kEpochDuringDelete; kNoEpoch before 2.6
    bool delete_partition = false;
  };
  ControlHeader header;
  std::vector<Partition> partitions;
};
struct StopReplicaResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
  };
  ErrorCode error = ErrorCode::NONE;
  std::vector<Partition> partitions;
};

/// A broker that wants to stop asks the controller to move its leaders away.
struct ControlledShutdownRequest {
  BrokerId broker = kNoBroker;
  BrokerEpoch broker_epoch = kNoBrokerEpoch;
};
struct ControlledShutdownResponse {
  ErrorCode error = ErrorCode::NONE;
  std::vector<TopicPartition> remaining;  ///< partitions the broker still leads
};

/// KIP-497.
struct AlterPartitionRequest {
  struct Partition {
    TopicPartition tp;
    LeaderEpoch leader_epoch;
    PartitionEpoch partition_epoch;
    std::vector<BrokerId> new_isr;
    LeaderRecoveryState recovery = LeaderRecoveryState::RECOVERED;
  };
  std::int16_t version = 3;  ///< before 2 topics go by name, and errors say less
  BrokerId broker = kNoBroker;
  BrokerEpoch broker_epoch = kNoBrokerEpoch;
  std::vector<Partition> partitions;
};
struct AlterPartitionResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
    BrokerId leader = kNoBroker;
    LeaderEpoch leader_epoch = kNoEpoch;
    PartitionEpoch partition_epoch{0};
    std::vector<BrokerId> isr;
    LeaderRecoveryState recovery = LeaderRecoveryState::RECOVERED;
  };
  ErrorCode error = ErrorCode::NONE;  ///< for the request as a whole
  std::vector<Partition> partitions;
};

/// KIP-101, KIP-279: where did this epoch end in your log?
struct OffsetForLeaderEpochRequest {
  struct Partition {
    TopicPartition tp;
    LeaderEpoch current_leader_epoch = kNoEpoch;  ///< KIP-320
    LeaderEpoch leader_epoch = kNoEpoch;
  };
  BrokerId replica = kNoBroker;
  std::vector<Partition> partitions;
};
struct OffsetForLeaderEpochResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
    LeaderEpoch leader_epoch = kNoEpoch;  ///< kNoEpoch from a leader of `kip101`, or if nothing is known
    Offset end_offset = kUnknownOffset;
  };
  std::vector<Partition> partitions;
};

}  // namespace kafka
