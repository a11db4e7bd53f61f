#pragma once
/// The state of a partition as the cluster stores and announces it.

#include <cstdint>
#include <vector>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// KIP-704: a leader elected uncleanly has first to become the whole truth.
enum class LeaderRecoveryState : std::int8_t { RECOVERED = 0, RECOVERING = 1 };

/// A leader of this id in UpdateMetadata: the topic is being deleted. Kafka: LeaderAndIsr.LeaderDuringDelete.
inline constexpr BrokerId kLeaderDuringDelete{-2};
/// The leader epoch of a StopReplica that deletes. Kafka: LeaderAndIsr.EpochDuringDelete.
inline constexpr LeaderEpoch kEpochDuringDelete{-2};

/// Kafka: LeaderAndIsrPartitionState, UpdateMetadataPartitionState, the content of .../partitions/<p>/state.
struct PartitionState {
  BrokerId leader = kNoBroker;
  LeaderEpoch leader_epoch{0};
  PartitionEpoch partition_epoch{0};  ///< version of the state znode
  std::vector<BrokerId> replicas{};   ///< in order of preference
  std::vector<BrokerId> isr{};
  ControllerEpoch controller_epoch{0};
  LeaderRecoveryState recovery = LeaderRecoveryState::RECOVERED;
  std::vector<BrokerId> adding{};    ///< KIP-455: being added by a reassignment
  std::vector<BrokerId> removing{};  ///< KIP-455: being removed

  friend bool operator==(const PartitionState&, const PartitionState&) = default;
};

}  // namespace kafka
