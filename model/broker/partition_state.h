#pragma once
/// The way a leader asks for another ISR.

#include <vector>

#include "model/protocol/partition_state.h"
#include "model/types/error_code.h"

namespace kafka {

/// A leader's wish, conditional on the version it knows.
struct IsrChange {
  TopicPartition tp;
  LeaderEpoch leader_epoch;
  PartitionEpoch partition_epoch;
  std::vector<BrokerId> isr;
};

/// Kafka: AlterPartitionManager. The answer comes later, as Partition::on_isr_accepted or on_isr_refused.
class IsrChannel {
 public:
  virtual ~IsrChannel() = default;
  virtual void submit(BrokerId leader, const IsrChange& change) = 0;
};

}  // namespace kafka
