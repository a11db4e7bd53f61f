#pragma once
/// Starts a machine's process again that ended by itself in failure, as systemd does with Restart=on-failure.

#include "sim/core/timer.h"
#include "sim/host/host.h"

namespace sim {

///   timers   restart_   5 s after a failure
class ServiceManager {
 public:
  ServiceManager(Scheduler& scheduler, Host& host) : restart_(scheduler, kWorld, [&host] { host.start(); }) {}

  /// The process ends, or has ended, and nobody asked it to.
  void process_failed() { restart_.arm(kRestartSec); }
  /// Somebody else starts it, or wants it stopped.
  void stand_down() { restart_.disarm(); }

 private:
  static constexpr Duration kRestartSec = std::chrono::seconds(5);
  Timer restart_;
};

}  // namespace sim
