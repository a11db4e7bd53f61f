#include "model/zk/replica_assignment.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/types/utf16.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

/// Where replica number 1 + k of a partition lies when its leader is at `leader`: never at the leader itself.
std::size_t follower_index(std::int64_t leader, std::int64_t shift, std::int64_t k, std::int64_t brokers) {
  const std::int64_t behind = 1 + (shift + k) % (brokers - 1);
  return static_cast<std::size_t>((leader + behind) % brokers);
}

/// The one loop of both rules: leaders go round, and the shift grows by one whenever they begin a new lap.
/// place(leader index, shift) returns the partition's replicas.
template <class Place>
void place_each(std::int64_t brokers, const PlacementRequest& request, ReplicaPlacement& placement, Place place) {
  std::int64_t shift = request.start.shift;
  std::int64_t partition = std::max(0, request.start_partition);
  placement.first_partition = static_cast<std::int32_t>(partition);
  for (std::int32_t i = 0; i < request.partitions; ++i, ++partition) {
    if (partition > 0 && partition % brokers == 0) ++shift;
    placement.replicas.push_back(place((partition + request.start.index) % brokers, shift));
  }
}

void place_without_racks(std::span<const BrokerSpec> brokers, const PlacementRequest& request,
                         ReplicaPlacement& placement) {
  const auto n = static_cast<std::int64_t>(brokers.size());
  place_each(n, request, placement, [&](std::int64_t leader, std::int64_t shift) {
    std::vector<BrokerId> replicas{brokers[static_cast<std::size_t>(leader)].id};
    for (std::int32_t k = 0; k + 1 < request.replication_factor; ++k)
      replicas.push_back(brokers[follower_index(leader, shift, k, n)].id);
    return replicas;
  });
}

/// Java sorts rack names as UTF-16.
struct RackLess {
  bool operator()(const std::string& a, const std::string& b) const { return compare_utf16(a, b) < 0; }
};

using RackOf = std::map<BrokerId, std::string>;

RackOf racks_by_broker(std::span<const BrokerSpec> brokers) {
  RackOf rack_of;
  for (const BrokerSpec& broker : brokers) rack_of[broker.id] = broker.rack;
  return rack_of;
}

void place_with_racks(std::span<const BrokerSpec> brokers, const PlacementRequest& request,
                      ReplicaPlacement& placement) {
  const RackOf rack_of = racks_by_broker(brokers);
  std::set<std::string> all_racks;
  for (const auto& [id, rack] : rack_of) all_racks.insert(rack);
  const std::vector<BrokerId> ring = rack_alternated_brokers(brokers);
  const auto n = static_cast<std::int64_t>(ring.size());
  const auto racks = static_cast<std::int64_t>(all_racks.size());
  place_each(n, request, placement, [&](std::int64_t leader, std::int64_t shift) {
    std::vector<BrokerId> replicas{ring[static_cast<std::size_t>(leader)]};
    std::set<std::string> used_racks{rack_of.at(replicas[0])};
    std::int64_t k = 0;
    while (static_cast<std::int32_t>(replicas.size()) < request.replication_factor) {
      const BrokerId candidate = ring[follower_index(leader, shift * racks, k++, n)];
      const std::string& rack = rack_of.at(candidate);
      const bool rack_is_full = used_racks.contains(rack) && used_racks.size() < all_racks.size();
      const bool has_one = std::find(replicas.begin(), replicas.end(), candidate) != replicas.end();
      if (rack_is_full || has_one) continue;
      replicas.push_back(candidate);
      used_racks.insert(rack);
    }
    return replicas;
  });
}

ReplicaPlacement refused(PlacementError error, std::string message) {
  ReplicaPlacement placement;
  placement.error = error;
  placement.message = std::move(message);
  return placement;
}

}  // namespace

ErrorCode error_code_of(PlacementError error) {
  switch (error) {
    case PlacementError::none:
      return ErrorCode::NONE;
    case PlacementError::invalid_partitions:
      return ErrorCode::INVALID_PARTITIONS;
    case PlacementError::invalid_replication_factor:
      return ErrorCode::INVALID_REPLICATION_FACTOR;
    case PlacementError::racks_incomplete:
      break;
  }
  return ErrorCode::UNKNOWN_SERVER_ERROR;
}

ReplicaPlacement assign_replicas(std::span<const BrokerSpec> brokers, const PlacementRequest& request,
                                 RackAwareMode mode) {
  if (request.partitions <= 0)
    return refused(PlacementError::invalid_partitions, "Number of partitions must be larger than 0.");
  if (request.replication_factor <= 0)
    return refused(PlacementError::invalid_replication_factor, "Replication factor must be larger than 0.");
  if (static_cast<std::size_t>(request.replication_factor) > brokers.size()) {
    return refused(PlacementError::invalid_replication_factor,
                   "Replication factor: " + std::to_string(request.replication_factor) +
                       " larger than available brokers: " + std::to_string(brokers.size()) + ".");
  }
  SIM_CHECK(request.start.index >= 0 && request.start.shift >= 0);

  const auto with_rack = static_cast<std::size_t>(
      std::count_if(brokers.begin(), brokers.end(), [](const BrokerSpec& broker) { return !broker.rack.empty(); }));
  ReplicaPlacement placement;
  if (mode == RackAwareMode::disabled || with_rack == 0 ||
      (mode == RackAwareMode::safe && with_rack < brokers.size())) {
    place_without_racks(brokers, request, placement);
  } else if (with_rack < brokers.size()) {
    return refused(PlacementError::racks_incomplete,
                   "Not all brokers have rack information for replica rack aware assignment.");
  } else {
    place_with_racks(brokers, request, placement);
  }
  return placement;
}

std::vector<BrokerId> rack_alternated_brokers(std::span<const BrokerSpec> brokers) {
  std::map<std::string, std::vector<BrokerId>, RackLess> by_rack;
  for (const auto& [id, rack] : racks_by_broker(brokers)) by_rack[rack].push_back(id);
  std::vector<BrokerId> ring;
  for (std::size_t turn = 0; ring.size() < brokers.size(); ++turn) {
    for (const auto& [rack, ids] : by_rack)
      if (turn < ids.size()) ring.push_back(ids[turn]);
  }
  return ring;
}

std::int32_t start_index_for_added_partitions(std::span<const BrokerSpec> brokers, BrokerId preferred_leader_of_0) {
  for (std::size_t i = 0; i < brokers.size(); ++i)
    if (brokers[i].id >= preferred_leader_of_0) return static_cast<std::int32_t>(i);
  return 0;
}

ReplicaPlacement assign_added_partitions(std::span<const BrokerSpec> brokers,
                                         std::span<const std::vector<BrokerId>> existing, std::int32_t total_partitions,
                                         RackAwareMode mode) {
  SIM_CHECK(!existing.empty() && !existing[0].empty());
  const auto count = static_cast<std::int32_t>(existing.size());
  if (total_partitions <= count) {
    return refused(PlacementError::invalid_partitions,
                   "The number of partitions for a topic can only be increased. The topic currently has " +
                       std::to_string(count) + " partitions, " + std::to_string(total_partitions) +
                       " would not be an increase.");
  }
  const std::int32_t start = start_index_for_added_partitions(brokers, existing[0].front());
  PlacementRequest request;
  request.partitions = total_partitions - count;
  request.replication_factor = static_cast<std::int32_t>(existing[0].size());
  request.start = {start, start};
  request.start_partition = count;
  return assign_replicas(brokers, request, mode);
}

}  // namespace kafka
