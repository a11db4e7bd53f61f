#include "scenarios/engine/faults/disturbed_hosts.h"

#include <algorithm>

namespace scenario {

using kafka::MachineState;

// ---- stopped

void DisturbedHosts::stop(OccurrenceId by, sim::HostId host, sim::StopKind how) {
  Host& h = hosts_[host];
  h.stopped_by = by;
  h.start_when_stopped = false;
  if (how != sim::StopKind::clean) return cluster_.stop(host, how);
  cluster_.shutdown(host, [this, by, host] { on_stopped(by, host); });
}

void DisturbedHosts::start_again(OccurrenceId by, sim::HostId host) {
  Host& h = hosts_[host];
  if (h.stopped_by != by) return;
  h.start_when_stopped = true;
  start_if_wanted(by, host);
}

void DisturbedHosts::on_stopped(OccurrenceId by, sim::HostId host) {
  // The machine is in the middle of stopping: not now, but next.
  scheduler_.after(sim::Duration{0}, sim::kWorld, [this, by, host] { start_if_wanted(by, host); });
}

void DisturbedHosts::start_if_wanted(OccurrenceId by, sim::HostId host) {
  Host& h = hosts_[host];
  if (h.stopped_by != by || !h.start_when_stopped || cluster_.state(host) != MachineState::stopped) return;
  h.stopped_by = -1;
  h.start_when_stopped = false;
  cluster_.start(host);
}

// ---- paused

void DisturbedHosts::pause(OccurrenceId by, sim::HostId host) {
  hosts_[host].paused_by = by;
  cluster_.pause(host);
}

void DisturbedHosts::resume(OccurrenceId by, sim::HostId host) {
  Host& h = hosts_[host];
  if (h.paused_by != by) return;
  h.paused_by = -1;
  if (cluster_.state(host) == MachineState::paused) cluster_.resume(host);
}

// ---- slow and full

void DisturbedHosts::remove(std::vector<Share>& shares, OccurrenceId by) {
  shares.erase(std::remove_if(shares.begin(), shares.end(), [&](const Share& s) { return s.by == by; }), shares.end());
}

double DisturbedHosts::product(const std::vector<Share>& shares) {
  double factor = 1;
  for (const Share& s : shares) factor *= s.factor;
  return factor;
}

void DisturbedHosts::slow_down(OccurrenceId by, sim::HostId host, double factor) {
  Host& h = hosts_[host];
  h.slow.push_back({by, factor});
  cluster_.set_slowdown(host, product(h.slow));
}
void DisturbedHosts::speed_up(OccurrenceId by, sim::HostId host) {
  Host& h = hosts_[host];
  remove(h.slow, by);
  cluster_.set_slowdown(host, product(h.slow));
}
void DisturbedHosts::slow_disk(OccurrenceId by, sim::HostId host, double factor) {
  Host& h = hosts_[host];
  h.slow_disk.push_back({by, factor});
  cluster_.set_disk_slowdown(host, product(h.slow_disk));
}
void DisturbedHosts::speed_up_disk(OccurrenceId by, sim::HostId host) {
  Host& h = hosts_[host];
  remove(h.slow_disk, by);
  cluster_.set_disk_slowdown(host, product(h.slow_disk));
}
void DisturbedHosts::fill_disk(OccurrenceId by, sim::HostId host) {
  Host& h = hosts_[host];
  h.full.push_back({by, 1});
  cluster_.set_disk_full(host, true);
}
void DisturbedHosts::empty_disk(OccurrenceId by, sim::HostId host) {
  Host& h = hosts_[host];
  remove(h.full, by);
  if (h.full.empty()) cluster_.set_disk_full(host, false);
}

}  // namespace scenario
