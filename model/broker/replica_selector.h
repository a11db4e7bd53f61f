#pragma once
/// Which replica a consumer should read from (KIP-392). Pure decisions. Kafka: ReplicaSelector, ReplicaView,
/// RackAwareReplicaSelector.

#include <span>
#include <string>
#include <string_view>

#include "model/types/ids.h"
#include "sim/core/time.h"

namespace kafka {

/// A replica as its leader sees it.
struct ReplicaView {
  BrokerId broker;
  std::string rack;  ///< "" = none, or the broker is not known to be alive
  Offset log_start_offset{0};
  Offset log_end_offset{0};
  sim::Duration since_caught_up{0};  ///< 0 for the leader
  bool leader = false;
  bool in_isr = true;
};

/// Does `replica.selector.class` name the rack aware selector, with or without its package?
bool is_rack_aware_selector(std::string_view replica_selector_class);

/// The leader and the in-sync followers that hold `fetch_offset` are asked for one in the client's rack: the leader if
/// it is there, else the follower with the most records, then the one caught up last, then the highest id. The leader
/// where nobody is, or the client says no rack. `replicas` must hold the leader. O(replicas).
/// Source: ReplicaManager.findPreferredReadReplica, RackAwareReplicaSelector.select, ReplicaView.comparator.
BrokerId select_read_replica(std::span<const ReplicaView> replicas, std::string_view client_rack, Offset fetch_offset);

}  // namespace kafka
