#pragma once
/// Starts a machine's process again that ended by itself in failure, as systemd does with Restart=on-failure.

#include "sim/core/timer.h"
#include "sim/host/host.h"

namespace sim {

///   timers   restart_   `restart_sec` after a failure
class ServiceManager {
 public:
  ServiceManager(Scheduler& scheduler, Host& host, Duration restart_sec = std::chrono::seconds(5))
      : restart_sec_(restart_sec), restart_(scheduler, kWorld, [&host] { host.start(); }) {}

  /// The process ends, or has ended, and nobody asked it to.
  void process_failed() {
    if (!off_duty_) restart_.arm(restart_sec_);
  }
  /// Somebody else starts it, or wants it stopped.
  void stand_down() { restart_.disarm(); }
  /// Whoever starts the process looks after it from now on, as one does at a terminal.
  void leave() {
    off_duty_ = true;
    stand_down();
  }

 private:
  Duration restart_sec_;
  Timer restart_;
  bool off_duty_ = false;
};

}  // namespace sim
