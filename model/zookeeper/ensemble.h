#pragma once
/// All servers of one ensemble, with questions about the whole.

#include <memory>
#include <vector>

#include "model/zookeeper/zookeeper_machine.h"

namespace kafka::zk {

/// Owns the machines; their places on the network are the caller's.
///
///   zk::Ensemble ensemble(scheduler, network, emitter, config);
///   ensemble.add(ServerId(1), host_1, disk);  // ... all of them, before the first start
///   ensemble.start();
///   zk::EnsembleClientFactory factory({scheduler, network, ensemble.directory(), emitter, host, life}, rng);
class Ensemble {
 public:
  Ensemble(sim::Scheduler& scheduler, sim::Network& network, const Emitter& emitter, const ZooKeeperConfig& config);

  void add(ServerId id, sim::HostId host, const sim::DiskConfig& disk);
  /// Before the first start; the listener outlives the ensemble.
  void set_commit_listener(CommitListener& listener) { directory_.set_commit_listener(&listener); }
  /// Starts all that are stopped, in order of addition.
  void start();

  [[nodiscard]] const ZooKeeperConfig& config() const { return config_; }
  [[nodiscard]] const EnsembleDirectory& directory() const { return directory_; }
  [[nodiscard]] const std::vector<std::unique_ptr<ZooKeeperMachine>>& machines() const { return machines_; }
  [[nodiscard]] ZooKeeperMachine& machine(ServerId id) const;

  /// The serving leader of the latest epoch; nullptr while there is none. A deposed one that does not know yet counts.
  [[nodiscard]] const ZooKeeperServer* leader() const;
  /// The leader's state, or nullptr: the tree that committed transactions have made.
  [[nodiscard]] const DataTree* tree() const;

 private:
  sim::Scheduler& scheduler_;
  sim::Network& network_;
  const Emitter& emitter_;
  ZooKeeperConfig config_;
  EnsembleDirectory directory_;
  std::vector<std::unique_ptr<ZooKeeperMachine>> machines_;
};

}  // namespace kafka::zk
