#pragma once
/// How busy brokers were in the last second: their request handlers and their disks.

#include <deque>
#include <map>

#include "gui/view/grain.h"
#include "model/cluster/cluster_view.h"

namespace view {

class Utilisation {
 public:
  struct Share {
    double handlers = 0;  ///< 0 to 1
    double disk = 0;
  };

  explicit Utilisation(Grain grain) : readings_of_second_(grain.steps_in(std::chrono::seconds(1)) + 1) {}

  /// Reads the cluster; to be called every step.
  void read(const kafka::Cluster& cluster, sim::SimTime now) {
    Reading reading{now, {}};
    const kafka::ClusterView view = cluster.view();
    for (const kafka::BrokerId id : view.brokers())
      reading.busy[id] = {view.handlers_busy_time(id), view.disk_busy_time(id)};
    readings_.push_back(std::move(reading));
    if (readings_.size() > readings_of_second_) readings_.pop_front();
  }
  [[nodiscard]] Share of(kafka::BrokerId id, int handlers) const {
    if (readings_.size() < 2) return {};
    const Reading& then = readings_.front();
    const Reading& now = readings_.back();
    const auto before = then.busy.find(id);
    const auto after = now.busy.find(id);
    if (before == then.busy.end() || after == now.busy.end()) return {};
    const double span = sim::to_seconds(now.time - then.time);
    // A process that began meanwhile counts from zero again.
    const sim::Duration worked = std::max(after->second.handlers - before->second.handlers, sim::Duration{0});
    return {sim::to_seconds(worked) / (span * handlers),
            sim::to_seconds(after->second.disk - before->second.disk) / span};
  }

 private:
  struct Busy {
    sim::Duration handlers;
    sim::Duration disk;
  };
  struct Reading {
    sim::SimTime time;
    std::map<kafka::BrokerId, Busy> busy;
  };
  std::size_t readings_of_second_;
  std::deque<Reading> readings_;
};

}  // namespace view
