#include "model/cluster/broker_machine.h"

#include <string>

namespace kafka {

namespace {

sim::DiskConfig disk_config(const DiskHardware& d) {
  sim::DiskConfig config;
  config.read_rate = d.read_rate;
  config.write_rate = d.write_rate;
  config.fsync_time = d.fsync;
  config.page_cache = d.page_cache;
  return config;
}

}  // namespace

BrokerMachine::BrokerMachine(const ClusterParts& parts, BrokerId id, sim::HostId host)
    : parts_(parts),
      id_(id),
      disk_(parts.scheduler, disk_config(parts.spec.hardware.disk)),
      host_(parts.scheduler, host, "broker-" + std::to_string(id.value()), *this) {
  host_.add_watcher(parts.network);
}

void BrokerMachine::on_start(sim::LifeId life) {
  const BrokerContext context{.scheduler = parts_.scheduler,
                              .life = life,
                              .host = host_.id(),
                              .id = id_,
                              .config = parts_.spec.config,
                              .costs = parts_.spec.hardware.costs,
                              .topics = parts_.topics,
                              .emitter = parts_.emitter,
                              .storage = disk_,
                              .behaviour = parts_.spec.behaviour};
  broker_.emplace(context, parts_.network, parts_.directory, parts_.groups, parts_.streams, parts_.isr_channel);
  parts_.directory.set_receiver(id_, &broker_->server());
  parts_.emitter.emit(parts_.scheduler.now(), host_.id(), [&] { return BrokerStarted{.broker = id_}; });
}

void BrokerMachine::on_stop(sim::StopKind kind) {
  parts_.directory.set_receiver(id_, nullptr);
  broker_.reset();
  if (kind == sim::StopKind::power_loss) lose_power();
  parts_.emitter.emit(parts_.scheduler.now(), host_.id(),
                      [&] { return BrokerStopped{.broker = id_, .how = sim::name_of(kind)}; });
}

void BrokerMachine::lose_power() {
  for (const LostTail& lost : disk_.power_loss())
    parts_.emitter.emit(parts_.scheduler.now(), host_.id(), [&] {
      return LogTruncated{.broker = id_,
                          .tp = lost.tp,
                          .from = lost.from,
                          .to = lost.to,
                          .high_watermark = lost.high_watermark,
                          .reason = TruncationReason::power_loss};
    });
}

}  // namespace kafka
