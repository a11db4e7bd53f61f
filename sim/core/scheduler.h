#pragma once
/// The clock and the pending events of one simulation run.
///
/// Events run in the order (time, scheduling order). Every event belongs to a life (see LifeId): ending the life of a
/// process removes all that is still to happen to it, which is what a crash means. A handler may schedule, cancel,
/// end lives (its own too: the rest of the handler still runs) and stop the run.
///
/// A life can be paused: what falls due for it waits and runs, in its order, when it is resumed.
///
/// Cost: schedule, cancel and run O(1), no allocation once warm; end_life scans all nodes (crashes are rare). While no
/// life is paused, pausing costs one comparison an event.
/// At most 2^24 events can be pending. Not thread-safe: one run, one thread.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/core/check.h"
#include "sim/core/event_queue.h"
#include "sim/core/ids.h"
#include "sim/core/time.h"

namespace sim {

class Scheduler {
 public:
  /// The run begins at `start`, before or after kTimeZero.
  explicit Scheduler(SimTime start = kTimeZero) : origin_(start) {}
  /// Destroys what is still pending without running it.
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  [[nodiscard]] SimTime now() const { return origin_ + Duration(static_cast<std::int64_t>(now_)); }

  /// Runs f() at `when` >= now(). F is any callable void() of at most 40 bytes and may be move-only; it is destroyed
  /// without running when cancelled. For a life that has ended nothing is scheduled and the handle names nothing.
  template <class F>
  EventHandle at(SimTime when, LifeId life, F f) {
    SIM_CHECK(when >= now(), "an event in the past");
    if (!alive(life)) [[unlikely]]
      return {};
    const std::uint32_t x = queue_.acquire();
    detail::EventNode& node = queue_.node(x);
    node.set(std::move(f));
    node.life = life.value();
    return queue_.insert(x, ticks(when), now_);
  }
  /// Runs f() after `delay` >= 0. With delay 0: after everything already due now.
  template <class F>
  EventHandle after(Duration delay, LifeId life, F f) {
    return at(from_now(delay), life, std::move(f));
  }
  /// now() + delay; an overflow shows as an instant in the past, which at() refuses.
  [[nodiscard]] SimTime from_now(Duration delay) const {
    const std::uint64_t since_zero = static_cast<std::uint64_t>(now().time_since_epoch().count());
    return SimTime(Duration(static_cast<std::int64_t>(since_zero + static_cast<std::uint64_t>(delay.count()))));
  }

  /// False if the event has run (or is running) or was cancelled before. O(1).
  bool cancel(EventHandle handle) {
    if (!queue_.pending(handle)) return false;
    discard(handle.node);
    return true;
  }
  [[nodiscard]] bool pending(EventHandle handle) const { return queue_.pending(handle); }

  /// A new life; ids are never reused.
  LifeId begin_life();
  /// Removes every pending event of `life` before anything else runs. Ending it again does nothing; kWorld never ends.
  void end_life(LifeId life);
  [[nodiscard]] bool alive(LifeId life) const { return life.value() < alive_.size() && alive_[life.value()] != 0; }

  /// Holds `life` still: its events that fall due wait (they stay pending and can be cancelled). Requires: alive, not
  /// kWorld, not paused.
  void pause_life(LifeId life);
  /// What waited runs at now(), in the order in which it was due, after everything already due now. A life that is not
  /// paused stays as it is.
  void resume_life(LifeId life);
  [[nodiscard]] bool paused(LifeId life) const;

  /// Runs the next event; false if there is none.
  bool step();
  /// Runs every event at or before `end` >= now(), those included that are scheduled meanwhile; then now() == end.
  void run_until(SimTime end);
  /// Makes run_until return after the current event, with now() at that event.
  void stop() { stopped_ = true; }

  /// Events run so far.
  [[nodiscard]] std::uint64_t executed() const { return queue_.popped(); }
  [[nodiscard]] std::size_t pending_count() const { return queue_.size(); }

 private:
  struct Paused {
    LifeId life;
    std::vector<EventHandle> due;  // in order; one that was cancelled meanwhile is stale
  };

  [[nodiscard]] std::uint64_t ticks(SimTime when) const { return static_cast<std::uint64_t>((when - origin_).count()); }
  bool run_next(std::uint64_t end);
  bool wait_if_paused(std::uint32_t x);
  void discard(std::uint32_t x) {
    queue_.remove(x);
    queue_.node(x).destroy();  // may come back here: the node is neither pending nor free yet
    queue_.release(x);
  }

  EventQueue queue_;
  SimTime origin_;
  std::uint64_t now_ = 0;  // since origin_
  bool running_ = false;
  bool stopped_ = false;
  std::vector<std::uint8_t> alive_{1};  // by life; kWorld lives
  std::vector<Paused> paused_;          // few
};

}  // namespace sim
