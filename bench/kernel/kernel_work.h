#pragma once
/// The works on sim::Scheduler.

#include <cstdint>
#include <vector>

#include "bench/kernel/work.h"
#include "sim/core/scheduler.h"

namespace bench {

class KernelHold {
 public:
  explicit KernelHold(std::uint32_t n) {
    for (std::uint32_t id = 0; id < n; ++id) schedule(id);
  }
  std::uint64_t run(std::uint64_t operations) {
    left_ = operations;
    scheduler_.run_until(sim::SimTime::max());
    return operations;
  }
  [[nodiscard]] std::uint64_t checksum() const { return sum_.value(); }

 private:
  void schedule(std::uint32_t id) {
    scheduler_.after(sim::Duration(static_cast<std::int64_t>(luck_.delay())), sim::kWorld, [this, id] {
      sum_.fold(id, static_cast<std::uint64_t>(scheduler_.now().time_since_epoch().count()));
      if (--left_ == 0) scheduler_.stop();
      schedule(id);
    });
  }

  sim::Scheduler scheduler_;
  Luck luck_;
  Checksum sum_;
  std::uint64_t left_ = 0;
};

class KernelTimers {
 public:
  explicit KernelTimers(std::uint32_t n) : timers_(n) {
    for (std::uint32_t i = 0; i < n; ++i) start(i);
  }
  std::uint64_t run(std::uint64_t operations) {
    for (done_ = 0; done_ < operations;) scheduler_.step();
    return done_;
  }
  [[nodiscard]] std::uint64_t checksum() const { return sum_.value(); }

 private:
  void start(std::uint32_t i) {
    const bool lost = luck_.lost();
    timers_[i] = scheduler_.after(sim::Duration(kTimeout), sim::kWorld, [this, i] { on_timeout(i); });
    ++done_;
    if (lost) return;
    scheduler_.after(sim::Duration(static_cast<std::int64_t>(luck_.delay())), sim::kWorld,
                     [this, i] { on_response(i); });
    ++done_;
  }
  void on_timeout(std::uint32_t i) {
    sum_.fold(timeout_id(i), now());
    ++done_;
    start(i);
  }
  void on_response(std::uint32_t i) {
    sum_.fold(i, now());
    scheduler_.cancel(timers_[i]);
    done_ += 2;
    start(i);
  }
  std::uint64_t now() const { return static_cast<std::uint64_t>(scheduler_.now().time_since_epoch().count()); }

  sim::Scheduler scheduler_;
  Luck luck_;
  Checksum sum_;
  std::vector<sim::EventHandle> timers_;
  std::uint64_t done_ = 0;
};

}  // namespace bench
