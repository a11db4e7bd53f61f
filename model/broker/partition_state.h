#pragma once
/// The way a leader asks for another ISR.

#include <vector>

#include "model/observe/control_event.h"
#include "model/protocol/control_messages.h"

namespace kafka {

/// A leader's wish, conditional on the version it knows.
struct IsrChange {
  TopicPartition tp;
  LeaderEpoch leader_epoch;
  PartitionEpoch partition_epoch;
  std::vector<BrokerId> isr;
  LeaderRecoveryState recovery = LeaderRecoveryState::RECOVERED;
  ControllerEpoch controller_epoch{0};  ///< of the controller that made it leader; written back until 2.6
  std::vector<BrokerId> replicas{};     ///< assigned
};

inline IsrChangeProposed proposal_of(BrokerId leader, const IsrChange& change) {
  return {.leader = leader,
          .tp = change.tp,
          .leader_epoch = change.leader_epoch,
          .partition_epoch = change.partition_epoch,
          .isr = change.isr};
}

/// Kafka: AlterPartitionManager. The answer comes later, in an event of its own, to the channel's IsrChangeListener.
class IsrChannel {
 public:
  virtual ~IsrChannel() = default;
  virtual void submit(BrokerId leader, const IsrChange& change) = 0;
};

/// Told what became of a change: the state as it is stored now, or an error.
class IsrChangeListener {
 public:
  virtual ~IsrChangeListener() = default;
  virtual void on_isr_answer(const IsrChange& asked, const AlterPartitionResponse::Partition& answer) = 0;
};

}  // namespace kafka
