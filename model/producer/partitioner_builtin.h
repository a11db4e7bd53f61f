#pragma once
/// The default since 3.3: records without a key stay on a partition for batch.size bytes (KIP-794).

#include "model/producer/partition_load.h"
#include "model/producer/partitioner.h"

namespace kafka {

/// Kafka: BuiltInPartitioner. The next partition is drawn uniformly or, with adaptive partitioning, more often the
/// fewer batches are queued for it. It switches once batch.size bytes went to a partition and none of its batches is
/// incomplete, at twice batch.size in any case.
class BuiltInPartitioner final : public Partitioner {
 public:
  BuiltInPartitioner(const PartitionerSettings& settings, sim::Rng rng);

  PartitionId partition(const PartitionInput& in) override;
  bool update_partition_info(const PartitionInput& in, PartitionId chosen, std::int32_t appended_bytes,
                             bool enable_switch) override;
  std::int64_t bytes_before_choosing_again(const PartitionInput& in, PartitionId chosen) override;
  void update_load(TopicId topic, const QueueSizes& queues) override;
  [[nodiscard]] bool chooses_while_waiting() const override { return true; }
  [[nodiscard]] bool wants_load() const override { return adaptive_; }

 private:
  struct Topic {
    PartitionLoad load;
    std::optional<PartitionId> current;
    std::int64_t produced = 0;  // bytes since it became current
  };
  Topic& topic(TopicId id) {
    return topics_.get(id, [] { return Topic{}; });
  }
  [[nodiscard]] bool by_key(const PartitionInput& in) const { return !in.key.null() && !ignore_keys_; }
  void draw(Topic& topic, const PartitionInput& in);

  sim::Rng rng_;
  std::int64_t batch_size_;
  bool ignore_keys_;
  bool adaptive_;
  ByTopic<Topic> topics_;
};

}  // namespace kafka
