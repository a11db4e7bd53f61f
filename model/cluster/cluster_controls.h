#pragma once
/// What a test bench can do to a cluster from outside: look for machines, stop them, slow them down, cut their wires.
/// Faults and tests use it; the cluster implements it. Nothing here is an action of Kafka: those are in
/// admin_commands.h.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "sim/core/ids.h"
#include "sim/host/host.h"
#include "sim/host/stop_kind.h"
#include "sim/net/network.h"

namespace kafka {

enum class MachineKind : std::uint8_t { broker, zookeeper, producer, consumer };

enum class MachineState : std::uint8_t {
  stopped,
  running,
  stopping,  ///< a clean shutdown is under way; the process still runs
  paused,
};

/// `stopping`: the process that runs there is shutting down.
inline MachineState state_of(const sim::Host& host, bool stopping) {
  if (host.stopped()) return MachineState::stopped;
  if (host.state() == sim::Host::State::paused) return MachineState::paused;
  return stopping ? MachineState::stopping : MachineState::running;
}

/// One machine with one process. All of them are on the network.
struct Machine {
  sim::HostId host;
  MachineKind kind = MachineKind::broker;
  std::string name;         ///< "broker-102", "zookeeper-2"; a producer's name; a consumer's group
  std::int32_t number = 0;  ///< broker.id, myid; a consumer's place in its group, from 1; producers: 0
  std::string rack;         ///< "" = none
  std::string client_id;    ///< clients
};

class ClusterControls {
 public:
  virtual ~ClusterControls() = default;

  /// All machines, stopped ones and brokers added later included: brokers by id, ZooKeeper servers by id, producers
  /// and consumers in the order in which they were added.
  [[nodiscard]] virtual std::vector<Machine> machines() const = 0;
  [[nodiscard]] virtual MachineState state(sim::HostId host) const = 0;

  // ---- what the stored state says now: the truth, not what some process believes

  [[nodiscard]] virtual const TopicTable& topics() const = 0;
  /// Partitions of a topic that exists now; 0 if it does not, or not any more.
  [[nodiscard]] virtual std::int32_t partition_count(TopicId topic) const = 0;
  /// kNoBroker: none.
  [[nodiscard]] virtual BrokerId leader_of(TopicPartition tp) const = 0;
  /// The assigned replicas, preferred leader first.
  [[nodiscard]] virtual std::vector<BrokerId> replicas_of(TopicPartition tp) const = 0;
  /// The content of /controller; kNoBroker: none.
  [[nodiscard]] virtual BrokerId controller() const = 0;
  /// The server that leads a quorum and serves.
  [[nodiscard]] virtual std::optional<ServerId> zookeeper_leader() const = 0;

  // ---- processes. Call them as events of the world.

  /// Requires: stopped. The machine has power again and its process starts from what is on its disk.
  virtual void start(sim::HostId host) = 0;
  /// kill or power_loss, at once. Requires: not stopped. Ends a shutdown that is under way.
  virtual void stop(sim::HostId host, sim::StopKind how) = 0;
  /// Requires: running. The process ends by itself, as after SIGTERM: a broker leaves by its controlled shutdown, a
  /// consumer and a producer close. `on_stopped` is called as an event of the world when it has, and also if it is
  /// killed meanwhile.
  virtual void shutdown(sim::HostId host, std::function<void()> on_stopped) = 0;
  /// SIGSTOP, or a garbage collection. Requires: running or stopping.
  virtual void pause(sim::HostId host) = 0;
  /// SIGCONT. Requires: paused.
  virtual void resume(sim::HostId host) = 0;

  // ---- machines. They outlive the process: a slow machine is slow after a restart too.

  /// Everything its threads do takes `factor` times as long; 1 is normal. Requires: > 0.
  virtual void set_slowdown(sim::HostId host, double factor) = 0;
  /// Everything its disk does takes `factor` times as long; 1 is normal. Of brokers and ZooKeeper servers. Requires: >
  /// 0.
  virtual void set_disk_slowdown(sim::HostId host, double factor) = 0;
  /// Writes to its disk fail (ENOSPC) from now on, or succeed again. Of brokers and ZooKeeper servers.
  virtual void set_disk_full(sim::HostId host, bool full) = 0;

  /// Partitions, slow and flaky links are rules of the network (sim/net/rules.h).
  [[nodiscard]] virtual sim::Network& network() = 0;
};

}  // namespace kafka
