#pragma once
/// L1 to L4: what must be true of a cluster at rest: faults healed, ZooKeeper with a quorum, and time enough since then
/// (session timeout + 2 x replica.lag.time.max.ms + 2 x leader.imbalance.check.interval is ample). Asked by whoever
/// knows that it is.

#include <vector>

#include "model/invariant/settings.h"
#include "model/invariant/violation.h"

namespace kafka {

/// One replica on a live broker, as that broker sees it.
struct ReplicaNow {
  BrokerId broker;
  bool leads = false;
  BrokerId fetches_from = kNoBroker;
  Offset log_end_offset{0};
  Offset high_watermark{0};
  /// A leader whose ISR change was refused for good. Kafka's leader then proposes nothing until the controller's next
  /// word: its ISR may stay as it is.
  bool waits_for_controller = false;
};
struct PartitionNow {
  TopicPartition tp;
  BrokerId stored_leader = kNoBroker;
  std::vector<BrokerId> replicas;
  std::vector<BrokerId> isr;
  std::vector<ReplicaNow> live_replicas;
  std::vector<BrokerId> known_leaders;  ///< by position in ClusterNow::live: whom that broker's metadata names
};
/// The cluster at one moment.
struct ClusterNow {
  std::vector<BrokerId> live;
  std::vector<BrokerId> active_controllers;
  std::vector<PartitionNow> partitions;
  /// Nothing is produced, and one fetch wait has passed since: logs and high watermarks must be level.
  bool production_stopped = false;
};

/// Everything of L1 to L4 that does not hold.
std::vector<Violation> check_liveness(const InvariantSettings& settings, const ClusterNow& cluster, sim::SimTime now);

}  // namespace kafka
