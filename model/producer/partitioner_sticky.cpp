#include "model/producer/partitioner_sticky.h"

namespace kafka {

PartitionId& StickyPartitioner::sticky(const PartitionInput& in) {
  return sticky_.get(in.topic, [&] { return random_partition(in, rng_); });
}

PartitionId StickyPartitioner::partition(const PartitionInput& in) {
  if (keys_ == Keys::honoured && !in.key.null()) return keyed_partition(in);
  return sticky(in);
}

bool StickyPartitioner::on_new_batch(const PartitionInput& in, PartitionId chosen) {
  PartitionId& current = sticky(in);
  if (current != chosen) return true;
  if (in.available.size() == 1) {
    current = in.available.front();
    return true;
  }
  // Another one than before, unless none is available: then any, the same included.
  PartitionId next = random_partition(in, rng_);
  while (next == current && !in.available.empty()) next = random_partition(in, rng_);
  current = next;
  return true;
}

}  // namespace kafka
