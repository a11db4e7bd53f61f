#pragma once
/// k servers behind one first-come first-served line without a limit: threads, CPU cores (G/G/k in queueing terms).
///
///   volatile   all of it: a ServerQueue is a member of a process and goes with its life
///   timers     one event for each job in service, in the queue's life
///
/// A job's callback runs in the queue's life when its service ends; by then the next waiting job has already begun, so
/// what the callback submits stands behind everything that waited before it. While the life is paused nothing ends and
/// therefore nothing new begins; what was due in the meantime ends at the moment of resuming.
/// Units: service in simulated time at speed 1. Errors: none; a negative service is a bug (SIM_CHECK).
/// Cost: one event for each job; no allocation once the waiting line has reached its working size.

#include <cstddef>
#include <utility>
#include <vector>

#include "sim/core/ids.h"
#include "sim/core/scheduler.h"
#include "sim/core/time.h"
#include "sim/host/callback.h"
#include "sim/host/ring.h"

namespace sim {

class ServerQueue {
 public:
  using Done = Callback<24>;

  /// Requires: servers >= 1.
  ServerQueue(Scheduler& scheduler, LifeId life, int servers);
  ~ServerQueue();
  ServerQueue(const ServerQueue&) = delete;
  ServerQueue& operator=(const ServerQueue&) = delete;

  /// Serves the job as soon as a server is free; `on_done()` (at most 24 bytes of capture) runs when its service ends.
  /// A service of 0 on a free server ends at this instant, after everything already due now.
  template <class F>
  void submit(Duration service, F on_done) {
    submit_job(service, Done(std::move(on_done)));
  }

  /// How fast the servers are: 0.5 makes a service take twice its time. Holds for services that begin later.
  /// Requires: factor > 0.
  void set_speed(double factor);

  [[nodiscard]] int servers() const { return static_cast<int>(servers_.size()); }
  [[nodiscard]] int busy() const { return busy_; }
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
  [[nodiscard]] std::uint64_t completed() const { return completed_; }

  /// Server time spent working since construction, services under way included up to now. Utilisation of a span is
  /// the difference of two readings / (span * servers()).
  [[nodiscard]] Duration busy_time() const;

 private:
  struct Job {
    Duration service{};
    Done done;
  };
  struct Server {
    Done done;
    EventHandle end;
  };

  void submit_job(Duration service, Done done);
  void begin(std::size_t server, Job job);
  void finish(std::size_t server);
  void account();

  Scheduler& scheduler_;
  LifeId life_;
  double speed_ = 1.0;
  int busy_ = 0;
  std::uint64_t completed_ = 0;
  Duration busy_time_{};  // up to accounted_
  SimTime accounted_;
  std::vector<Server> servers_;
  std::vector<std::size_t> idle_;  // the server that fell idle last works next
  Ring<Job> waiting_;
};

}  // namespace sim
