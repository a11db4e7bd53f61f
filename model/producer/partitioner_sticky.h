#pragma once
/// The default of 2.4 to 3.2: records without a key stay on a partition while its batch fills (KIP-480).

#include "model/producer/partitioner.h"

namespace kafka {

/// Kafka: DefaultPartitioner with StickyPartitionCache; UniformStickyPartitioner is the same without keys. A record
/// that must open a batch on the current partition, keyed or not, draws another one first.
class StickyPartitioner final : public Partitioner {
 public:
  enum class Keys { honoured, ignored };
  StickyPartitioner(sim::Rng rng, Keys keys) : rng_(rng), keys_(keys) {}

  PartitionId partition(const PartitionInput& in) override;
  bool on_new_batch(const PartitionInput& in, PartitionId chosen) override;
  std::int64_t bytes_before_choosing_again(const PartitionInput&, PartitionId) override { return kNeverAgain; }

 private:
  PartitionId& sticky(const PartitionInput& in);

  sim::Rng rng_;
  Keys keys_;
  ByTopic<PartitionId> sticky_;
};

}  // namespace kafka
