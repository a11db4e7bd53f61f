#pragma once
/// What brokers, the controller, ZooKeeper and groups' coordinators are about, as slices; faults; the cluster's
/// counters.

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "scenarios/engine/export/trace_canvas.h"
#include "scenarios/engine/run/group_lag.h"

namespace scenario {

class TraceCluster {
 public:
  explicit TraceCluster(TraceCanvas& canvas) : canvas_(canvas) {}

  // processes and their offices
  void on(sim::SimTime now, sim::HostId host, const kafka::BrokerStarted& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::BrokerStopped& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::ControllerElected& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::ControllerReady& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::ControllerResigned& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::ZooKeeperServerStateChanged& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::ZooKeeperServerStopped& e);
  // the cluster as a whole
  void on(sim::SimTime now, sim::HostId host, const kafka::FaultBegan& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::FaultEnded& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::ReassignmentStarted& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::ReassignmentCompleted& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::GroupStateChanged& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::GroupLoaded& e);

 private:
  using FaultKey = std::pair<std::int32_t, std::string>;

  void begin(sim::SimTime now, sim::HostId host, const std::string& row, std::string_view name,
             const std::string& args = "");
  void group_state(sim::SimTime now, kafka::GroupId group, std::string_view state);

  TraceCanvas& canvas_;
  std::map<FaultKey, std::vector<TraceTrack>> faults_;  ///< that last
  std::map<kafka::TopicPartition, TraceTrack> reassignments_;
};

}  // namespace scenario
