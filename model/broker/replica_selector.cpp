#include "model/broker/replica_selector.h"

#include <algorithm>
#include <tuple>

#include "sim/core/check.h"

namespace kafka {

namespace {

bool holds(const ReplicaView& replica, Offset offset) {
  return replica.in_isr && replica.log_start_offset <= offset && offset <= replica.log_end_offset;
}

/// Is `a` the worse choice?
bool worse(const ReplicaView& a, const ReplicaView& b) {
  return std::tie(a.log_end_offset, b.since_caught_up, a.broker) <
         std::tie(b.log_end_offset, a.since_caught_up, b.broker);
}

}  // namespace

bool is_rack_aware_selector(std::string_view replica_selector_class) {
  return replica_selector_class == "RackAwareReplicaSelector" ||
         replica_selector_class == "org.apache.kafka.common.replica.RackAwareReplicaSelector";
}

BrokerId select_read_replica(std::span<const ReplicaView> replicas, std::string_view client_rack, Offset fetch_offset) {
  const auto leader =
      std::find_if(replicas.begin(), replicas.end(), [](const ReplicaView& replica) { return replica.leader; });
  SIM_CHECK(leader != replicas.end(), "only a leader is asked");
  if (client_rack.empty() || leader->rack == client_rack) return leader->broker;
  const ReplicaView* best = nullptr;
  for (const ReplicaView& replica : replicas)
    if (replica.rack == client_rack && holds(replica, fetch_offset) && (!best || worse(*best, replica)))
      best = &replica;
  return best ? best->broker : leader->broker;
}

}  // namespace kafka
