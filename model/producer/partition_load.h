#pragma once
/// Weights of partitions by how few batches wait for them (Kafka: BuiltInPartitioner.PartitionLoadStats, KIP-794).

#include <cstdint>
#include <span>
#include <vector>

#include "model/producer/partitioner.h"

namespace kafka {

/// A partition's weight is (longest queue + 1) - its queue. Uniform, that is without weights, if there is nothing to
/// weigh: fewer than two partitions scheduled, none left in, or all of them in and equally busy.
class PartitionLoad {
 public:
  void update(const QueueSizes& queues);

  [[nodiscard]] bool uniform() const { return cumulative_.empty(); }
  /// Running sums of the weights; empty if uniform.
  [[nodiscard]] std::span<const std::int32_t> cumulative_frequency() const { return cumulative_; }
  /// The partition of `number` in [0, last sum): the first whose sum is greater. O(log n). Not if uniform.
  [[nodiscard]] PartitionId at(std::int32_t number) const;
  [[nodiscard]] PartitionId draw(sim::Rng& rng) const {
    return at(static_cast<std::int32_t>(rng.below(static_cast<std::uint64_t>(cumulative_.back()))));
  }

 private:
  std::vector<std::int32_t> cumulative_;
  std::vector<PartitionId> partitions_;
};

}  // namespace kafka
