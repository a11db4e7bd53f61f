#include "model/zookeeper/zookeeper_machine.h"

#include <string>
#include <utility>

#include "sim/core/check.h"

namespace kafka::zk {

ZooKeeperMachine::ZooKeeperMachine(const EnsembleParts& parts, ServerId id, sim::HostId host,
                                   const sim::DiskConfig& disk)
    : parts_(parts),
      id_(id),
      disk_(parts.scheduler, disk),
      log_(parts.config.mutation),
      host_(parts.scheduler, host, "zookeeper-" + std::to_string(id.value()), *this) {
  host_.add_watcher(parts.network);
}

void ZooKeeperMachine::set_log(TxnLog log) {
  SIM_CHECK(!server_, "the log of a running server");
  log_ = std::move(log);
}

void ZooKeeperMachine::on_start(sim::LifeId life) {
  const ServerContext context{.scheduler = parts_.scheduler,
                              .network = parts_.network,
                              .ensemble = parts_.ensemble,
                              .emitter = parts_.emitter,
                              .config = parts_.config,
                              .disk = disk_,
                              .log = log_,
                              .host = host_.id(),
                              .life = life,
                              .self = id_};
  context.emit([&] { return ZooKeeperServerStarted{.server = id_}; });
  server_.emplace(context);
  parts_.ensemble.set_process(id_, &*server_);
  server_->start();
}

void ZooKeeperMachine::on_stop(sim::StopKind kind) {
  parts_.ensemble.set_process(id_, nullptr);
  server_.reset();
  if (kind == sim::StopKind::power_loss) {
    log_.power_loss(disk_.durable());
    disk_.power_loss();
  }
  parts_.emitter.emit(parts_.scheduler.now(), host_.id(),
                      [&] { return ZooKeeperServerStopped{.server = id_, .how = sim::name_of(kind)}; });
}

}  // namespace kafka::zk
