#include "sim/net/topology.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <limits>
#include <map>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/property_map/function_property_map.hpp>

#include "sim/core/check.h"

namespace sim {

namespace {

struct EdgeLink {
  std::size_t link = 0;
};
using Adjacency = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, EdgeLink>;
using Edge = boost::graph_traits<Adjacency>::edge_descriptor;

/// How far something is: less delay is nearer, then fewer links.
struct Distance {
  std::int64_t delay = 0;
  std::int32_t hops = 0;

  friend constexpr auto operator<=>(const Distance&, const Distance&) = default;
};
constexpr Distance kUnreachable{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int32_t>::max()};

constexpr Distance add(const Distance& a, const Distance& b) { return {a.delay + b.delay, a.hops + b.hops}; }

/// The shortest ways from one node to all others.
struct Tree {
  struct Step {
    std::size_t previous;  // the node before this one
    std::size_t link;      // the link from there
  };
  std::vector<Distance> distance;
  std::vector<Step> step;
};

struct NodeData {
  NodeKind kind;
  std::string name;
  Duration crossing;
  std::optional<NodeId> parent;
};

struct LinkData {
  std::size_t a;
  std::size_t b;
  LinkConfig config;
  bool up;
};

NodeId node_id(std::size_t index) { return NodeId(static_cast<std::int32_t>(index)); }
LinkId link_id(std::size_t index) { return LinkId(static_cast<std::int32_t>(index)); }

}  // namespace

struct Topology::Graph {
  Adjacency adjacency;
  std::vector<NodeData> nodes;
  std::vector<LinkData> links;
  std::map<std::string, NodeId, std::less<>> names;
  std::vector<std::unique_ptr<Tree>> trees;  // by source; empty where not asked for since the last change

  std::size_t index(NodeId node) const {
    const auto i = static_cast<std::size_t>(node.value());
    SIM_CHECK(node.value() >= 0 && i < nodes.size(), "no such node");
    return i;
  }
  std::size_t index(LinkId link) const {
    const auto i = static_cast<std::size_t>(link.value());
    SIM_CHECK(link.value() >= 0 && i < links.size(), "no such link");
    return i;
  }

  /// What it costs to go on along `edge`, away from its source: crossing that node (unless the way begins there), then
  /// the link.
  Distance cost(const Edge& edge, std::size_t start) const {
    const std::size_t from = boost::source(edge, adjacency);
    const Duration crossing = from == start ? Duration{0} : nodes[from].crossing;
    return {(crossing + links[adjacency[edge].link].config.delay).count(), 1};
  }

  const Tree& tree(std::size_t start);
  void choose_steps(Tree& tree, std::size_t start) const;
};

const Tree& Topology::Graph::tree(std::size_t start) {
  trees.resize(nodes.size());
  if (trees[start]) return *trees[start];
  auto grown = std::make_unique<Tree>();
  grown->distance.resize(nodes.size());
  const auto cost_of = [this, start](const Edge& edge) { return cost(edge, start); };
  // filtered_graph wants a predicate that can be default constructed and assigned: a plain function object.
  const std::function<bool(const Edge&)> is_up = [this](const Edge& edge) { return links[adjacency[edge].link].up; };
  const boost::filtered_graph<Adjacency, std::function<bool(const Edge&)>> live(adjacency, is_up);
  boost::dijkstra_shortest_paths(live, start,
                                 boost::weight_map(boost::make_function_property_map<Edge, Distance>(cost_of))
                                     .distance_map(boost::make_iterator_property_map(
                                         grown->distance.begin(), boost::get(boost::vertex_index, live)))
                                     .distance_compare(std::less<Distance>{})
                                     .distance_combine(&add)
                                     .distance_inf(kUnreachable)
                                     .distance_zero(Distance{}));
  choose_steps(*grown, start);
  trees[start] = std::move(grown);
  return *trees[start];
}

/// Dijkstra's own predecessors depend on the order of its heap; these do not.
void Topology::Graph::choose_steps(Tree& tree, std::size_t start) const {
  tree.step.assign(nodes.size(), {start, 0});
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    if (node == start || tree.distance[node] == kUnreachable) continue;
    std::pair best{std::numeric_limits<std::size_t>::max(), std::numeric_limits<std::size_t>::max()};
    for (const Edge edge : boost::make_iterator_range(boost::out_edges(node, adjacency))) {
      const std::size_t link = adjacency[edge].link;
      const std::size_t before = boost::target(edge, adjacency);
      if (!links[link].up || tree.distance[before] == kUnreachable) continue;
      const Duration crossing = before == start ? Duration{0} : nodes[before].crossing;
      const Distance through = add(tree.distance[before], {(crossing + links[link].config.delay).count(), 1});
      if (through == tree.distance[node]) best = std::min(best, std::pair{before, link});
    }
    tree.step[node] = {best.first, best.second};
  }
}

Topology::Topology() : graph_(std::make_unique<Graph>()) {}
Topology::~Topology() = default;

NodeId Topology::add_node(NodeKind kind, std::string_view name, Duration crossing, std::optional<NodeId> parent) {
  SIM_CHECK(crossing >= Duration{0});
  SIM_CHECK(!parent || parent->value() < node_count());
  const NodeId id = node_id(boost::add_vertex(graph_->adjacency));
  const bool is_new = graph_->names.emplace(name, id).second;
  SIM_CHECK(is_new, "two nodes of the same name");
  graph_->nodes.push_back(NodeData{kind, std::string(name), crossing, parent});
  changed();
  return id;
}

LinkId Topology::add_link(NodeId a, NodeId b, const LinkConfig& config) {
  SIM_CHECK(a != b && config.delay >= Duration{0} && config.rate.count() >= 0);
  const std::size_t link = graph_->links.size();
  graph_->links.push_back(LinkData{graph_->index(a), graph_->index(b), config, true});
  boost::add_edge(graph_->index(a), graph_->index(b), EdgeLink{link}, graph_->adjacency);
  changed();
  return link_id(link);
}

void Topology::set_link(LinkId link, const LinkConfig& config) {
  SIM_CHECK(config.delay >= Duration{0} && config.rate.count() >= 0);
  graph_->links[graph_->index(link)].config = config;
  changed();
}

void Topology::set_link_up(LinkId link, bool up) {
  LinkData& data = graph_->links[graph_->index(link)];
  if (data.up == up) return;
  data.up = up;
  changed();
}

void Topology::changed() {
  ++version_;
  graph_->trees.clear();
  if (observer_ != nullptr) observer_->on_topology_changed();
}

Path Topology::path(NodeId a, NodeId b) const {
  const std::size_t near = graph_->index(std::min(a, b));
  const std::size_t far = graph_->index(std::max(a, b));
  const Tree& tree = graph_->tree(near);
  const Distance distance = tree.distance[far];
  if (distance == kUnreachable) return Path{};
  Path path{true, Duration(distance.delay), BytesPerSecond{}, distance.hops};
  for (std::size_t node = far; node != near; node = tree.step[node].previous) {
    const BytesPerSecond rate = graph_->links[tree.step[node].link].config.rate;
    if (rate.unlimited()) continue;
    path.bottleneck = path.bottleneck.unlimited() ? rate : std::min(path.bottleneck, rate);
  }
  return path;
}

std::vector<Hop> Topology::route(NodeId a, NodeId b) const {
  const std::size_t near = graph_->index(std::min(a, b));
  const std::size_t far = graph_->index(std::max(a, b));
  const Tree& tree = graph_->tree(near);
  std::vector<Hop> hops;
  if (tree.distance[far] == kUnreachable) return hops;
  // Walked from the far end to the near one, which is the way from the larger id to the smaller.
  for (std::size_t node = far; node != near; node = tree.step[node].previous) {
    const Tree::Step step = tree.step[node];
    hops.push_back(Hop{link_id(step.link), graph_->links[step.link].a == node, node_id(step.previous)});
  }
  if (a > b) return hops;
  std::reverse(hops.begin(), hops.end());
  for (Hop& hop : hops) {
    hop.forward = !hop.forward;
    const LinkData& link = graph_->links[graph_->index(hop.link)];
    hop.to = node_id(hop.forward ? link.b : link.a);
  }
  return hops;
}

std::optional<NodeId> Topology::find(std::string_view name) const {
  const auto found = graph_->names.find(name);
  if (found == graph_->names.end()) return std::nullopt;
  return found->second;
}

std::optional<LinkId> Topology::find_link(NodeId a, NodeId b) const {
  const std::size_t from = graph_->index(a);
  const std::size_t to = graph_->index(b);
  std::optional<LinkId> found;
  for (const Edge edge : boost::make_iterator_range(boost::out_edges(from, graph_->adjacency))) {
    if (boost::target(edge, graph_->adjacency) != to) continue;
    const LinkId link = link_id(graph_->adjacency[edge].link);
    if (!found || link < *found) found = link;
  }
  return found;
}

std::int32_t Topology::node_count() const { return static_cast<std::int32_t>(graph_->nodes.size()); }
std::int32_t Topology::link_count() const { return static_cast<std::int32_t>(graph_->links.size()); }
const std::string& Topology::name(NodeId node) const { return graph_->nodes[graph_->index(node)].name; }
NodeKind Topology::kind(NodeId node) const { return graph_->nodes[graph_->index(node)].kind; }
std::optional<NodeId> Topology::parent(NodeId node) const { return graph_->nodes[graph_->index(node)].parent; }

std::vector<NodeId> Topology::hosts_of(NodeId node) const {
  std::vector<NodeId> hosts;
  for (std::size_t i = 0; i < graph_->nodes.size(); ++i) {
    if (graph_->nodes[i].kind != NodeKind::host) continue;
    std::optional<NodeId> at = node_id(i);
    while (at && *at != node) at = parent(*at);
    if (at) hosts.push_back(node_id(i));
  }
  return hosts;
}

std::pair<NodeId, NodeId> Topology::ends(LinkId link) const {
  const LinkData& data = graph_->links[graph_->index(link)];
  return {node_id(data.a), node_id(data.b)};
}

LinkConfig Topology::link(LinkId link) const { return graph_->links[graph_->index(link)].config; }
bool Topology::link_up(LinkId link) const { return graph_->links[graph_->index(link)].up; }

}  // namespace sim
