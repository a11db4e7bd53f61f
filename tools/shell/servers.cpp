#include "tools/shell/servers.h"

#include <algorithm>
#include <charconv>

namespace tools {

using kafka::Machine;
using kafka::MachineKind;
using kafka::MachineState;

std::vector<Machine> Servers::all(MachineKind kind) const {
  std::vector<Machine> machines;
  for (Machine& machine : world_.cluster().machines())
    if (machine.kind == kind) machines.push_back(std::move(machine));
  return machines;
}

std::vector<ServerProcess> Servers::running(MachineKind kind) {
  std::vector<ServerProcess> processes;
  for (Machine& machine : all(kind)) {
    if (stopped(machine.host)) {
      pids_.erase(machine.host);
      continue;
    }
    const auto known = pids_.find(machine.host);
    const int pid = known == pids_.end() ? pids_.emplace(machine.host, next_pid_()).first->second : known->second;
    processes.push_back({std::move(machine), pid});
  }
  return processes;
}

std::vector<ServerProcess> Servers::running() {
  std::vector<ServerProcess> processes = running(MachineKind::zookeeper);
  for (ServerProcess& broker : running(MachineKind::broker)) processes.push_back(std::move(broker));
  return processes;
}

std::vector<Machine> Servers::stopped(MachineKind kind) const {
  std::vector<Machine> machines = all(kind);
  std::erase_if(machines, [&](const Machine& m) { return !stopped(m.host); });
  return machines;
}

bool Servers::stopped(sim::HostId host) const { return world_.cluster().state(host) == MachineState::stopped; }

std::vector<Machine> Servers::configured_by(MachineKind kind, const std::string& file) const {
  const std::vector<Machine> machines = all(kind);
  const std::size_t dot = std::min(file.rfind('.'), file.size());
  std::size_t digits = dot;
  while (digits > 0 && file[digits - 1] >= '0' && file[digits - 1] <= '9') --digits;
  if (digits == dot) return machines.empty() ? machines : std::vector<Machine>{machines.front()};
  std::int32_t number = 0;
  std::from_chars(file.data() + digits, file.data() + dot, number);
  for (const Machine& machine : machines)
    if (machine.number == number) return {machine};
  if (number < 0 || static_cast<std::size_t>(number) >= machines.size()) return {};
  return {machines[static_cast<std::size_t>(number)]};
}

void Servers::signal(sim::HostId host, Signal signal) {
  kafka::Cluster& cluster = world_.cluster();
  const MachineState state = cluster.state(host);
  switch (signal) {
    case Signal::INT:
    case Signal::TERM:
      if (state == MachineState::running) cluster.shutdown(host, [] {});
      return;
    case Signal::KILL:
      if (state != MachineState::stopped) cluster.stop(host, sim::StopKind::kill);
      return;
    case Signal::STOP:
      if (state == MachineState::running || state == MachineState::stopping) cluster.pause(host);
      return;
    case Signal::CONT:
      if (state == MachineState::paused) cluster.resume(host);
      return;
  }
}

}  // namespace tools
