// A run that begins before time zero: NICs and links are free from its start.

#include <gtest/gtest.h>

#include "sim/net/network.h"
#include "sim/net/topology_builders.h"

namespace sim {
namespace {

TEST(EarlyStart, MessagesBeforeTimeZeroTakeNoLongerThanAfterwards) {
  for (const BytesPerSecond link : {BytesPerSecond{0}, BytesPerSecond{125'000'000}}) {
    std::vector<Duration> arrivals;
    for (const SimTime start : {kTimeZero, kTimeZero - 30s}) {
      Scheduler scheduler(start);
      Topology map;
      const auto places = build_uniform(map, {"a", "b"}, 1ms, link);
      Network network(scheduler, map);
      const NicConfig nic{.egress = BytesPerSecond{125'000'000}, .ingress = BytesPerSecond{125'000'000}};
      const HostId a = network.add_host("a", places[0], nic);
      const HostId b = network.add_host("b", places[1], nic);
      const LifeId life = scheduler.begin_life();
      network.listen(b, life);
      const ConnectionId id = network.connect(a, life, b, [](const ConnectResult&) {});
      scheduler.run_until(start + 10ms);
      Duration arrived{-1};
      network.send(id, a, Bytes(125'000), [&] { arrived = scheduler.now() - start; });
      scheduler.run_until(start + 60s);
      arrivals.push_back(arrived);
    }
    EXPECT_EQ(arrivals[0], 12ms);  // 1 ms on the wire, 1 ms of path
    EXPECT_EQ(arrivals[1], arrivals[0]);
  }
}

}  // namespace
}  // namespace sim
