#include "scenarios/engine/export/trace_cluster.h"

namespace scenario {
namespace {

const std::string kProcess = "process";
const std::string kController = "controller";
const std::string kState = "state";
const std::string kFaults = "faults";
const std::string kReassignments = "reassignments";

}  // namespace

void TraceCluster::begin(sim::SimTime now, sim::HostId host, const std::string& row, std::string_view name,
                         const std::string& args) {
  const sim::SimTime at = TraceCanvas::shown(now);
  if (canvas_.budget.turning_point(at)) canvas_.rows.begin(host, row, at, name, args);
}

// ---- processes and their offices

void TraceCluster::on(sim::SimTime now, sim::HostId host, const kafka::BrokerStarted&) {
  canvas_.rows.end_row(host, kProcess, TraceCanvas::shown(now));  // it was paused
  begin(now, host, kProcess, "running");
}

/// A process that stands still keeps its offices; one that ends leaves everything.
void TraceCluster::on(sim::SimTime now, sim::HostId host, const kafka::BrokerStopped& e) {
  const sim::SimTime at = TraceCanvas::shown(now);
  if (e.how != "pause") return canvas_.rows.end_host(host, at);
  canvas_.rows.end_row(host, kProcess, at);
  begin(now, host, kProcess, "paused");
}

void TraceCluster::on(sim::SimTime now, sim::HostId host, const kafka::ControllerElected& e) {
  canvas_.rows.end_row(host, kController, TraceCanvas::shown(now));
  begin(now, host, kController, "controller", canvas_.fields(now, e));
  if (canvas_.rows.is_open(host, kController)) begin(now, host, kController, "loading");
}
void TraceCluster::on(sim::SimTime now, sim::HostId host, const kafka::ControllerReady& e) {
  canvas_.rows.end(host, kController, TraceCanvas::shown(now), canvas_.fields(now, e));
}
void TraceCluster::on(sim::SimTime now, sim::HostId host, const kafka::ControllerResigned&) {
  canvas_.rows.end_row(host, kController, TraceCanvas::shown(now));
}

void TraceCluster::on(sim::SimTime now, sim::HostId host, const kafka::ZooKeeperServerStateChanged& e) {
  canvas_.rows.end_row(host, kState, TraceCanvas::shown(now));
  begin(now, host, kState, e.state);
}
void TraceCluster::on(sim::SimTime now, sim::HostId host, const kafka::ZooKeeperServerStopped&) {
  canvas_.rows.end_host(host, TraceCanvas::shown(now));
}

// ---- the cluster as a whole

void TraceCluster::on(sim::SimTime now, sim::HostId, const kafka::FaultBegan& e) {
  if (!canvas_.budget.turning_point(now)) return;
  const std::string name = e.kind + " " + e.target;
  faults_[{e.fault, e.target}].push_back(
      canvas_.rows.begin_lane(kafka::kNoHost, kFaults, now, name, canvas_.fields(now, e)));
}

void TraceCluster::on(sim::SimTime now, sim::HostId, const kafka::FaultEnded& e) {
  const auto fault = faults_.find({e.fault, e.target});
  if (fault == faults_.end()) return;
  canvas_.rows.end_lane(fault->second.front(), now);
  fault->second.erase(fault->second.begin());
  if (fault->second.empty()) faults_.erase(fault);
}

void TraceCluster::on(sim::SimTime now, sim::HostId, const kafka::ReassignmentStarted& e) {
  if (reassignments_.count(e.tp) > 0 || !canvas_.budget.turning_point(now)) return;
  reassignments_[e.tp] = canvas_.rows.begin_lane(kafka::kNoHost, kReassignments, now, canvas_.names.partition(e.tp),
                                                 canvas_.fields(now, e));
}

void TraceCluster::on(sim::SimTime now, sim::HostId, const kafka::ReassignmentCompleted& e) {
  const auto reassignment = reassignments_.find(e.tp);
  if (reassignment == reassignments_.end()) return;
  canvas_.rows.end_lane(reassignment->second, now, canvas_.fields(now, e));
  reassignments_.erase(reassignment);
}

void TraceCluster::group_state(sim::SimTime now, kafka::GroupId group, std::string_view state) {
  const std::string row = "group " + canvas_.names.group(group);
  canvas_.rows.end_row(kafka::kNoHost, row, TraceCanvas::shown(now));
  if (state != "Dead") begin(now, kafka::kNoHost, row, state);
}

void TraceCluster::on(sim::SimTime now, sim::HostId, const kafka::GroupStateChanged& e) {
  group_state(now, e.group, e.to);
}
void TraceCluster::on(sim::SimTime now, sim::HostId, const kafka::GroupLoaded& e) {
  group_state(now, e.group, e.state);
}

}  // namespace scenario
