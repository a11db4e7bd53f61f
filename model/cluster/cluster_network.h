#pragma once
/// The wires of a cluster: where each machine stands.

#include <string>

#include "model/config/hardware_config.h"
#include "sim/net/network.h"
#include "sim/net/topology.h"

namespace kafka {

/// Any two machines are `latency` apart: half of the way's ends are within racks (or stand for it), the rest is the
/// core's crossing. Two machines of one rack meet at its switch and are `rack_latency` apart.
class ClusterNetwork {
 public:
  ClusterNetwork(sim::Scheduler& scheduler, const NetworkHardware& hardware);

  /// `rack`: "" = none.
  sim::HostId add_server(const std::string& name, const std::string& rack);
  sim::HostId add_client(const std::string& name, const std::string& rack);

  [[nodiscard]] sim::Network& network() { return network_; }
  [[nodiscard]] const sim::Network& network() const { return network_; }
  [[nodiscard]] sim::Topology& topology() { return topology_; }

 private:
  sim::HostId add(const std::string& name, const std::string& rack, sim::BytesPerSecond nic);
  sim::NodeId attach(const std::string& name, const std::string& rack);

  NetworkHardware hardware_;
  sim::Topology topology_;
  sim::Network network_;
  sim::NodeId core_;  ///< where hosts without a rack are attached
};

}  // namespace kafka
