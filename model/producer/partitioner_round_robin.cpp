#include "model/producer/partitioner_round_robin.h"

namespace kafka {

PartitionId RandomStartPartitioner::partition(const PartitionInput& in) {
  if (!in.key.null()) return keyed_partition(in);
  std::uint32_t& counter = counters_.get(in.topic, [this] {
    return start_ ? static_cast<std::uint32_t>(*start_) : static_cast<std::uint32_t>(rng_.next());
  });
  return nth_partition(in, counter++);
}

PartitionId RoundRobinPartitioner::partition(const PartitionInput& in) {
  return nth_partition(in, counters_.get(in.topic, [this] { return static_cast<std::uint32_t>(start_); })++);
}

}  // namespace kafka
