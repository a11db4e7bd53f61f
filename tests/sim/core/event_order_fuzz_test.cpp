// The scheduler against a std::set ordered by (time, scheduling order): random delays from nothing to years, many of
// them equal; cancels of pending, run and cancelled events; lives that end; from outside and from inside events; driven
// by step() and by run_until(). Both must run the same events in the same order.

#include <memory>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "sim/core/scheduler.h"
#include "sim/random/rng.h"

namespace sim {
namespace {

class Fuzz {
 public:
  explicit Fuzz(std::uint64_t seed) : rng_(seed), widest_(20 + seed % 28) {
    for (LifeId& life : lives_) life = scheduler_.begin_life();
  }

  void run(int rounds) {
    act(1 + rng_.below(3000));
    for (int i = 0; i < rounds && !failed_; ++i) {
      if (rng_.below(512) == 0) act(rng_.below(2000));
      if (rng_.below(8) == 0)
        run_until();
      else
        step();
      while (expected_.size() > 20000) cancel_one();
    }
    EXPECT_FALSE(failed_);
  }
  /// So many cancelled events that the queue sweeps their keys out again and again.
  void flood() {
    for (int i = 0; i < 100'000; ++i) schedule();
    while (expected_.size() > 5'000 && !failed_) cancel_one();
    run(2'000);
  }
  [[nodiscard]] std::uint64_t ran() const { return ran_; }

 private:
  struct Pending {
    std::int64_t time;
    std::uint64_t order;
    friend auto operator<=>(const Pending&, const Pending&) = default;
  };
  struct Scheduled {
    EventHandle handle;
    std::int64_t time = 0;
    std::size_t life = 0;
  };

  void check(bool good, const char* what) {
    if (good || failed_) return;
    failed_ = true;
    ADD_FAILURE() << what << " after " << ran_ << " events";
  }
  std::int64_t now() const { return scheduler_.now().time_since_epoch().count(); }

  std::int64_t delay() {
    switch (rng_.below(7)) {
      case 0:
        return 0;
      case 1:
        return rng_.between(0, 3);
      case 2:
        return rng_.between(0, 999) * 1000;
      case 3:
        return std::int64_t{1} << rng_.below(widest_);
      case 4:
        return 7;
      default:
        return static_cast<std::int64_t>(rng_.next() >> (64 - 8 - rng_.below(widest_ - 8)));
    }
  }

  void schedule() {
    const std::uint64_t order = all_.size();
    const std::int64_t time = now() + delay();
    const std::size_t life = rng_.below(4);
    all_.push_back({{}, time, life});
    expected_.insert({time, order});
    const SimTime when{Duration(time)};
    const LifeId owner = life == 0 ? kWorld : lives_[life - 1];
    // Half of them own something, so that a leak or a double destruction shows under the address sanitizer.
    all_[order].handle =
        rng_.below(2) == 0
            ? scheduler_.at(when, owner, [this, order] { on_event(order); })
            : scheduler_.at(when, owner, [this, o = std::make_unique<std::uint64_t>(order)] { on_event(*o); });
  }

  void cancel_one() {
    if (all_.empty()) return;
    const std::uint64_t back = rng_.below(2) == 0 ? rng_.below(64) : rng_.next();
    const Scheduled& event = all_[all_.size() - 1 - back % all_.size()];
    const bool live = expected_.erase({event.time, static_cast<std::uint64_t>(&event - all_.data())}) != 0;
    check(scheduler_.pending(event.handle) == live, "pending() is wrong");
    check(scheduler_.cancel(event.handle) == live, "cancel() is wrong");
  }

  void end_one_life() {
    const std::size_t life = 1 + rng_.below(3);
    scheduler_.end_life(lives_[life - 1]);
    lives_[life - 1] = scheduler_.begin_life();
    std::erase_if(expected_, [&](const Pending& p) { return all_[p.order].life == life; });
  }

  void act(std::uint64_t times) {
    for (std::uint64_t i = 0; i < times; ++i) rng_.below(3) != 0 ? schedule() : cancel_one();
    if (rng_.below(300) == 0) end_one_life();
    check(scheduler_.pending_count() == expected_.size(), "pending_count() is wrong");
  }

  void on_event(std::uint64_t order) {
    ++ran_;
    check(!expected_.empty() && *expected_.begin() == Pending{now(), order}, "wrong event");
    expected_.erase({now(), order});
    check(!scheduler_.cancel(all_[order].handle), "a running event was cancelled");
    act(rng_.below(1000) == 0 ? 300 : rng_.below(4) % 3);
  }

  void step() {
    const bool some = !expected_.empty();
    check(scheduler_.step() == some, "step() is wrong about what is left");
    if (!some) act(10);
  }

  void run_until() {
    const std::int64_t end = now() + (rng_.below(4) == 0 ? delay() : delay() % 100000);
    scheduler_.run_until(SimTime(Duration(end)));
    check(now() == end, "run_until() stops the clock elsewhere");
    check(expected_.empty() || expected_.begin()->time > end, "run_until() left an event behind");
    act(rng_.below(4));
  }

  Scheduler scheduler_;
  Rng rng_;
  std::uint64_t widest_;
  LifeId lives_[3];
  std::set<Pending> expected_;
  std::vector<Scheduled> all_;  // by scheduling order
  std::uint64_t ran_ = 0;
  bool failed_ = false;
};

TEST(EventOrderFuzz, AgreesWithASortedSet) {
  std::uint64_t ran = 0;
  for (std::uint64_t seed = 1; seed <= 56; ++seed) {
    SCOPED_TRACE(seed);
    Fuzz fuzz(seed);
    fuzz.run(1000);
    ran += fuzz.ran();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(ran, 100'000u);
}

TEST(EventOrderFuzz, AgreesAfterFloodsOfCancelledEvents) {
  for (const std::uint64_t seed : {3u, 22u}) {
    SCOPED_TRACE(seed);
    Fuzz fuzz(seed);
    fuzz.flood();
    fuzz.flood();
  }
}

}  // namespace
}  // namespace sim
