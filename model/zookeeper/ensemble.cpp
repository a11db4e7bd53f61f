#include "model/zookeeper/ensemble.h"

#include "sim/core/check.h"

namespace kafka::zk {

Ensemble::Ensemble(sim::Scheduler& scheduler, sim::Network& network, const Emitter& emitter,
                   const ZooKeeperConfig& config)
    : scheduler_(scheduler), network_(network), emitter_(emitter), config_(config) {}

void Ensemble::add(ServerId id, sim::HostId host, const sim::DiskConfig& disk) {
  SIM_CHECK(!directory_.contains(id), "two servers with one id");
  directory_.add(id, host);
  const EnsembleParts parts{
      .scheduler = scheduler_, .network = network_, .emitter = emitter_, .ensemble = directory_, .config = config_};
  machines_.push_back(std::make_unique<ZooKeeperMachine>(parts, id, host, disk));
}

void Ensemble::start() {
  for (const auto& machine : machines_)
    if (machine->host().stopped()) machine->host().start();
}

ZooKeeperMachine& Ensemble::machine(ServerId id) const {
  for (const auto& machine : machines_)
    if (machine->id() == id) return *machine;
  SIM_CHECK(false, "no such ZooKeeper server");
  __builtin_unreachable();
}

const ZooKeeperServer* Ensemble::leader() const {
  const ZooKeeperServer* leader = nullptr;
  for (const auto& machine : machines_) {
    const ZooKeeperServer* server = machine->server();
    if (server && server->leads() && (!leader || server->epoch() > leader->epoch())) leader = server;
  }
  return leader;
}

const DataTree* Ensemble::tree() const {
  const ZooKeeperServer* server = leader();
  return server ? &server->tree() : nullptr;
}

}  // namespace kafka::zk
