#pragma once
/// The two partitioners that count: 2.3's default and the class RoundRobinPartitioner.

#include "model/producer/partitioner.h"

namespace kafka {

/// Up to 2.3 (Kafka: DefaultPartitioner): keys by hash; records without a key go round the available partitions, from
/// a random start in each topic.
class RandomStartPartitioner final : public Partitioner {
 public:
  RandomStartPartitioner(sim::Rng rng, std::optional<std::int32_t> start) : rng_(rng), start_(start) {}

  PartitionId partition(const PartitionInput& in) override;
  std::int64_t bytes_before_choosing_again(const PartitionInput& in, PartitionId) override {
    return in.key.null() ? 0 : kNeverAgain;
  }

 private:
  sim::Rng rng_;
  std::optional<std::int32_t> start_;
  ByTopic<std::uint32_t> counters_;
};

/// Kafka: RoundRobinPartitioner (2.4 to 3.9): keys are ignored. A record that opens a batch asks twice and so skips a
/// partition (KAFKA-9965): with one-record batches and an even number of partitions half of them stay empty.
class RoundRobinPartitioner final : public Partitioner {
 public:
  explicit RoundRobinPartitioner(std::int32_t start) : start_(start) {}

  PartitionId partition(const PartitionInput& in) override;
  bool on_new_batch(const PartitionInput&, PartitionId) override { return true; }

 private:
  std::int32_t start_;
  ByTopic<std::uint32_t> counters_;
};

}  // namespace kafka
