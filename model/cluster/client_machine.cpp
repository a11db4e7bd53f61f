#include "model/cluster/client_machine.h"

#include <utility>

#include "sim/core/check.h"

namespace kafka {

ClientMachine::ClientMachine(const ClientParts& parts, ClientId id, const std::string& name, const std::string& rack,
                             sim::HostId host, sim::Duration restart_after)
    : parts_(parts),
      id_(id),
      rack_(rack),
      host_(parts.scheduler, host, name, *this),
      service_manager_(parts.scheduler, host_, restart_after) {
  host_.add_watcher(parts.network);
}

sim::Rng ClientMachine::rng(const std::string& name) const {
  return parts_.streams.stream(host_.starts() > 1 ? name + "/" + std::to_string(host_.starts()) : name);
}

void ClientMachine::start() {
  service_manager_.stand_down();
  host_.start();
}

/// Whoever stops it wants it stopped.
void ClientMachine::stop(sim::StopKind how) {
  service_manager_.stand_down();
  failing_ = false;
  host_.stop(how);
}

void ClientMachine::crashed() {
  if (!closing_) service_manager_.process_failed();
  host_.stop_soon(sim::StopKind::kill);
}

void ClientMachine::fail() {
  SIM_CHECK(state() == MachineState::running);
  closing_ = failing_ = true;
  close();
}

void ClientMachine::shutdown(std::function<void()> on_stopped) {
  SIM_CHECK(state() == MachineState::running);
  closing_ = true;
  on_stopped_ = std::move(on_stopped);
  close();
}

void ClientMachine::on_start(sim::LifeId life) {
  closing_ = false;
  parts_.emitter.emit(parts_.scheduler.now(), host_.id(), [&] { return ClientStarted{.client = id_}; });
  begin(life);
}

void ClientMachine::on_stop(sim::StopKind kind) {
  const std::int64_t unfinished = end();
  parts_.emitter.emit(parts_.scheduler.now(), host_.id(), [&] {
    return ClientStopped{.client = id_, .how = sim::name_of(kind), .unfinished = unfinished};
  });
  if (std::exchange(failing_, false)) service_manager_.process_failed();
  if (on_stopped_) parts_.scheduler.after(sim::Duration{0}, sim::kWorld, std::exchange(on_stopped_, nullptr));
}

}  // namespace kafka
