#include "sim/host/host.h"

#include "sim/core/check.h"

namespace sim {

void Host::start() {
  SIM_CHECK(state_ == State::stopped);
  state_ = State::running;
  life_ = scheduler_.begin_life();
  ++starts_;
  for (HostWatcher* watcher : watchers_) watcher->on_host_started(id_, life_);
  process_.on_start(life_);
}

void Host::stop(StopKind kind) {
  SIM_CHECK(state_ != State::stopped);
  process_.on_stop(kind);
  scheduler_.end_life(life_);
  const LifeId ended = std::exchange(life_, kWorld);
  state_ = State::stopped;
  for (HostWatcher* watcher : watchers_) watcher->on_host_stopped(id_, ended, kind);
}

void Host::stop_soon(StopKind kind) {
  scheduler_.after(Duration{0}, kWorld, [this, kind, life = life_] {
    if (life_ == life) stop(kind);
  });
}

void Host::pause() {
  SIM_CHECK(state_ == State::running);
  state_ = State::paused;
  scheduler_.pause_life(life_);
}

void Host::resume() {
  SIM_CHECK(state_ == State::paused);
  state_ = State::running;
  scheduler_.resume_life(life_);
}

}  // namespace sim
