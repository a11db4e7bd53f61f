#pragma once
/// The servers' processes as somebody at a terminal sees them: by process id.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tools/kafka/tool.h"
#include "tools/kafka/world.h"

namespace tools {

struct ServerProcess {
  kafka::Machine machine;
  int pid = 0;
};

class Servers {
 public:
  /// `next_pid` gives out numbers that nobody else has.
  Servers(World& world, std::function<int()> next_pid) : world_(world), next_pid_(std::move(next_pid)) {}

  /// Those of this kind that run, in the order of their numbers.
  std::vector<ServerProcess> running(kafka::MachineKind kind);
  /// ZooKeeper's first, then the brokers'.
  std::vector<ServerProcess> running();
  [[nodiscard]] std::vector<kafka::Machine> stopped(kafka::MachineKind kind) const;
  [[nodiscard]] bool stopped(sim::HostId host) const;
  /// The server that a configuration file is for: "config/server.properties" is the first one,
  /// "config/server-102.properties" the one of that number, or else the second, the third ... Nothing: there is none.
  [[nodiscard]] std::vector<kafka::Machine> configured_by(kafka::MachineKind kind, const std::string& file) const;

  /// kill, as events of the world. A process that is paused does not hear INT and TERM.
  void signal(sim::HostId host, Signal signal);

 private:
  [[nodiscard]] std::vector<kafka::Machine> all(kafka::MachineKind kind) const;

  World& world_;
  std::function<int()> next_pid_;
  std::map<sim::HostId, int> pids_;
};

}  // namespace tools
