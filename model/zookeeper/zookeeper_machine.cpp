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
      host_(parts.scheduler, host, "zookeeper-" + std::to_string(id.value()), *this),
      service_manager_(parts.scheduler, host_) {
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
                              .disk_full = disk_full_,
                              .log_failure = *this,
                              .host = host_.id(),
                              .life = life,
                              .self = id_};
  context.emit([&] { return ZooKeeperServerStarted{.server = id_}; });
  server_.emplace(context);
  parts_.ensemble.set_process(id_, &*server_);
  server_->start();
}

void ZooKeeperMachine::start() {
  service_manager_.stand_down();
  host_.start();
}

void ZooKeeperMachine::stop(sim::StopKind how) {
  service_manager_.stand_down();
  host_.stop(how);
}

void ZooKeeperMachine::on_log_failure() {
  host_.stop_soon(sim::StopKind::kill);
  if (!on_stopped_) service_manager_.process_failed();
}

void ZooKeeperMachine::shutdown(std::function<void()> on_stopped) {
  on_stopped_ = std::move(on_stopped);
  host_.stop_soon(sim::StopKind::clean);
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
  if (on_stopped_) parts_.scheduler.after(sim::Duration{0}, sim::kWorld, std::exchange(on_stopped_, nullptr));
}

}  // namespace kafka::zk
