#include "model/producer/partition_load.h"

#include <algorithm>

#include "sim/core/check.h"

namespace kafka {

void PartitionLoad::update(const QueueSizes& queues) {
  const auto sizes = queues.sizes;
  SIM_CHECK(sizes.size() == queues.partitions.size());
  cumulative_.clear();
  if (sizes.empty() || queues.scheduled < 2) return;
  const auto [least, most] = std::minmax_element(sizes.begin(), sizes.end());
  const bool all_in = sizes.size() == static_cast<std::size_t>(queues.scheduled);
  if (all_in && *least == *most) return;
  std::int32_t sum = 0;
  for (const std::int32_t size : sizes) cumulative_.push_back(sum += *most + 1 - size);
  partitions_.assign(queues.partitions.begin(), queues.partitions.end());
}

PartitionId PartitionLoad::at(std::int32_t number) const {
  SIM_CHECK(number >= 0 && !cumulative_.empty() && number < cumulative_.back());
  const auto it = std::upper_bound(cumulative_.begin(), cumulative_.end(), number);
  return partitions_[static_cast<std::size_t>(it - cumulative_.begin())];
}

}  // namespace kafka
