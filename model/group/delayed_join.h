#pragma once
/// How long a group collects JoinGroups. Kafka: DelayedJoin; InitialDelayedJoin for a group that was empty: it lasts
/// group.initial.rebalance.delay.ms whoever has joined, and as long again while new members come.

#include <algorithm>

#include "sim/core/timer.h"

namespace kafka {

///   timers     timer_: the rebalance timeout, or a window of the initial delay
class DelayedJoin {
 public:
  /// F: see sim::Timer; it runs when the time is up.
  template <class F>
  DelayedJoin(sim::Scheduler& scheduler, sim::LifeId life, F on_complete) : timer_(scheduler, life, on_complete) {}

  void watch(sim::Duration rebalance_timeout) {
    initial_ = false;
    timer_.arm(rebalance_timeout);
  }
  /// The windows together last no longer than the rebalance timeout, or one window if that is longer.
  void watch_initial(sim::Duration delay, sim::Duration rebalance_timeout) {
    initial_ = true;
    configured_ = window_ = delay;
    remaining_ = std::max(rebalance_timeout - delay, sim::Duration{0});
    timer_.arm(window_);
  }
  /// Another window after one that is over; false if there is no time left for it.
  bool extend() {
    if (!initial_ || remaining_ == sim::Duration{0}) return false;
    const sim::Duration last = window_;
    window_ = std::min(configured_, remaining_);
    remaining_ = std::max(remaining_ - last, sim::Duration{0});
    timer_.arm(window_);
    return true;
  }
  void cancel() { timer_.disarm(); }

  [[nodiscard]] bool watching() const { return timer_.armed(); }
  /// Everybody's having joined ends the phase only if it is no initial one.
  [[nodiscard]] bool is_initial() const { return initial_; }

 private:
  sim::Timer timer_;
  bool initial_ = false;
  sim::Duration configured_{0};
  sim::Duration window_{0};
  sim::Duration remaining_{0};
};

}  // namespace kafka
