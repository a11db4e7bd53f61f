#pragma once
/// On which brokers the replicas of a new topic go (Kafka: AdminUtils.assignReplicasToBrokers, AdminZkClient).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/config/cluster_spec.h"
#include "model/types/error_code.h"
#include "model/types/ids.h"

namespace kafka {

/// What makes a placement impossible.
enum class PlacementError { none, invalid_partitions, invalid_replication_factor, racks_incomplete };

/// Kafka's code for it. racks_incomplete is its AdminOperationException, which has no code of its own.
ErrorCode error_code_of(PlacementError error);

struct ReplicaPlacement {
  PlacementError error = PlacementError::none;
  std::string message;                          ///< in Kafka's words; "" without error
  std::int32_t first_partition = 0;             ///< number of the first partition placed
  std::vector<std::vector<BrokerId>> replicas;  ///< by partition from there; preferred leader first
};

/// Kafka draws both from [0, number of brokers), start first; a fixed start index stands for both.
struct PlacementStart {
  std::int32_t index = 0;  ///< where in the list of brokers partition 0 gets its leader
  std::int32_t shift = 0;  ///< how far behind the leader the second replica lies; grows with each lap
};

struct PlacementRequest {
  std::int32_t partitions = 1;  ///< how many to place
  std::int32_t replication_factor = 1;
  PlacementStart start;
  std::int32_t start_partition = 0;  ///< number of the first, when partitions are added
};

/// Kafka: RackAwareMode. Enforced refuses brokers of which only some have a rack, safe then ignores racks.
enum class RackAwareMode { disabled, enforced, safe };

/// Places replicas on `brokers`, in the order given (Kafka's tools sort by id; ids are unique). Leaders go round the
/// brokers; followers of one broker's partitions are spread over all others; with racks, no rack gets a second
/// replica of a partition before every rack has one. Checks: partitions, replication factor, racks, in this order.
ReplicaPlacement assign_replicas(std::span<const BrokerSpec> brokers, const PlacementRequest& request,
                                 RackAwareMode mode = RackAwareMode::enforced);

/// Brokers of all racks in turn: racks by name, ids ascending within each (AdminUtils.getRackAlternatedBrokerList).
std::vector<BrokerId> rack_alternated_brokers(std::span<const BrokerSpec> brokers);

/// Where added partitions start: at the first broker of an id not below partition 0's preferred leader, else at 0
/// (Kafka: AdminZkClient.createNewPartitionsAssignment).
std::int32_t start_index_for_added_partitions(std::span<const BrokerSpec> brokers, BrokerId preferred_leader_of_0);

/// Places what is missing to `total_partitions`, with partition 0's replication factor. `existing` is not empty.
ReplicaPlacement assign_added_partitions(std::span<const BrokerSpec> brokers,
                                         std::span<const std::vector<BrokerId>> existing, std::int32_t total_partitions,
                                         RackAwareMode mode = RackAwareMode::enforced);

}  // namespace kafka
