#include "sim/core/scheduler.h"

#include <limits>

namespace sim {

Scheduler::~Scheduler() {
  // A callable's destructor may cancel or schedule; kWorld ends too, so that nothing new comes in.
  alive_.clear();
  for (std::uint32_t x = 1; x < queue_.node_end(); ++x)
    if (queue_.node(x).pending()) discard(x);
}

LifeId Scheduler::begin_life() {
  alive_.push_back(1);
  return LifeId(static_cast<std::uint32_t>(alive_.size() - 1));
}

void Scheduler::end_life(LifeId life) {
  SIM_CHECK(life != kWorld, "the world does not end");
  if (!alive(life)) return;
  alive_[life.value()] = 0;
  for (std::uint32_t x = 1; x < queue_.node_end(); ++x) {
    const detail::EventNode& node = queue_.node(x);
    if (node.life == life.value() && node.pending()) discard(x);
  }
}

bool Scheduler::run_next(std::uint64_t end) {
  const std::uint32_t x = queue_.pop(now_, end);
  if (x == EventQueue::kNone) return false;
  detail::EventNode& node = queue_.node(x);
  now_ = node.time;
  node.run();
  queue_.release(x);
  return true;
}

bool Scheduler::step() { return run_next(std::numeric_limits<std::uint64_t>::max()); }

void Scheduler::run_until(SimTime end) {
  SIM_CHECK(end >= now(), "running into the past");
  SIM_CHECK(!running_, "run_until inside an event");
  const auto last = static_cast<std::uint64_t>(end.time_since_epoch().count());
  running_ = true;
  stopped_ = false;
  while (!stopped_ && run_next(last)) {
  }
  running_ = false;
  if (!stopped_) now_ = last;
}

}  // namespace sim
