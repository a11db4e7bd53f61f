#pragma once
/// The map of the data centre: hosts, racks, switches and sites, the links between them, and the shortest way.
///
/// An undirected graph (Boost.Graph, inside the .cpp). A path is the one with the least delay; among equals the one
/// with the fewest links, then the one whose nodes, looked at from the larger end, have the smallest ids. The way back
/// is the way there reversed.
/// Units: one-way delays in simulated time, bytes per second. Errors: "unreachable" is a value; a name used twice, an
/// unknown id or a negative delay is a bug (SIM_CHECK).
/// Cost: a path is O(its length) once the tree of its smaller end is known; a tree costs O(links log nodes) and lives
/// until a link changes.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/bytes.h"
#include "sim/core/strong.h"
#include "sim/core/time.h"

namespace sim {

/// A place in the topology, a dense index in the order of addition.
using NodeId = StrongInt<struct NodeTag, std::int32_t>;
/// A link of the topology, a dense index in the order of addition.
using LinkId = StrongInt<struct LinkTag, std::int32_t>;

enum class NodeKind : std::uint8_t { host, rack, rack_switch, site };

struct LinkConfig {
  Duration delay{0};    ///< one way
  BytesPerSecond rate;  ///< each way; 0 is unlimited
};

/// What lies between two nodes. From a node to itself: reachable, no delay, no hop.
struct Path {
  bool reachable = false;
  Duration delay{0};          ///< one way: links, and crossings of the nodes between
  BytesPerSecond bottleneck;  ///< the slowest link; 0: none is limited
  std::int32_t hops = 0;      ///< links

  friend bool operator==(const Path&, const Path&) = default;
};

/// One link of a path in the direction in which it is travelled.
struct Hop {
  LinkId link;
  bool forward = true;  ///< from the link's first end to its second
  NodeId to;

  friend bool operator==(const Hop&, const Hop&) = default;
};

/// Told after every change of a link.
class TopologyObserver {
 public:
  virtual ~TopologyObserver() = default;
  virtual void on_topology_changed() = 0;
};

class Topology {
 public:
  Topology();
  ~Topology();
  Topology(const Topology&) = delete;
  Topology& operator=(const Topology&) = delete;

  /// `crossing` is what it takes to pass through the node on the way to somewhere else (a switch's own delay).
  /// `parent` says what it is part of (a host of a rack, a rack of a site); it carries no traffic.
  NodeId add_node(NodeKind kind, std::string_view name, Duration crossing = Duration{0},
                  std::optional<NodeId> parent = std::nullopt);
  LinkId add_link(NodeId a, NodeId b, const LinkConfig& config = {});

  void set_link(LinkId link, const LinkConfig& config);
  void set_link_up(LinkId link, bool up);

  [[nodiscard]] Path path(NodeId a, NodeId b) const;
  /// The links of that path in order; empty if unreachable or a == b.
  [[nodiscard]] std::vector<Hop> route(NodeId a, NodeId b) const;

  [[nodiscard]] std::optional<NodeId> find(std::string_view name) const;
  [[nodiscard]] std::optional<LinkId> find_link(NodeId a, NodeId b) const;
  [[nodiscard]] std::int32_t node_count() const;
  [[nodiscard]] std::int32_t link_count() const;
  [[nodiscard]] const std::string& name(NodeId node) const;
  [[nodiscard]] NodeKind kind(NodeId node) const;
  [[nodiscard]] std::optional<NodeId> parent(NodeId node) const;
  /// The hosts that are, directly or not, part of `node`, by id; a host is part of itself.
  [[nodiscard]] std::vector<NodeId> hosts_of(NodeId node) const;
  [[nodiscard]] std::pair<NodeId, NodeId> ends(LinkId link) const;
  [[nodiscard]] LinkConfig link(LinkId link) const;
  [[nodiscard]] bool link_up(LinkId link) const;

  /// Grows with every change that may move a path.
  [[nodiscard]] std::uint32_t version() const { return version_; }
  /// At most one; nullptr for none.
  void set_observer(TopologyObserver* observer) { observer_ = observer; }

 private:
  struct Graph;
  void changed();

  std::unique_ptr<Graph> graph_;
  std::uint32_t version_ = 0;
  TopologyObserver* observer_ = nullptr;
};

}  // namespace sim
