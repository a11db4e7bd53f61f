#include "model/zk/replica_assignment.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "sim/random/rng.h"

namespace kafka {
namespace {

std::vector<BrokerSpec> brokers(std::initializer_list<std::pair<std::int32_t, const char*>> list) {
  std::vector<BrokerSpec> made;
  for (const auto& [id, rack] : list) {
    BrokerSpec broker;
    broker.id = BrokerId(id);
    broker.rack = rack;
    made.push_back(broker);
  }
  return made;
}

TEST(ReplicaAssignment, RefusesInKafkasWordsAndOrder) {
  const auto some_racks = brokers({{1, "a"}, {2, ""}});
  EXPECT_EQ(assign_replicas(some_racks, {0, 0, {}, 0}).error, PlacementError::invalid_partitions);
  EXPECT_EQ(assign_replicas(some_racks, {1, 0, {}, 0}).message, "Replication factor must be larger than 0.");
  EXPECT_EQ(assign_replicas(some_racks, {1, 3, {}, 0}).message,
            "Replication factor: 3 larger than available brokers: 2.");
  EXPECT_EQ(assign_replicas(some_racks, {1, 2, {}, 0}).error, PlacementError::racks_incomplete);
  EXPECT_EQ(assign_replicas(some_racks, {1, 2, {}, 0}, RackAwareMode::safe).error, PlacementError::none);
  EXPECT_EQ(assign_replicas({}, {1, 1, {}, 0}).error, PlacementError::invalid_replication_factor);
}

TEST(ReplicaAssignment, RackModesDecideWhetherRacksCount) {
  // Ring by racks: 1, 3, 2, 4. Without racks broker 1's follower is 2, its neighbour in its own rack.
  const auto four = brokers({{1, "a"}, {2, "a"}, {3, "b"}, {4, "b"}});
  const PlacementRequest one{1, 2, {0, 0}, 0};
  EXPECT_EQ(assign_replicas(four, one).replicas[0], (std::vector{BrokerId(1), BrokerId(3)}));
  EXPECT_EQ(assign_replicas(four, one, RackAwareMode::disabled).replicas[0], (std::vector{BrokerId(1), BrokerId(2)}));
}

TEST(ReplicaAssignment, SpreadsLeadersAndKeepsReplicasApartWhateverTheInput) {
  sim::Rng rng(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<BrokerSpec> cluster;
    const auto n = static_cast<std::int32_t>(rng.between(1, 9));
    const std::int64_t racks = rng.between(0, 3);
    for (std::int32_t i = 0; i < n; ++i) {
      BrokerSpec& broker = cluster.emplace_back();
      broker.id = BrokerId(100 + i);
      if (racks > 0) broker.rack = "rack-" + std::to_string(rng.between(1, racks));
    }
    PlacementRequest request;
    request.partitions = static_cast<std::int32_t>(rng.between(1, 3)) * n;
    request.replication_factor = static_cast<std::int32_t>(rng.between(1, n));
    request.start = {static_cast<std::int32_t>(rng.between(0, 20)), static_cast<std::int32_t>(rng.between(0, 20))};
    const ReplicaPlacement placement = assign_replicas(cluster, request);
    ASSERT_EQ(placement.error, PlacementError::none);
    std::map<BrokerId, int> leaders;
    for (const auto& replicas : placement.replicas) {
      ++leaders[replicas.front()];
      ASSERT_EQ(std::set(replicas.begin(), replicas.end()).size(),
                static_cast<std::size_t>(request.replication_factor));
    }
    for (const BrokerSpec& broker : cluster) ASSERT_EQ(leaders[broker.id], request.partitions / n);
  }
}

TEST(ReplicaAssignment, NumbersAddedPartitionsFromTheOldCount) {
  const auto three = brokers({{0, ""}, {1, ""}, {2, ""}});
  const std::vector<std::vector<BrokerId>> existing{{BrokerId(1), BrokerId(2)}};
  EXPECT_EQ(start_index_for_added_partitions(three, BrokerId(1)), 1);
  const ReplicaPlacement placement = assign_added_partitions(three, existing, 3);
  EXPECT_EQ(placement.first_partition, 1);
  // Partition 1: (1 + 1) mod 3 = broker 2, follower (2 + 1 + 1 mod 2) mod 3 = 1. Partition 2: broker 0, follower 2.
  EXPECT_EQ(placement.replicas,
            (std::vector<std::vector<BrokerId>>{{BrokerId(2), BrokerId(1)}, {BrokerId(0), BrokerId(2)}}));
  EXPECT_EQ(assign_added_partitions(three, existing, 1).error, PlacementError::invalid_partitions);
}

}  // namespace
}  // namespace kafka
