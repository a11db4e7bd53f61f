#pragma once
/// The machine of a client: what a producer's and a consumer's have in common.

#include <functional>
#include <string>

#include "model/cluster/cluster_controls.h"
#include "model/config/behaviour.h"
#include "model/config/hardware_config.h"
#include "model/config/profile.h"
#include "model/net/broker_directory.h"
#include "model/observe/event_sink.h"
#include "sim/host/host.h"
#include "sim/host/service_manager.h"
#include "sim/random/streams.h"

namespace kafka {

/// What all client machines of a cluster share. All of it outlives the machines.
struct ClientParts {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const sim::Streams& streams;
  const Emitter& emitter;
  const TopicTable& topics;
  const BrokerDirectory& brokers;
  Profile profile;
  const Behaviour& behaviour;
  const CompressionCosts& compression;
};

/// Everything that is asked of it from outside is asked in events of the world.
///
///   timers     service_manager_
class ClientMachine : private sim::Process {
 public:
  /// `restart_after`: when a service manager starts a process again that crashed.
  ClientMachine(const ClientParts& parts, ClientId id, const std::string& name, const std::string& rack,
                sim::HostId host, sim::Duration restart_after = std::chrono::seconds(5));

  [[nodiscard]] ClientId id() const { return id_; }
  /// client.id
  [[nodiscard]] const std::string& name() const { return host_.name(); }
  [[nodiscard]] const std::string& rack() const { return rack_; }
  [[nodiscard]] const sim::Host& host() const { return host_; }
  [[nodiscard]] MachineState state() const { return state_of(host_, closing_); }

  // ---- see ClusterControls
  void start();
  void stop(sim::StopKind how);
  void shutdown(std::function<void()> on_stopped);
  void pause() { host_.pause(); }
  void resume() { host_.resume(); }
  virtual void set_slowdown(double factor) = 0;
  /// A process that fails stays down: it was started at a terminal.
  void dismiss_service_manager() { service_manager_.leave(); }

  /// Asked by its application, which cannot go on: the client is closed, the process ends in failure, and a service
  /// manager starts it again. Requires: running.
  void fail();

 protected:
  /// A new process of the client.
  virtual void begin(sim::LifeId life) = 0;
  /// It is to end by itself: closed() when it has.
  virtual void close() = 0;
  /// It has ended. Returns the records it had not finished.
  virtual std::int64_t end() = 0;
  void closed() { host_.stop_soon(sim::StopKind::clean); }
  /// It ends in the middle of its work, and is started again unless somebody wanted it stopped.
  void crashed();

  /// Of this run: a restarted process has other luck.
  [[nodiscard]] sim::Rng rng(const std::string& name) const;
  [[nodiscard]] const ClientParts& parts() const { return parts_; }

 private:
  // sim::Process
  void on_start(sim::LifeId life) override;
  void on_stop(sim::StopKind kind) override;

  ClientParts parts_;
  ClientId id_;
  std::string rack_;
  sim::Host host_;
  bool closing_ = false;
  bool failing_ = false;
  std::function<void()> on_stopped_;
  sim::ServiceManager service_manager_;
};

}  // namespace kafka
