#include "sim/net/topology_builders.h"

#include "sim/core/check.h"

namespace sim {

NodeId attach_host(Topology& topology, const std::string& host, NodeId hub, const LinkConfig& link) {
  const NodeId node = topology.add_node(NodeKind::host, host, Duration{0}, hub);
  topology.add_link(node, hub, link);
  return node;
}

std::vector<NodeId> build_uniform(Topology& topology, const std::vector<std::string>& hosts, Duration delay,
                                  BytesPerSecond rate, const std::string& hub) {
  const NodeId centre = topology.add_node(NodeKind::rack_switch, hub, delay);
  std::vector<NodeId> nodes;
  for (const std::string& host : hosts) nodes.push_back(attach_host(topology, host, centre, {Duration{0}, rate}));
  return nodes;
}

std::vector<NodeId> build_racks(Topology& topology, const std::vector<RackSpec>& racks, const RackDelays& delays,
                                const std::string& site) {
  // Across the core a message crosses two rack switches as well; the core takes what is left.
  const Duration core = delays.between_racks - 2 * delays.within_rack;
  SIM_CHECK(core >= Duration{0}, "between_racks is less than twice within_rack");
  const NodeId centre = topology.add_node(NodeKind::site, site, core);
  std::vector<NodeId> nodes;
  for (const RackSpec& spec : racks) {
    const NodeId rack = topology.add_node(NodeKind::rack, spec.name, Duration{0}, centre);
    const NodeId top = topology.add_node(NodeKind::rack_switch, spec.name + "-switch", delays.within_rack, rack);
    topology.add_link(top, centre, {Duration{0}, delays.uplink_rate});
    for (const std::string& host : spec.hosts) {
      const NodeId node = topology.add_node(NodeKind::host, host, Duration{0}, rack);
      topology.add_link(node, top, {Duration{0}, delays.host_rate});
      nodes.push_back(node);
    }
  }
  return nodes;
}

}  // namespace sim
