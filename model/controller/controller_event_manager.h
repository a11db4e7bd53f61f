#pragma once
/// The controller's thread: one event at a time, in order. Kafka: ControllerEventManager.

#include <cstdint>
#include <deque>
#include <functional>
#include <string_view>

#include "model/controller/steps.h"
#include "sim/core/scheduler.h"

namespace kafka {

/// Kafka: ControllerEvent.
struct ControllerEvent {
  std::string_view name;  ///< Kafka's class
  Step process;           ///< the event lasts until it calls `next`
  Next preempt{};         ///< instead of `process`, if the event is thrown out of the queue
};

///   volatile   the queue, the event that runs now
///   timers     none: the next event begins as soon as the one before has ended
class ControllerEventManager {
 public:
  ControllerEventManager(sim::Scheduler& scheduler, sim::LifeId life) : scheduler_(scheduler), life_(life) {}

  void put(ControllerEvent event);
  /// Throws out what waits (a session has expired) and puts `event` in its place.
  void clear_and_put(ControllerEvent event);
  /// The event that runs now will not call `next` any more: Kafka throws an exception out of it.
  void abandon();
  /// No event begins any more (Kafka: close); what waits is thrown out. `idle` is called once the event that runs has
  /// ended, which Kafka waits for.
  void close(Next idle);

  /// For tests: no event begins until release(); the one that runs goes on.
  void hold() { held_ = true; }
  void release();

  [[nodiscard]] bool busy() const { return busy_; }
  /// The event that runs now; "" while idle.
  [[nodiscard]] std::string_view current() const { return busy_ ? current_ : std::string_view{}; }
  /// Kafka: EventQueueSize, without the event that runs.
  [[nodiscard]] std::size_t queue_size() const { return queue_.size(); }
  /// Events that have begun.
  [[nodiscard]] std::uint64_t processed() const { return processed_; }

 private:
  void wake();
  void begin();
  void end(std::uint64_t number);

  sim::Scheduler& scheduler_;
  sim::LifeId life_;
  std::deque<ControllerEvent> queue_;
  std::string_view current_;
  std::uint64_t processed_ = 0;
  bool busy_ = false;
  bool waking_ = false;
  bool held_ = false;
  bool closed_ = false;
  Next idle_;  ///< told when the last event has ended
};

}  // namespace kafka
