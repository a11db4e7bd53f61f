#pragma once
/// A timer that is a member of its owner: destroying it disarms it, arming it again replaces the deadline.

#include <cstddef>
#include <new>
#include <type_traits>

#include "sim/core/scheduler.h"

namespace sim {

/// Belongs to a life: a life that ends disarms its timers, and a timer of an ended life never arms. The callback may
/// arm the timer again or destroy it with its owner. Arm and disarm are O(1).
class Timer {
 public:
  /// F: void() of at most 24 bytes, trivially copyable; typically [this] { on_expiry(); }. The scheduler must outlive
  /// the timer.
  template <class F>
  Timer(Scheduler& scheduler, LifeId life, F on_expiry) : scheduler_(&scheduler), life_(life) {
    static_assert(sizeof(F) <= kCallbackSize, "a timer's callback has at most 24 bytes: capture `this`");
    static_assert(alignof(F) <= alignof(Callback) && std::is_trivially_copyable_v<F>);
    new (callback_.bytes) F(on_expiry);
    call_ = [](Callback& callback) { (*std::launder(reinterpret_cast<F*>(callback.bytes)))(); };
  }
  ~Timer() { disarm(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void arm(Duration delay) { arm_at(scheduler_->from_now(delay)); }
  void arm_at(SimTime when) {
    disarm();
    deadline_ = when;
    handle_ = scheduler_->at(when, life_, [this] { expire(); });
  }
  void disarm() { scheduler_->cancel(handle_); }
  [[nodiscard]] bool armed() const { return scheduler_->pending(handle_); }
  /// The instant it was last armed for.
  [[nodiscard]] SimTime deadline() const { return deadline_; }

 private:
  static constexpr std::size_t kCallbackSize = 24;
  struct Callback {
    alignas(8) std::byte bytes[kCallbackSize];
  };

  void expire() {
    Callback copy = callback_;  // the callback may destroy this timer
    call_(copy);
  }

  Scheduler* scheduler_;
  void (*call_)(Callback&);
  Callback callback_;
  SimTime deadline_{};
  EventHandle handle_;
  LifeId life_;
};

}  // namespace sim
