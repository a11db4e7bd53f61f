#pragma once
/// One machine that runs one process: it starts it, stops it in one of three ways, and can hold it still.
///
///   durable    none here: what survives a stop (a Disk) is owned beside the host and handed to each new life
///   volatile   life_, the life of the process that runs now
///
/// A component is built in `Process::on_start` from (config, disk, life) and dropped in `Process::on_stop`; whatever
/// it had scheduled ends with the life. Example:
///
///   class BrokerProcess : public sim::Process {
///     void on_start(sim::LifeId life) override { broker_.emplace(config_, disk_, life); }
///     void on_stop(sim::StopKind kind) override {
///       broker_.reset();
///       if (kind == sim::StopKind::power_loss) disk_.power_loss();
///     }
///   };
///   sim::Host host(scheduler, id, "broker-1", process);
///   host.add_watcher(network);  // the network breaks or orphans its connections
///   host.start();

#include <string>
#include <utility>
#include <vector>

#include "sim/core/ids.h"
#include "sim/core/scheduler.h"
#include "sim/host/stop_kind.h"

namespace sim {

/// What runs on a host.
class Process {
 public:
  virtual ~Process() = default;
  /// A new run begins: build everything that is volatile. Events and timers go into `life`.
  virtual void on_start(LifeId life) = 0;
  /// This run is over: drop everything that is volatile. None of its events will run any more.
  virtual void on_stop(StopKind kind) = 0;
};

/// Whoever must know of starts and stops besides the process: the network first of all.
class HostWatcher {
 public:
  virtual ~HostWatcher() = default;
  /// Called before the process is built.
  virtual void on_host_started(HostId host, LifeId life) = 0;
  /// Called after the process is gone and its life has ended.
  virtual void on_host_stopped(HostId host, LifeId life, StopKind kind) = 0;
};

class Host {
 public:
  enum class State { stopped, running, paused };

  Host(Scheduler& scheduler, HostId id, std::string name, Process& process)
      : scheduler_(scheduler), id_(id), name_(std::move(name)), process_(process) {}
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  /// The watcher must outlive the host. Watchers are told in the order of addition.
  void add_watcher(HostWatcher& watcher) { watchers_.push_back(&watcher); }

  /// Requires: stopped. Powers the machine on if it was off.
  void start();

  /// Requires: not stopped. `clean` is the end of a shutdown that the process has already carried out by itself.
  /// Call it from outside the process (an event of the world), because it destroys the process's objects.
  void stop(StopKind kind);
  /// The same for the process itself: in a later event of the world, unless this run is over by then.
  void stop_soon(StopKind kind);

  /// Holds the process still, like SIGSTOP or a long garbage collection: none of its events run, its kernel goes on
  /// receiving and acknowledging. Requires: running.
  void pause();
  /// Everything that fell due meanwhile runs now, in its order. Requires: paused.
  void resume();

  [[nodiscard]] HostId id() const { return id_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool stopped() const { return state_ == State::stopped; }
  /// The life of the current run; kWorld while stopped.
  [[nodiscard]] LifeId life() const { return life_; }
  /// How often it has been started.
  [[nodiscard]] int starts() const { return starts_; }

 private:
  Scheduler& scheduler_;
  HostId id_;
  std::string name_;
  Process& process_;
  std::vector<HostWatcher*> watchers_;
  State state_ = State::stopped;
  LifeId life_ = kWorld;
  int starts_ = 0;
};

}  // namespace sim
