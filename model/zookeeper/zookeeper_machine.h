#pragma once
/// A ZooKeeper server's machine: what outlives the process (disk and log), and the process while it runs.

#include <functional>
#include <optional>

#include "model/config/zookeeper_config.h"
#include "model/zookeeper/zookeeper_server.h"
#include "sim/host/host.h"
#include "sim/host/service_manager.h"

namespace kafka::zk {

/// What all servers of an ensemble share.
struct EnsembleParts {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const Emitter& emitter;
  EnsembleDirectory& ensemble;
  const ZooKeeperConfig& config;
};

/// Everything that is asked of it from outside is asked in events of the world. Its processor is never a bottleneck
/// here: only its disk can be slow.
///
///   durable    disk_, log_
///   volatile   the ZooKeeperServer
///   timers     service_manager_
class ZooKeeperMachine final : public sim::Process, private LogFailureListener {
 public:
  ZooKeeperMachine(const EnsembleParts& parts, ServerId id, sim::HostId host, const sim::DiskConfig& disk);

  [[nodiscard]] ServerId id() const { return id_; }
  [[nodiscard]] sim::Host& host() { return host_; }
  [[nodiscard]] const sim::Host& host() const { return host_; }
  [[nodiscard]] sim::Disk& disk() { return disk_; }
  [[nodiscard]] const TxnLog& log() const { return log_; }
  /// What the server finds at its next start. Requires: stopped.
  void set_log(TxnLog log);
  [[nodiscard]] bool running() const { return server_.has_value(); }
  /// nullptr while the process is down.
  [[nodiscard]] const ZooKeeperServer* server() const { return server_ ? &*server_ : nullptr; }

  void start();
  void stop(sim::StopKind how);
  void pause() { host_.pause(); }
  void resume() { host_.resume(); }
  /// SIGTERM: the process has nothing to put away and ends. `on_stopped` is called as an event of the world.
  void shutdown(std::function<void()> on_stopped);
  /// A process that fails stays down: it was started at a terminal.
  void dismiss_service_manager() { service_manager_.leave(); }
  void set_disk_slowdown(double factor) { disk_.set_slowdown(factor); }
  /// On a full disk the process ends at its next write; the service manager starts it again.
  void set_disk_full(bool full) { disk_full_ = full; }

  // sim::Process
  void on_start(sim::LifeId life) override;
  void on_stop(sim::StopKind kind) override;

 private:
  // LogFailureListener
  void on_log_failure() override;

  EnsembleParts parts_;
  ServerId id_;
  sim::Disk disk_;
  bool disk_full_ = false;
  TxnLog log_;
  sim::Host host_;
  std::function<void()> on_stopped_;
  std::optional<ZooKeeperServer> server_;
  sim::ServiceManager service_manager_;
};

}  // namespace kafka::zk
