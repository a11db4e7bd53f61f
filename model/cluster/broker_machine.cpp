#include "model/cluster/broker_machine.h"

#include <utility>

#include "model/cluster/disk_config.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

std::string name_of(BrokerId id) { return "broker-" + std::to_string(id.value()); }

}  // namespace

BrokerMachine::BrokerMachine(const ClusterParts& parts, const BrokerSpec& broker, sim::HostId host)
    : parts_(parts),
      broker_(broker),
      config_(parts.spec.config),
      costs_(parts.spec.hardware.costs),
      disk_(parts.scheduler, disk_config(parts.spec.hardware.disk)),
      topic_configs_(config_),
      own_member_ids_(parts.streams.stream("broker/" + std::to_string(broker.id.value()) + "/member-ids")),
      host_(parts.scheduler, host, name_of(broker.id), *this),
      service_manager_(parts.scheduler, host_) {
  host_.add_watcher(parts.network);
  disk_.on_failure([this] {  // Kafka: LogDirFailureHandler halts the process
    process_failed("KafkaStorageException");
    host_.stop(sim::StopKind::kill);
  });
}

MachineState BrokerMachine::state() const { return state_of(host_, server_ && server_->shutting_down()); }

// ---- what is asked of it

void BrokerMachine::start(StartDone done) {
  SIM_CHECK(host_.stopped());
  service_manager_.stand_down();
  start_done_ = std::move(done);
  host_.start();
}

/// Whoever stops it wants it stopped: a failed process that has not ended yet is not started again.
void BrokerMachine::stop(sim::StopKind how) {
  service_manager_.stand_down();
  host_.stop(how);
}

void BrokerMachine::shutdown(std::function<void()> on_stopped) {
  SIM_CHECK(state() == MachineState::running);
  on_stopped_ = std::move(on_stopped);
  server_->shutdown();
}

void BrokerMachine::pause() {
  host_.pause();
  tell_stopped("pause");
}

void BrokerMachine::resume() {
  host_.resume();
  tell_started();
}

/// Whatever begins from now on takes `factor` times as long as on a machine in good order.
void BrokerMachine::set_slowdown(double factor) {
  SIM_CHECK(factor > 0);
  costs_ = times(parts_.spec.hardware.costs, factor);
}

// ---- the process

BrokerContext BrokerMachine::context(sim::LifeId life) {
  return {.scheduler = parts_.scheduler,
          .life = life,
          .host = host_.id(),
          .id = broker_.id,
          .config = config_,
          .costs = costs_,
          .topics = parts_.topics,
          .emitter = parts_.emitter,
          .storage = disk_,
          .behaviour = parts_.spec.behaviour};
}

void BrokerMachine::on_start(sim::LifeId life) {
  tell_started();
  config_ = parts_.spec.config;
  topic_configs_.set_defaults(config_);
  const std::string stream =
      "broker/" + std::to_string(broker_.id.value()) + "/zookeeper/" + std::to_string(host_.starts());
  sessions_ = std::make_unique<zk::EnsembleClientFactory>(zk::ClientContext{.scheduler = parts_.scheduler,
                                                                            .network = parts_.network,
                                                                            .ensemble = parts_.zookeeper,
                                                                            .emitter = parts_.emitter,
                                                                            .host = host_.id(),
                                                                            .life = life},
                                                          parts_.streams.stream(stream));
  server_ = std::make_unique<KafkaServer>(context(life), ServerEnvironment{.network = parts_.network,
                                                                           .brokers = parts_.directory,
                                                                           .groups = parts_.groups,
                                                                           .member_ids = *member_ids_,
                                                                           .streams = parts_.streams,
                                                                           .topics = parts_.topics,
                                                                           .zookeeper = *sessions_,
                                                                           .config = config_,
                                                                           .topic_configs = topic_configs_,
                                                                           .listener = *this,
                                                                           .rack = broker_.rack,
                                                                           .advertised_host = broker_.host,
                                                                           .quotas = parts_.quotas,
                                                                           .client_name = parts_.client_name});
  parts_.directory.set_receiver(broker_.id, &server_->broker().server());
  server_->startup();
}

void BrokerMachine::on_stop(sim::StopKind kind) {
  parts_.directory.set_receiver(broker_.id, nullptr);
  server_.reset();
  sessions_.reset();
  if (kind == sim::StopKind::power_loss) lose_power();
  tell_stopped(sim::name_of(kind));
  start_done(sim::name_of(kind));
  if (on_stopped_) later(std::exchange(on_stopped_, nullptr));
}

void BrokerMachine::lose_power() {
  for (const LostTail& lost : disk_.power_loss())
    parts_.emitter.emit(parts_.scheduler.now(), host_.id(), [&] {
      return LogTruncated{.broker = broker_.id,
                          .tp = lost.tp,
                          .from = lost.from,
                          .to = lost.to,
                          .high_watermark = lost.high_watermark,
                          .reason = TruncationReason::power_loss};
    });
}

void BrokerMachine::tell_started() {
  parts_.emitter.emit(parts_.scheduler.now(), host_.id(), [&] { return BrokerStarted{.broker = broker_.id}; });
}

void BrokerMachine::tell_stopped(std::string_view how) {
  parts_.emitter.emit(parts_.scheduler.now(), host_.id(),
                      [&] { return BrokerStopped{.broker = broker_.id, .how = how}; });
}

// ---- what the process says

void BrokerMachine::on_server_started() { start_done(""); }

void BrokerMachine::on_server_failed(std::string_view why) {
  process_failed(why);
  host_.stop_soon(sim::StopKind::kill);
}

void BrokerMachine::on_server_ready_to_stop() { host_.stop_soon(sim::StopKind::clean); }

void BrokerMachine::process_failed(std::string_view why) {
  parts_.emitter.emit(parts_.scheduler.now(), host_.id(),
                      [&] { return BrokerFailed{.broker = broker_.id, .why = std::string(why)}; });
  start_done(std::string(why));
  if (!on_stopped_) service_manager_.process_failed();
}

void BrokerMachine::start_done(const std::string& exception) {
  if (!start_done_) return;
  later([done = std::exchange(start_done_, nullptr), exception] { done(exception); });
}

void BrokerMachine::later(std::function<void()> what) {
  parts_.scheduler.after(sim::Duration{0}, sim::kWorld, std::move(what));
}

}  // namespace kafka
