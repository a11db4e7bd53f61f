#pragma once
/// Who has done what to which machine: so that the end of a fault takes back exactly what it did, while others last.

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "model/cluster/cluster_controls.h"
#include "sim/core/scheduler.h"

namespace scenario {

/// One time that a fault happens.
using OccurrenceId = std::int64_t;

/// Rules for faults that overlap on one machine:
///   a stopped process is started, and a paused one resumed, only by the end of the fault that stopped or paused it
///   last; slow machines and disks are as slow as all their faults together (factors multiply); a disk is full as long
///   as one fault keeps it full.
class DisturbedHosts {
 public:
  /// Both must outlive it.
  DisturbedHosts(sim::Scheduler& scheduler, kafka::ClusterControls& cluster)
      : scheduler_(scheduler), cluster_(cluster) {}
  DisturbedHosts(const DisturbedHosts&) = delete;
  DisturbedHosts& operator=(const DisturbedHosts&) = delete;

  [[nodiscard]] kafka::ClusterControls& cluster() { return cluster_; }
  [[nodiscard]] sim::SimTime now() const { return scheduler_.now(); }

  void stop(OccurrenceId by, sim::HostId host, sim::StopKind how);
  /// Starts it again, now or, if it is still shutting down, as soon as it has stopped.
  void start_again(OccurrenceId by, sim::HostId host);

  void pause(OccurrenceId by, sim::HostId host);
  void resume(OccurrenceId by, sim::HostId host);

  void slow_down(OccurrenceId by, sim::HostId host, double factor);
  void speed_up(OccurrenceId by, sim::HostId host);
  void slow_disk(OccurrenceId by, sim::HostId host, double factor);
  void speed_up_disk(OccurrenceId by, sim::HostId host);
  void fill_disk(OccurrenceId by, sim::HostId host);
  void empty_disk(OccurrenceId by, sim::HostId host);

 private:
  struct Share {
    OccurrenceId by;
    double factor;
  };
  struct Host {
    OccurrenceId stopped_by = -1;
    bool start_when_stopped = false;
    OccurrenceId paused_by = -1;
    std::vector<Share> slow;
    std::vector<Share> slow_disk;
    std::vector<Share> full;
  };

  void on_stopped(OccurrenceId by, sim::HostId host);
  void start_if_wanted(OccurrenceId by, sim::HostId host);
  static void remove(std::vector<Share>& shares, OccurrenceId by);
  static double product(const std::vector<Share>& shares);

  sim::Scheduler& scheduler_;
  kafka::ClusterControls& cluster_;
  std::map<sim::HostId, Host> hosts_;
};

}  // namespace scenario
