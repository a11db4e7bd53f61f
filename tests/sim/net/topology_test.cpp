#include "sim/net/topology.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/net/topology_builders.h"
#include "sim/random/rng.h"

namespace sim {
namespace {

constexpr BytesPerSecond kGigabit{125'000'000};

NodeId node(Topology& map, const std::string& name, Duration crossing = 0ns) {
  return map.add_node(NodeKind::rack_switch, name, crossing);
}

///        1 ms        1 ms
///   a -------- b -------- d        a-b-d: 2 ms, b takes nothing to cross
///    \                   /
///     `------ c --------'          a-c-d: 0.5 + 0.5 ms and 3 ms to cross c
class DiamondTest : public testing::Test {
 protected:
  Topology map_;
  NodeId a_ = node(map_, "a");
  NodeId b_ = node(map_, "b");
  NodeId c_ = node(map_, "c", 3ms);
  NodeId d_ = node(map_, "d", 7ms);
  LinkId ab_ = map_.add_link(a_, b_, {1ms, kGigabit});
  LinkId bd_ = map_.add_link(b_, d_, {1ms, BytesPerSecond(1000)});
  LinkId ac_ = map_.add_link(a_, c_, {500us, {}});
  LinkId cd_ = map_.add_link(c_, d_, {500us, {}});
};

TEST_F(DiamondTest, ShortestByDelayWithCrossingsOnlyOnTheWay) {
  EXPECT_EQ(map_.path(a_, d_), (Path{true, 2ms, BytesPerSecond(1000), 2}));  // not 4 ms through c
  EXPECT_EQ(map_.path(d_, a_), map_.path(a_, d_));
  EXPECT_EQ(map_.path(a_, c_), (Path{true, 500us, {}, 1})) << "c itself is not crossed";
  EXPECT_EQ(map_.path(a_, a_), (Path{true, 0ms, {}, 0}));
}

TEST_F(DiamondTest, RoutesNameTheLinksInTheDirectionTravelled) {
  EXPECT_EQ(map_.route(a_, d_), (std::vector<Hop>{{ab_, true, b_}, {bd_, true, d_}}));
  EXPECT_EQ(map_.route(d_, a_), (std::vector<Hop>{{bd_, false, b_}, {ab_, false, a_}}));
  EXPECT_TRUE(map_.route(a_, a_).empty());
}

TEST_F(DiamondTest, AChangedLinkMovesThePath) {
  const std::uint32_t before = map_.version();
  map_.set_link(ab_, {5ms, {}});
  EXPECT_NE(map_.version(), before);
  EXPECT_EQ(map_.path(a_, d_), (Path{true, 4ms, {}, 2}));  // 0.5 + 3 + 0.5 through c
  EXPECT_EQ(map_.path(a_, b_), (Path{true, 5ms, {}, 1})) << "the detour is 0.5 + 3 + 0.5 + 7 + 1 = 12 ms";
}

TEST_F(DiamondTest, UnreachableIsAValue) {
  map_.set_link_up(ab_, false);
  EXPECT_EQ(map_.path(a_, b_), (Path{true, 12ms, BytesPerSecond(1000), 3}));  // a-c-d-b, see above
  map_.set_link_up(ac_, false);
  EXPECT_FALSE(map_.path(a_, d_).reachable);
  EXPECT_TRUE(map_.route(a_, d_).empty());
  map_.set_link_up(ab_, true);
  EXPECT_EQ(map_.path(a_, d_).delay, 2ms);
}

TEST_F(DiamondTest, EqualDelaysGoByFewerLinksThenSmallerIds) {
  map_.set_link(ab_, {3ms, {}});  // a-b-d: 4 ms, as a-c-d
  EXPECT_EQ(map_.route(a_, d_).front().link, ab_) << "two links each: b has the smaller id";
  EXPECT_EQ(map_.route(d_, a_).back().link, ab_) << "and back the same way";
  const LinkId direct = map_.add_link(a_, d_, {4ms, {}});
  EXPECT_EQ(map_.route(a_, d_).front().link, direct) << "one link is fewer";
  const LinkId twin = map_.add_link(a_, d_, {4ms, {}});
  EXPECT_NE(map_.route(a_, d_).front().link, twin) << "of twins the older";
}

TEST_F(DiamondTest, NamesLeadToNodesAndBack) {
  EXPECT_EQ(map_.find("c"), c_);
  EXPECT_EQ(map_.find("nowhere"), std::nullopt);
  EXPECT_EQ(map_.name(d_), "d");
  EXPECT_EQ(map_.find_link(d_, b_), bd_);
  EXPECT_EQ(map_.find_link(b_, c_), std::nullopt);
  EXPECT_EQ(map_.ends(bd_), (std::pair{b_, d_}));
  EXPECT_DEATH(node(map_, "c"), "same name");
}

TEST(TopologyBuilders, UniformIsExactDownToOddNanoseconds) {
  Topology map;
  const auto hosts = build_uniform(map, {"h0", "h1", "h2", "h3"}, 333'333ns, kGigabit);
  for (const NodeId a : hosts)
    for (const NodeId b : hosts)
      if (a != b) {
        EXPECT_EQ(map.path(a, b), (Path{true, 333'333ns, kGigabit, 2}));
      }
}

TEST(TopologyBuilders, RacksShareTheirUplink) {
  Topology map;
  const BytesPerSecond slow(50'000'000);
  const auto hosts =
      build_racks(map, {{"rack-a", {"b1", "b2"}}, {"rack-b", {"b3"}}},
                  {.within_rack = 50us, .between_racks = 501us, .host_rate = kGigabit, .uplink_rate = slow});
  ASSERT_EQ(hosts.size(), 3u);
  EXPECT_EQ(map.path(hosts[0], hosts[1]), (Path{true, 50us, kGigabit, 2}));
  EXPECT_EQ(map.path(hosts[0], hosts[2]), (Path{true, 501us, slow, 4}));  // 50 + 401 + 50
  EXPECT_EQ(map.hosts_of(*map.find("rack-a")), (std::vector{hosts[0], hosts[1]}));
  EXPECT_EQ(map.hosts_of(*map.find("site")), hosts);
  EXPECT_EQ(map.kind(*map.find("rack-a")), NodeKind::rack);
  EXPECT_EQ(map.parent(hosts[2]), map.find("rack-b"));
  EXPECT_EQ(map.hosts_of(hosts[2]), std::vector{hosts[2]});
}

/// All pairs by Floyd and Warshall on (delay, hops), node crossings included, against the trees.
TEST(Topology, AgreesWithFloydWarshallOnRandomGraphs) {
  constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
  Rng rng(7);
  for (int graph = 0; graph < 20; ++graph) {
    constexpr std::size_t kNodes = 24;
    Topology map;
    std::vector<std::int64_t> crossing;
    std::vector<NodeId> nodes;
    for (std::size_t i = 0; i < kNodes; ++i) {
      crossing.push_back(rng.between(0, 3));
      nodes.push_back(node(map, "n" + std::to_string(i), Duration(crossing.back())));
    }
    using Length = std::pair<std::int64_t, std::int64_t>;  // delay, links
    std::vector<std::vector<Length>> best(kNodes, std::vector<Length>(kNodes, {kFar, kFar}));
    for (std::size_t i = 0; i < kNodes; ++i) best[i][i] = {0, 0};
    for (int edge = 0; edge < 40; ++edge) {  // few small delays: many ties, some nodes apart
      const auto a = static_cast<std::size_t>(rng.below(kNodes));
      const auto b = static_cast<std::size_t>(rng.below(kNodes));
      if (a == b) continue;
      const std::int64_t delay = rng.between(0, 5);
      const LinkId link = map.add_link(nodes[a], nodes[b], {Duration(delay), {}});
      if (rng.chance(0.1)) {
        map.set_link_up(link, false);
        continue;
      }
      best[a][b] = best[b][a] = std::min(best[a][b], {delay, 1});
    }
    for (std::size_t k = 0; k < kNodes; ++k)
      for (std::size_t i = 0; i < kNodes; ++i)
        for (std::size_t j = 0; j < kNodes; ++j) {
          if (i == k || j == k || best[i][k].first == kFar || best[k][j].first == kFar) continue;
          best[i][j] = std::min(
              best[i][j], {best[i][k].first + crossing[k] + best[k][j].first, best[i][k].second + best[k][j].second});
        }
    for (std::size_t i = 0; i < kNodes; ++i)
      for (std::size_t j = 0; j < kNodes; ++j) {
        const Path path = map.path(nodes[i], nodes[j]);
        ASSERT_EQ(path.reachable, best[i][j].first != kFar);
        if (!path.reachable) continue;
        ASSERT_EQ(path.delay.count(), best[i][j].first);
        ASSERT_EQ(path.hops, best[i][j].second);
        const auto route = map.route(nodes[i], nodes[j]);
        ASSERT_EQ(route.size(), static_cast<std::size_t>(path.hops));
        std::int64_t walked = 0;
        NodeId at = nodes[i];
        for (const Hop& hop : route) {
          if (at != nodes[i]) walked += crossing[static_cast<std::size_t>(at.value())];
          ASSERT_EQ(hop.forward ? map.ends(hop.link).first : map.ends(hop.link).second, at);
          ASSERT_TRUE(map.link_up(hop.link));
          walked += map.link(hop.link).delay.count();
          at = hop.to;
        }
        ASSERT_EQ(at, nodes[j]);
        ASSERT_EQ(walked, path.delay.count());
      }
  }
}

}  // namespace
}  // namespace sim
