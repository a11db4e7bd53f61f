#pragma once
/// A broker's machine: what outlives the process (the disk), and the process while it runs.

#include <optional>

#include "model/broker/broker.h"
#include "model/config/cluster_spec.h"
#include "sim/host/host.h"

namespace kafka {

/// What all machines of a cluster share.
struct ClusterParts {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const sim::Streams& streams;
  const Emitter& emitter;
  const TopicTable& topics;
  const GroupTable& groups;
  BrokerDirectory& directory;
  IsrChannel& isr_channel;
  const ClusterSpec& spec;
};

///   durable    disk_
///   volatile   the Broker
class BrokerMachine final : public sim::Process {
 public:
  BrokerMachine(const ClusterParts& parts, BrokerId id, sim::HostId host);

  [[nodiscard]] BrokerId id() const { return id_; }
  [[nodiscard]] sim::Host& host() { return host_; }
  [[nodiscard]] bool running() const { return broker_.has_value(); }
  /// nullptr while the process is down.
  [[nodiscard]] Broker* broker() { return broker_ ? &*broker_ : nullptr; }
  [[nodiscard]] const Broker* broker() const { return broker_ ? &*broker_ : nullptr; }

  // sim::Process
  void on_start(sim::LifeId life) override;
  void on_stop(sim::StopKind kind) override;

 private:
  void lose_power();

  ClusterParts parts_;
  BrokerId id_;
  BrokerDisk disk_;
  sim::Host host_;
  std::optional<Broker> broker_;
};

}  // namespace kafka
