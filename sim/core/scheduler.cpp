#include "sim/core/scheduler.h"

#include <algorithm>
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
  std::erase_if(paused_, [life](const Paused& paused) { return paused.life == life; });
  for (std::uint32_t x = 1; x < queue_.node_end(); ++x) {
    const detail::EventNode& node = queue_.node(x);
    if (node.life == life.value() && node.pending()) discard(x);
  }
}

void Scheduler::pause_life(LifeId life) {
  SIM_CHECK(alive(life) && life != kWorld && !paused(life));
  paused_.push_back(Paused{life, {}});
}

void Scheduler::resume_life(LifeId life) {
  const auto found = std::find_if(paused_.begin(), paused_.end(), [life](const Paused& p) { return p.life == life; });
  if (found == paused_.end()) return;
  const std::vector<EventHandle> due = std::move(found->due);
  paused_.erase(found);
  for (const EventHandle handle : due)
    if (queue_.pending(handle)) queue_.put_back(handle.node, now_, now_);
}

bool Scheduler::paused(LifeId life) const {
  return std::any_of(paused_.begin(), paused_.end(), [life](const Paused& p) { return p.life == life; });
}

bool Scheduler::wait_if_paused(std::uint32_t x) {
  for (Paused& paused : paused_)
    if (paused.life.value() == queue_.node(x).life) {
      queue_.set_aside(x);
      paused.due.push_back({x, queue_.node(x).generation});
      return true;
    }
  return false;
}

[[gnu::always_inline]] inline bool Scheduler::run_next(std::uint64_t end) {
  std::uint32_t x = EventQueue::kNone;
  do {
    const EventQueue::Key next = queue_.pop(now_, end);
    x = next.node;
    if (x == EventQueue::kNone) return false;
    now_ = next.time;
  } while (!paused_.empty() && wait_if_paused(x));
  queue_.node(x).run();
  queue_.release(x);
  return true;
}

bool Scheduler::step() { return run_next(std::numeric_limits<std::uint64_t>::max()); }

void Scheduler::run_until(SimTime end) {
  SIM_CHECK(end >= now(), "running into the past");
  SIM_CHECK(!running_, "run_until inside an event");
  const std::uint64_t last = ticks(end);
  running_ = true;
  stopped_ = false;
  while (!stopped_ && run_next(last)) {
  }
  running_ = false;
  if (!stopped_) now_ = last;
}

}  // namespace sim
