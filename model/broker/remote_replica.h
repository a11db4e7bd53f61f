#pragma once
/// What a leader remembers of one follower.

#include <algorithm>

#include "model/types/ids.h"
#include "sim/core/time.h"

namespace kafka {

/// An instant before every run: nothing like it has happened yet. Kafka writes 0 ms for it.
inline constexpr sim::SimTime kNever = sim::SimTime::min();

/// Kafka: Replica, ReplicaState. Times are instants of the leader's clock.
struct RemoteReplica {
  BrokerId broker;
  Offset log_end_offset = kUnknownOffset;
  Offset log_start_offset = kUnknownOffset;
  Offset last_fetch_leader_log_end_offset{0};
  sim::SimTime last_fetch_time = kNever;
  sim::SimTime last_caught_up_time = kNever;

  /// A fetch at `fetch_offset` acknowledges everything below it. The follower is caught up if it reached the leader's
  /// end, or the end the leader had at its previous fetch. Source: Replica.updateFetchState.
  void update_fetch_state(Offset fetch_offset, Offset follower_log_start, Offset leader_log_end, sim::SimTime now) {
    if (fetch_offset >= leader_log_end) {
      last_caught_up_time = std::max(last_caught_up_time, now);
    } else if (fetch_offset >= last_fetch_leader_log_end_offset) {
      last_caught_up_time = std::max(last_caught_up_time, last_fetch_time);
    }
    log_start_offset = follower_log_start;
    log_end_offset = fetch_offset;
    last_fetch_leader_log_end_offset = std::max(leader_log_end, last_fetch_leader_log_end_offset);
    last_fetch_time = now;
  }

  /// At the start of a term. A leader that led before keeps the offsets it knows (Source: Replica.resetReplicaState).
  /// Source: Replica.resetReplicaState.
  void reset(sim::SimTime now, Offset leader_log_end, bool new_leader, bool in_isr) {
    const sim::SimTime caught_up = in_isr ? now : kNever;
    last_caught_up_time = caught_up;
    if (new_leader) {
      log_start_offset = kUnknownOffset;
      log_end_offset = kUnknownOffset;
      last_fetch_leader_log_end_offset = kUnknownOffset;
      last_fetch_time = kNever;
    } else {
      last_fetch_leader_log_end_offset = leader_log_end;
      last_fetch_time = caught_up;
    }
  }

  /// Source: ReplicaState.isCaughtUp.
  [[nodiscard]] bool caught_up(Offset leader_log_end, sim::SimTime now, sim::Duration max_lag) const {
    return log_end_offset == leader_log_end || since_caught_up(now) <= max_lag;
  }
  /// kForever if it never was.
  [[nodiscard]] sim::Duration since_caught_up(sim::SimTime now) const {
    return last_caught_up_time == kNever ? sim::kForever : now - last_caught_up_time;
  }
};

}  // namespace kafka
