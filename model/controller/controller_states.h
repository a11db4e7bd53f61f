#pragma once
/// The states in which the controller keeps partitions and replicas, and from where each may be entered.
/// Kafka: PartitionState and ReplicaState of the two state machines.

#include <compare>
#include <cstdint>
#include <string_view>

#include "model/types/topic_partition.h"

namespace kafka {

/// NonExistent -> New -> Online <-> Offline -> NonExistent.
enum class PartitionMachineState : std::uint8_t { NonExistent, New, Online, Offline };

enum class ReplicaMachineState : std::uint8_t {
  NonExistent,
  New,
  Online,
  Offline,
  DeletionStarted,
  DeletionSuccessful,
  DeletionIneligible,
};

bool is_legal(PartitionMachineState from, PartitionMachineState to);
bool is_legal(ReplicaMachineState from, ReplicaMachineState to);

std::string_view name_of(PartitionMachineState state);
std::string_view name_of(ReplicaMachineState state);

/// One replica of one partition.
struct PartitionAndReplica {
  TopicPartition tp;
  BrokerId replica;

  friend constexpr auto operator<=>(const PartitionAndReplica&, const PartitionAndReplica&) = default;
};

}  // namespace kafka
