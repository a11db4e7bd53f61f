#pragma once
/// Keeps a member in its group while the application is busy. Kafka: AbstractCoordinator.HeartbeatThread.

#include "model/consumer/coordinator_lookup.h"
#include "model/consumer/heartbeat.h"

namespace kafka {

/// What the thread asks of the member.
class HeartbeatOwner {
 public:
  virtual ~HeartbeatOwner() = default;
  /// It is in a state in which it sends heartbeats.
  [[nodiscard]] virtual bool beats() const = 0;
  virtual void send_heartbeat() = 0;
  /// max.poll.interval.ms is over.
  virtual void on_poll_timeout() = 0;
};

/// Kafka's thread looks about every retry.backoff.ms; this one wakes exactly when something is due.
///
///   volatile   whether it is enabled
///   timers     wake_   the next heartbeat, the end of the session or of the poll interval
class HeartbeatThread {
 public:
  HeartbeatThread(sim::Scheduler& scheduler, sim::LifeId life, Heartbeat& heartbeat, CoordinatorLookup& lookup,
                  const PollingThread& polling, HeartbeatOwner& owner);

  /// All limits begin anew.
  void enable();
  void disable();
  /// Something changed: a limit, the coordinator, the member's state.
  void run();

 private:
  sim::Scheduler& scheduler_;
  Heartbeat& heartbeat_;
  CoordinatorLookup& lookup_;
  const PollingThread& polling_;
  HeartbeatOwner& owner_;
  bool enabled_ = false;
  sim::Timer wake_;
};

}  // namespace kafka
