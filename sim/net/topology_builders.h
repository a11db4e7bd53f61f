#pragma once
/// Whole data centres in one call. Each returns the hosts in the order given; names must be new to the topology.

#include <string>
#include <vector>

#include "sim/net/topology.h"

namespace sim {

/// Any two hosts are exactly `delay` apart: a star whose hub takes `delay` to cross, so that odd nanoseconds come out.
/// `rate` limits each host's own link.
std::vector<NodeId> build_uniform(Topology& topology, const std::vector<std::string>& hosts, Duration delay,
                                  BytesPerSecond rate = {}, const std::string& hub = "switch");

/// One more host on an existing switch.
NodeId attach_host(Topology& topology, const std::string& host, NodeId hub, const LinkConfig& link = {});

struct RackSpec {
  std::string name;
  std::vector<std::string> hosts;
};

struct RackDelays {
  Duration within_rack{0};     ///< host to host under one switch
  Duration between_racks{0};   ///< host to host across the core; at least twice within_rack
  BytesPerSecond host_rate;    ///< host to rack switch
  BytesPerSecond uplink_rate;  ///< rack switch to core, shared by the rack
};

/// A site of racks: hosts under rack switches under one core. Hosts are returned rack by rack; a rack's node is named
/// as it is, its switch "<rack>-switch". The core is the site's own node.
std::vector<NodeId> build_racks(Topology& topology, const std::vector<RackSpec>& racks, const RackDelays& delays,
                                const std::string& site = "site");

}  // namespace sim
