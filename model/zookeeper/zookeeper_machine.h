#pragma once
/// A ZooKeeper server's machine: what outlives the process (disk and log), and the process while it runs.

#include <optional>

#include "model/config/zookeeper_config.h"
#include "model/zookeeper/zookeeper_server.h"
#include "sim/host/host.h"

namespace kafka::zk {

/// What all servers of an ensemble share.
struct EnsembleParts {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const Emitter& emitter;
  EnsembleDirectory& ensemble;
  const ZooKeeperConfig& config;
};

///   durable    disk_, log_
///   volatile   the ZooKeeperServer
class ZooKeeperMachine final : public sim::Process {
 public:
  ZooKeeperMachine(const EnsembleParts& parts, ServerId id, sim::HostId host, const sim::DiskConfig& disk);

  [[nodiscard]] ServerId id() const { return id_; }
  [[nodiscard]] sim::Host& host() { return host_; }
  [[nodiscard]] sim::Disk& disk() { return disk_; }
  [[nodiscard]] const TxnLog& log() const { return log_; }
  /// What the server finds at its next start. Requires: stopped.
  void set_log(TxnLog log);
  [[nodiscard]] bool running() const { return server_.has_value(); }
  /// nullptr while the process is down.
  [[nodiscard]] const ZooKeeperServer* server() const { return server_ ? &*server_ : nullptr; }

  // sim::Process
  void on_start(sim::LifeId life) override;
  void on_stop(sim::StopKind kind) override;

 private:
  EnsembleParts parts_;
  ServerId id_;
  sim::Disk disk_;
  TxnLog log_;
  sim::Host host_;
  std::optional<ZooKeeperServer> server_;
};

}  // namespace kafka::zk
