#include "model/cluster/cluster_network.h"

#include <algorithm>

namespace kafka {

ClusterNetwork::ClusterNetwork(sim::Scheduler& scheduler, const NetworkHardware& hardware)
    : hardware_(hardware),
      network_(scheduler, topology_),
      core_(topology_.add_node(sim::NodeKind::site, "core",
                               std::max(hardware.latency - 2 * hardware.rack_latency, sim::Duration{0}))) {}

sim::HostId ClusterNetwork::add_server(const std::string& name, const std::string& rack) {
  return add(name, rack, hardware_.broker_nic);
}

sim::HostId ClusterNetwork::add_client(const std::string& name, const std::string& rack) {
  return add(name, rack, hardware_.client_nic);
}

sim::HostId ClusterNetwork::add(const std::string& name, const std::string& rack, sim::BytesPerSecond nic) {
  return network_.add_host(name, attach(name, rack), {.egress = nic, .ingress = nic});
}

sim::NodeId ClusterNetwork::attach(const std::string& name, const std::string& rack) {
  const bool racks = !rack.empty() && hardware_.rack_latency > sim::Duration{0};
  sim::NodeId at = core_;
  if (racks) {
    const auto known = topology_.find(rack + "-switch");
    if (known) {
      at = *known;
    } else {
      const sim::NodeId room = topology_.add_node(sim::NodeKind::rack, rack);
      at = topology_.add_node(sim::NodeKind::rack_switch, rack + "-switch", hardware_.rack_latency, room);
      topology_.add_link(at, core_);
    }
  }
  const sim::NodeId node = topology_.add_node(sim::NodeKind::host, name);
  topology_.add_link(node, at, {.delay = racks ? sim::Duration{0} : hardware_.rack_latency, .rate = {}});
  return node;
}

}  // namespace kafka
