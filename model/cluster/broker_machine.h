#pragma once
/// A broker's machine: what outlives the process (the log directory on its disk), and the process while it runs.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/broker/kafka_server.h"
#include "model/cluster/cluster_controls.h"
#include "model/config/cluster_spec.h"
#include "model/zookeeper/zookeeper_client.h"
#include "sim/host/host.h"
#include "sim/host/service_manager.h"

namespace kafka {

/// What all machines of a cluster share. All of it outlives the machines.
struct ClusterParts {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const sim::Streams& streams;
  const Emitter& emitter;
  TopicTable& topics;
  const GroupTable& groups;
  BrokerDirectory& directory;
  const zk::EnsembleDirectory& zookeeper;  ///< zookeeper.connect
  const ClusterSpec& spec;
  const std::vector<ClientQuota>& quotas;  ///< empty: nobody is limited
  RequestQuotas::ClientName client_name;   ///< client.id of a client; needed with quotas
};

/// Everything that is asked of it from outside is asked in events of the world. A process that fails (its registration
/// exists still, ZooKeeper is away, its disk is full) is started again after 5 s, as a service manager does.
///
///   durable    disk_; config_ and topic_configs_, which each life reads anew; how slow it is; its luck with member ids
///   volatile   the KafkaServer and its sessions
///   timers     service_manager_
class BrokerMachine final : private sim::Process, private ServerListener {
 public:
  /// Told "" or why it did not come to that: Kafka's exception, or how it was stopped.
  using StartDone = std::function<void(const std::string& exception)>;

  /// Requires: the directory knows the broker.
  BrokerMachine(const ClusterParts& parts, const BrokerSpec& broker, sim::HostId host);

  [[nodiscard]] BrokerId id() const { return broker_.id; }
  [[nodiscard]] const std::string& rack() const { return broker_.rack; }
  [[nodiscard]] const sim::Host& host() const { return host_; }
  [[nodiscard]] const BrokerDisk& disk() const { return disk_; }
  [[nodiscard]] MachineState state() const;
  /// nullptr while the process is down.
  [[nodiscard]] KafkaServer* server() { return server_.get(); }
  [[nodiscard]] const KafkaServer* server() const { return server_.get(); }

  /// Member ids come from there instead of this broker's own luck. Before start().
  void set_member_ids(MemberIds& member_ids) { member_ids_ = &member_ids; }

  // ---- the process: see ClusterControls
  /// Requires: stopped. `done` is called once, as an event of the world: registered, and requests are read.
  void start(StartDone done = {});
  /// kill or power_loss. Requires: not stopped.
  void stop(sim::StopKind how);
  /// Requires: running. `on_stopped` is called once, as an event of the world.
  void shutdown(std::function<void()> on_stopped);
  /// Told as BrokerStopped ("pause") and BrokerStarted.
  void pause();
  void resume();

  /// A process that fails stays down: it was started at a terminal.
  void dismiss_service_manager() { service_manager_.leave(); }

  // ---- the machine. A factor holds for what begins from now on; a full disk halts the process at its next write.
  void set_slowdown(double factor);
  void set_disk_slowdown(double factor) { disk_.device().set_slowdown(factor); }
  void set_disk_full(bool full) { disk_.set_full(full); }

 private:
  // sim::Process
  void on_start(sim::LifeId life) override;
  void on_stop(sim::StopKind kind) override;
  // ServerListener
  void on_server_started() override;
  void on_server_failed(std::string_view why) override;
  void on_server_ready_to_stop() override;

  [[nodiscard]] BrokerContext context(sim::LifeId life);
  void tell_started();
  void tell_stopped(std::string_view how);
  void process_failed(std::string_view why);
  void lose_power();
  void start_done(const std::string& exception);
  void later(std::function<void()> what);

  ClusterParts parts_;
  BrokerSpec broker_;
  BrokerConfig config_;  // as changed while the process runs
  BrokerCosts costs_;    // as slow as the machine is
  BrokerDisk disk_;
  TopicConfigs topic_configs_;
  RandomMemberIds own_member_ids_;
  MemberIds* member_ids_ = &own_member_ids_;
  sim::Host host_;
  std::unique_ptr<zk::EnsembleClientFactory> sessions_;
  std::unique_ptr<KafkaServer> server_;
  StartDone start_done_;
  std::function<void()> on_stopped_;
  sim::ServiceManager service_manager_;
};

}  // namespace kafka
