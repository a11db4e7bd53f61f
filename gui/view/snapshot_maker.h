#pragma once
/// Makes the snapshot of a run between two events. It looks; it changes nothing.

#include <memory>
#include <vector>

#include "gui/view/facts.h"
#include "gui/view/fault_watch.h"
#include "gui/view/health_count.h"
#include "gui/view/snapshot.h"
#include "gui/view/traffic.h"
#include "gui/view/utilisation.h"
#include "model/types/by_partition.h"
#include "scenarios/engine/run/experiment.h"

namespace view {

class SnapshotMaker {
 public:
  /// All of it outlives it.
  SnapshotMaker(scenario::Experiment& experiment, const Facts& facts, const FaultWatch& faults, const Traffic& traffic,
                const Utilisation& utilisation);

  /// O(replicas + clients + links in use).
  [[nodiscard]] Snapshot make() { return make(health()); }
  /// The same for who has the health of this instant already.
  [[nodiscard]] Snapshot make(const Health& health);
  /// Part of it, for who needs no more.
  [[nodiscard]] Health health() { return health_.now(); }

 private:
  void look_at_names();
  void add_partitions(Snapshot& s);
  void add_brokers(Snapshot& s) const;
  void add_replicas(Snapshot& s, BrokerNow& broker, bool down) const;
  [[nodiscard]] std::optional<sim::Duration> session_left(sim::HostId host, kafka::MachineState state) const;
  void add_zookeeper(Snapshot& s) const;
  void add_producers(Snapshot& s) const;
  void add_groups(Snapshot& s) const;
  [[nodiscard]] MemberNow member(const kafka::ConsumerMachine& machine, const GroupNow& group) const;
  void add_flows(Snapshot& s) const;
  void add_health(Snapshot& s, const Health& health, const sim::Histogram& latency) const;
  static void add_latency(Snapshot& s, const sim::Histogram& latency);
  void add_trucks(Snapshot& s) const;

  scenario::Experiment& experiment_;
  const Facts& facts_;
  const FaultWatch& faults_;
  const Traffic& traffic_;
  const Utilisation& utilisation_;
  HealthCount health_;
  std::shared_ptr<const NameTable> names_;
  std::vector<kafka::Machine> machines_;  // as of names_
  std::size_t partitions_ = 0;            // of the last one
  kafka::ByPartition<std::string> partition_names_;
};

}  // namespace view
