#pragma once
/// What the checks of a cluster at rest (L1 to L4) must see of it.

#include "model/cluster/cluster_view.h"
#include "model/invariant/liveness.h"

namespace chaos {

/// Requires: nothing is produced any more.
inline kafka::ClusterNow cluster_now(const kafka::Cluster& cluster) {
  const kafka::ClusterView view = cluster.view();
  kafka::ClusterNow now;
  now.production_stopped = true;
  for (const kafka::BrokerId id : view.brokers()) {
    if (!view.running(id)) continue;
    now.live.push_back(id);
    if (view.server(id)->controller().is_active()) now.active_controllers.push_back(id);
  }
  for (const kafka::TopicPartition tp : view.partitions()) {
    const kafka::PartitionState& stored = view.state(tp);
    kafka::PartitionNow p;
    p.tp = tp;
    p.stored_leader = stored.leader;
    p.replicas = stored.replicas;
    p.isr = stored.isr;
    for (const kafka::BrokerId id : now.live) {
      const kafka::Broker& broker = view.server(id)->broker();
      const kafka::PartitionState* known = broker.metadata().find(tp);
      p.known_leaders.push_back(known ? known->leader : kafka::kNoBroker);
      const kafka::Partition* replica = broker.replicas().find(tp);
      if (!replica) continue;
      p.live_replicas.push_back(
          {.broker = id,
           .leads = replica->is_leader(),
           .fetches_from = broker.fetchers().source(tp),
           .log_end_offset = replica->log().log_end_offset(),
           .high_watermark = replica->log().high_watermark(),
           .waits_for_controller = replica->isr().change_pending() && !replica->isr().in_flight()});
    }
    now.partitions.push_back(std::move(p));
  }
  return now;
}

}  // namespace chaos
