#include "model/producer/partitioner_builtin.h"

#include <algorithm>

namespace kafka {

BuiltInPartitioner::BuiltInPartitioner(const PartitionerSettings& settings, sim::Rng rng)
    : rng_(rng),
      batch_size_(std::max(1, settings.batch_size)),
      ignore_keys_(settings.ignore_keys),
      adaptive_(settings.adaptive) {}

void BuiltInPartitioner::draw(Topic& topic, const PartitionInput& in) {
  topic.current = topic.load.uniform() ? random_partition(in, rng_) : topic.load.draw(rng_);
  topic.produced = 0;
}

PartitionId BuiltInPartitioner::partition(const PartitionInput& in) {
  if (by_key(in)) return keyed_partition(in);
  Topic& state = topic(in.topic);
  if (!state.current) draw(state, in);
  return *state.current;
}

bool BuiltInPartitioner::update_partition_info(const PartitionInput& in, PartitionId chosen,
                                               std::int32_t appended_bytes, bool enable_switch) {
  if (by_key(in)) return false;
  Topic& state = topic(in.topic);
  if (state.current != chosen) return false;
  state.produced += appended_bytes;
  const bool enough = state.produced >= batch_size_ && enable_switch;
  if (!enough && state.produced < 2 * batch_size_) return false;
  draw(state, in);
  return true;
}

std::int64_t BuiltInPartitioner::bytes_before_choosing_again(const PartitionInput& in, PartitionId chosen) {
  if (by_key(in)) return kNeverAgain;
  const Topic& state = topic(in.topic);
  if (state.current != chosen) return 0;
  return 2 * batch_size_ - 1 - state.produced;  // the open batch has room, so batch.size alone does not switch
}

void BuiltInPartitioner::update_load(TopicId id, const QueueSizes& queues) {
  if (adaptive_) topic(id).load.update(queues);
}

}  // namespace kafka
