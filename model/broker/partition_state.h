#pragma once
/// The state of a partition as the cluster stores it, and the way a leader asks for another ISR.

#include <vector>

#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// Kafka: LeaderAndIsrPartitionState.
struct PartitionState {
  BrokerId leader = kNoBroker;
  LeaderEpoch leader_epoch{0};
  PartitionEpoch partition_epoch{0};
  std::vector<BrokerId> replicas;  ///< in order of preference
  std::vector<BrokerId> isr;
};

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
