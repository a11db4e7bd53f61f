#include "gui/view/health_count.h"

#include <algorithm>
#include <string>

#include "model/cluster/cluster_view.h"

namespace view {

using kafka::MachineState;

Health HealthCount::now() {
  Health health;
  look_at_brokers(health);
  look_at_partitions(health.truth);
  ask(health.operators);
  return health;
}

void HealthCount::look_at_brokers(Health& health) {
  servers_.clear();
  const kafka::ClusterView view = cluster_.view();
  const kafka::zk::DataTree* const tree = cluster_.ensemble().tree();
  for (const kafka::BrokerId id : view.brokers()) {
    const Server server{id, cluster_.state(view.host(id)), view.server(id)};
    const bool online = server.state == MachineState::running || server.state == MachineState::stopping;
    const bool registered = tree == nullptr || tree->exists("/brokers/ids/" + std::to_string(id.value()));
    health.truth.brokers_online += online ? 1 : 0;
    health.operators.brokers_online += registered ? 1 : 0;
    health.truth.controllers += server.process != nullptr && server.process->controller().is_active() ? 1 : 0;
    servers_.push_back(server);
  }
  health.truth.brokers = health.operators.brokers = static_cast<std::int32_t>(servers_.size());
}

bool HealthCount::alive(kafka::BrokerId id) const {
  const auto it = std::find_if(servers_.begin(), servers_.end(), [&](const Server& s) { return s.id == id; });
  return it != servers_.end() && it->state != MachineState::stopped && it->state != MachineState::paused;
}

void HealthCount::look_at_partitions(HealthNow& truth) const {
  const kafka::ClusterView view = cluster_.view();
  view.for_each_partition([&](kafka::TopicPartition tp, const kafka::PartitionState& state) {
    if (state.replicas.empty()) return;
    // In truth a replica keeps up only while its process runs, whatever the stored ISR still says.
    const auto in_sync =
        std::count_if(state.isr.begin(), state.isr.end(), [&](kafka::BrokerId id) { return alive(id); });
    truth.under_replicated += in_sync < static_cast<std::ptrdiff_t>(state.replicas.size()) ? 1 : 0;
    const kafka::Partition* const leader = view.replica(state.leader, tp);
    const bool serving = leader != nullptr && leader->is_leader() && alive(state.leader);
    truth.offline += serving ? 0 : 1;
    truth.under_min_isr += in_sync < view.min_insync_replicas(tp) ? 1 : 0;
  });
}

void HealthCount::ask(HealthNow& operators) const {
  for (const Server& server : servers_) {
    if (server.process == nullptr || server.state == MachineState::paused) continue;
    if (server.process->controller().is_active()) {
      ++operators.controllers;
      operators.offline += static_cast<std::int32_t>(server.process->controller().context().offline_partition_count());
    }
    server.process->broker().replicas().for_each([&](const kafka::Partition& p) {
      if (!p.is_leader()) return;
      operators.under_replicated += p.under_replicated() ? 1 : 0;
      operators.under_min_isr += p.under_min_isr() ? 1 : 0;
    });
  }
}

}  // namespace view
