#pragma once
/// Random faults of an ensemble's servers: kills, power losses, restarts, pauses, partitions, all seeded.

#include <memory>
#include <optional>
#include <vector>

#include "sim/net/rules.h"
#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {

class ZooKeeperFaults {
 public:
  ZooKeeperFaults(ZooKeeperFixture& fixture, int servers, sim::Rng rng) : f_(fixture), servers_(servers), rng_(rng) {}

  /// One fault begins or ends.
  void disturb() {
    const int s = static_cast<int>(rng_.between(1, servers_));
    sim::Host& host = f_.host(s);
    switch (rng_.below(9)) {
      case 0:
      case 1:
        if (!host.stopped()) host.stop(rng_.chance(0.5) ? sim::StopKind::kill : sim::StopKind::power_loss);
        break;
      case 2:
      case 3:
        if (host.stopped()) host.start();
        break;
      case 4:
        if (host.state() == sim::Host::State::running) host.pause();
        break;
      case 5:
        if (host.state() == sim::Host::State::paused) host.resume();
        break;
      case 6:
        cut_off(s);
        break;
      case 7:
        black_out();
        break;
      default:
        cut_.reset();
    }
  }
  /// Of all others, clients too.
  void cut_off(int server) {
    cut_.reset();
    cut_.emplace(
        f_.network.add_rule(std::make_unique<sim::Partition>(f_.hosts_of({server}), std::vector<sim::HostId>{})));
  }
  /// The whole site loses its power, and gets it back.
  void black_out() {
    for (int s = 1; s <= servers_; ++s)
      if (!f_.host(s).stopped()) f_.host(s).stop(sim::StopKind::power_loss);
    heal();
  }
  void heal() {
    cut_.reset();
    for (int s = 1; s <= servers_; ++s) {
      sim::Host& host = f_.host(s);
      if (host.stopped()) host.start();
      if (host.state() == sim::Host::State::paused) host.resume();
    }
  }

 private:
  ZooKeeperFixture& f_;
  int servers_;
  sim::Rng rng_;
  std::optional<sim::RuleGuard> cut_;
};

}  // namespace kafka::testing
