#pragma once
/// The incidents of cluster_schedules, played under the rules of one release. Each checks the outcome by EXPECTs.

#include "model/config/behaviour.h"

namespace conformance {

// A controller that is deposed, busy, or dead too early.
void zombie_controller_writes(const kafka::Behaviour& rules, bool succeeds);
void bounced_broker(const kafka::Behaviour& rules, bool is_seen);
void partial_send(const kafka::Behaviour& rules);

// Replicas that go, and come back when they should not, or not at all.
void stale_stop_replica(const kafka::Behaviour& rules, bool is_refused);
void shutdown_rejoin(const kafka::Behaviour& rules, bool is_refused);
void lagging_shutdown_rejoin(const kafka::Behaviour& rules, bool is_refused);
void isolated_leader_writes_isr(const kafka::Behaviour& rules);
void isolated_leader_asks_controller(const kafka::Behaviour& rules);
void isolated_leader_below_min_isr(const kafka::Behaviour& rules);
void deletion_with_dead_broker(const kafka::Behaviour& rules);

}  // namespace conformance
