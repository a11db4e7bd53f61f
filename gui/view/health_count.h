#pragma once
/// Counts of what is well and what is not, twice: as it is, and as the processes that answer say.

#include <cstdint>
#include <vector>

#include "gui/view/snapshot.h"
#include "model/cluster/cluster.h"

namespace view {

struct Health {
  HealthNow truth;
  HealthNow operators;
};

/// Of brokers and partitions; what flows, lag and losses are not counted here. O(replicas), allocates nothing: it is
/// done at every step.
class HealthCount {
 public:
  explicit HealthCount(const kafka::Cluster& cluster) : cluster_(cluster) {}

  [[nodiscard]] Health now();

 private:
  struct Server {
    kafka::BrokerId id;
    kafka::MachineState state = kafka::MachineState::stopped;
    const kafka::KafkaServer* process = nullptr;
  };

  void look_at_brokers(Health& health);
  void look_at_partitions(HealthNow& truth) const;
  /// What processes that answer say of themselves: each leader of its own partitions, the controller of what it knows.
  void ask(HealthNow& operators) const;
  /// Does its process run and do something?
  [[nodiscard]] bool alive(kafka::BrokerId id) const;

  const kafka::Cluster& cluster_;
  std::vector<Server> servers_;
};

}  // namespace view
