#include "model/consumer/heartbeat_thread.h"

#include <algorithm>

namespace kafka {

HeartbeatThread::HeartbeatThread(sim::Scheduler& scheduler, sim::LifeId life, Heartbeat& heartbeat,
                                 CoordinatorLookup& lookup, const PollingThread& polling, HeartbeatOwner& owner)
    : scheduler_(scheduler),
      heartbeat_(heartbeat),
      lookup_(lookup),
      polling_(polling),
      owner_(owner),
      wake_(scheduler, life, [this] { run(); }) {}

void HeartbeatThread::enable() {
  enabled_ = true;
  heartbeat_.reset_timeouts(scheduler_.now());
  run();
}

void HeartbeatThread::disable() {
  enabled_ = false;
  wake_.disarm();
}

/// Source: AbstractCoordinator.HeartbeatThread.run.
void HeartbeatThread::run() {
  if (!enabled_) return;
  if (!owner_.beats()) return disable();
  const sim::SimTime now = scheduler_.now();
  if (!lookup_.known()) {
    wake_.disarm();
    lookup_.ensure_ready();  // its progress leads back here
    return;
  }
  if (now >= heartbeat_.session_ends()) {
    lookup_.mark_unknown("session timed out without receiving a heartbeat response");
    return run();
  }
  // A thread inside poll() looks in often enough.
  if (now >= heartbeat_.poll_ends() && !polling_.inside()) {
    owner_.on_poll_timeout();
    return disable();
  }
  if (now >= heartbeat_.next()) {
    heartbeat_.sent(now);
    owner_.send_heartbeat();
  }
  sim::SimTime due = std::min(heartbeat_.next(), heartbeat_.session_ends());
  if (heartbeat_.poll_ends() > now) due = std::min(due, heartbeat_.poll_ends());
  wake_.arm_at(std::max(due, now + kLeastBackoff));
}

}  // namespace kafka
