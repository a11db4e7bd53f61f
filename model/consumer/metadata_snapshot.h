#pragma once
/// What an assignment was made from: when it is no longer so, the leader has the group assigned anew.
/// Kafka: ConsumerCoordinator.MetadataSnapshot, PartitionRackInfo.

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/net/client_metadata.h"

namespace kafka {

class MetadataSnapshot {
 public:
  MetadataSnapshot() = default;
  /// `with_racks`: the racks of the replicas count too. Kafka: if the consumer has a rack itself (3.5, KIP-881).
  MetadataSnapshot(const ClientMetadata& metadata, const std::vector<TopicId>& topics, bool with_racks)
      : version_(metadata.version()) {
    for (const TopicId topic : topics) {
      const auto partitions = metadata.partitions(topic);
      if (partitions.empty()) continue;
      std::vector<Racks> racks(partitions.size());
      for (std::size_t i = 0; with_racks && i < partitions.size(); ++i)
        for (const BrokerId replica : partitions[i].replicas) racks[i].insert(metadata.rack(replica));
      topics_.emplace_back(topic, std::move(racks));
    }
  }

  /// Of the metadata.
  [[nodiscard]] std::uint64_t version() const { return version_; }
  [[nodiscard]] bool matches(const MetadataSnapshot& other) const {
    return version_ == other.version_ || topics_ == other.topics_;
  }

 private:
  using Racks = std::set<std::string>;
  std::uint64_t version_ = 0;
  std::vector<std::pair<TopicId, std::vector<Racks>>> topics_;  // racks by partition
};

}  // namespace kafka
