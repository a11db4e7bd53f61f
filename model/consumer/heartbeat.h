#pragma once
/// When a member must show that it lives, and when others have to take it for dead. Kafka: Heartbeat.

#include <cstdint>

#include "model/config/consumer_config.h"
#include "model/net/exponential_backoff.h"

namespace kafka {

class Heartbeat {
 public:
  Heartbeat(const ConsumerConfig& config, sim::Duration backoff_max, sim::Rng rng)
      : interval_(std::max(config.heartbeat_interval_ms, kLeastBackoff)),
        session_timeout_(config.session_timeout_ms),
        max_poll_interval_(config.max_poll_interval_ms),
        backoff_(config.retry_backoff_ms, backoff_max, rng) {}

  /// The application called poll().
  void poll(sim::SimTime now) { poll_ends_ = now + max_poll_interval_; }
  void sent(sim::SimTime now) {
    in_flight_ = true;
    next_ = now + interval_;
  }
  void failed(sim::SimTime now) {
    in_flight_ = false;
    next_ = now + backoff_.backoff(attempts_++);
  }
  void received(sim::SimTime now) {
    in_flight_ = false;
    attempts_ = 0;
    session_ends_ = now + session_timeout_;
  }
  void reset_timeouts(sim::SimTime now) {
    reset_session_timeout(now);
    poll(now);
    next_ = now + interval_;
  }
  void reset_session_timeout(sim::SimTime now) { session_ends_ = now + session_timeout_; }

  /// The next one is due.
  [[nodiscard]] sim::SimTime next() const { return next_; }
  /// Without an answer until then the coordinator is looked for anew.
  [[nodiscard]] sim::SimTime session_ends() const { return session_ends_; }
  /// Without a poll() until then the member leaves.
  [[nodiscard]] sim::SimTime poll_ends() const { return poll_ends_; }
  [[nodiscard]] bool in_flight() const { return in_flight_; }

 private:
  sim::Duration interval_;
  sim::Duration session_timeout_;
  sim::Duration max_poll_interval_;
  ExponentialBackoff backoff_;
  std::int32_t attempts_ = 0;
  bool in_flight_ = false;
  sim::SimTime next_{};
  sim::SimTime session_ends_{};
  sim::SimTime poll_ends_{};
};

}  // namespace kafka
