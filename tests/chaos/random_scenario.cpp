#include "tests/chaos/random_scenario.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "sim/random/streams.h"
#include "tests/chaos/random_clients.h"

namespace chaos {
namespace {

constexpr int kFirstFault = 60;
constexpr int kLastBegin = 20 * 60;
constexpr int kHealed = 23 * 60;

class Writer {
 public:
  explicit Writer(std::uint64_t seed)
      : seed_(seed),
        rng_(sim::Streams(seed).stream("chaos")),
        brokers_(between(3, 5)),
        servers_(pick<int>({1, 3, 3, 3, 5})),
        topics_(between(1, 3)),
        clients_(rng_, topics_, !old_) {}

  std::string write() {
    text_ = "title: Faults at random, seed " + num(static_cast<std::int64_t>(seed_)) + "\n";
    text_ += "seed: " + num(static_cast<std::int64_t>(seed_)) + "\nduration: 28m\n";
    text_ += std::string("profile: \"") + (old_ ? "2.3" : "3.9") + "\"\n";
    cluster();
    topics();
    text_ += clients_.text();
    faults();
    end_groups();
    admin();
    text_ += "expect:\n  - { invariant-violations: 0 }\n";
    return text_;
  }

 private:
  int between(int low, int high) { return static_cast<int>(rng_.between(low, high)); }
  template <class T>
  T pick(std::vector<T> from) {
    return from[rng_.below(from.size())];
  }
  std::string broker() { return "broker-" + num(101 + between(0, brokers_ - 1)); }
  std::string server() { return "zookeeper-" + num(between(1, servers_)); }
  std::string partition() {
    const auto t = static_cast<std::size_t>(between(0, topics_ - 1));
    return "topic" + num(static_cast<int>(t)) + "-" + num(between(0, partitions_[t] - 1));
  }

  void cluster() {
    static constexpr std::array kRacks{"a", "b", "c"};
    text_ += "cluster:\n  brokers:\n";
    for (int i = 0; i < brokers_; ++i)
      text_ += "    - { id: " + num(101 + i) + ", rack: " + kRacks[static_cast<std::size_t>(i) % 3] + " }\n";
    text_ += "  zookeeper:\n    servers: [";
    for (int i = 0; i < servers_; ++i)
      text_ += std::string(i > 0 ? ", " : "") + "{ rack: " + kRacks[static_cast<std::size_t>(i) % 3] + " }";
    text_ += "]\n  hardware: { preset: " + pick<std::string>({"lan", "zones"}) + " }\n";
    text_ += "  config:\n    zookeeper.session.timeout.ms: " + num(pick<int>({6000, 18000}));
    text_ += "\n    replica.lag.time.max.ms: " + num(pick<int>({10000, 30000}));
    text_ += "\n    leader.imbalance.check.interval.seconds: 30\n";
    // Few, so that most brokers coordinate somebody, and most faults of brokers hit a coordinator.
    text_ += "    offsets.topic.num.partitions: 5\n    transaction.state.log.num.partitions: 5\n";
    text_ += "    group.initial.rebalance.delay.ms: " + num(pick<int>({0, 3000})) + "\n";
    if (rng_.chance(0.2)) text_ += "    unclean.leader.election.enable: true\n";
  }

  void topics() {
    text_ += "topics:\n";
    for (int t = 0; t < topics_; ++t) {
      const int factor = std::min(between(1, 4), std::min(3, brokers_));
      partitions_.push_back(between(1, 6));
      text_ += "  - { name: topic" + num(t) + ", partitions: " + num(partitions_.back()) +
               ", replication.factor: " + num(factor) +
               ", config: { min.insync.replicas: " + num(between(1, std::min(factor, 2))) + " } }\n";
    }
    if (clients_.transforms())
      text_ += "  - { name: results, partitions: " + num(between(1, 6)) +
               ", replication.factor: 3, config: { min.insync.replicas: 2 } }\n";
  }

  std::string process() {
    switch (between(0, 13)) {
      case 0:
      case 1:
      case 2:
        return broker();
      case 3:
        return server();
      case 4:
        return "leader-of " + partition();
      case 5:
        return "controller";
      case 6:
        return "zookeeper-leader";
      case 7:
        return "any-broker";
      case 8:
        return "any-follower-of " + partition();
      case 9:
        return clients_.any_producer();
      case 10:
      case 11:
      case 12:
        return clients_.any();
      default:
        return "[" + broker() + ", " + server() + "]";
    }
  }

  std::string machine() { return rng_.chance(0.2) ? "rack-" + pick<std::string>({"a", "b", "c"}) : process(); }
  std::string with_disk() { return rng_.chance(0.7) ? broker() : server(); }
  std::string peers() {
    return pick<std::string>({"", "", ", peers: zookeeper", ", peers: brokers", ", peers: clients"});
  }
  std::string direction() { return pick<std::string>({"", "", ", direction: in", ", direction: out"}); }

  std::string what() {
    switch (between(0, 12)) {
      case 0:
        return "kind: stop, target: " + process();
      case 1:
      case 2:
        return "kind: kill, target: " + process();
      case 3:
        return "kind: power-loss, target: " + process();
      case 4:
        return "kind: restart, how: " + pick<std::string>({"clean", "kill", "power-loss"}) + ", target: " + process();
      case 5:
      case 6:
        return "kind: pause, target: " + process();
      case 7:
        return "kind: partition, target: " + machine() + peers() + direction();
      case 8:
        return "kind: partition, groups: [rack-a, [rack-b, rack-c]]";
      case 9:
        return "kind: slow-link, target: " + machine() + peers() + ", latency: " + num(between(5, 300)) +
               "ms, latency.jitter: " + num(between(0, 50)) + "ms";
      case 10:
        return "kind: flaky-link, target: " + machine() + ", probability: " + pick<std::string>({"0.1%", "1%", "5%"});
      case 11:
        return "kind: slow-disk, target: " + with_disk() + ", factor: " + num(between(2, 100));
      default:
        return rng_.chance(0.6) ? "kind: slow-host, target: " + process() + ", factor: " + num(between(2, 50))
                                : "kind: full-disk, target: " + with_disk();
    }
  }

  void faults() {
    text_ += "faults:\n";
    const int count = between(6, 25);
    for (int i = 0; i < count; ++i) {
      const int at = between(kFirstFault, kLastBegin);
      // Most faults are short, some long: lengths are spread evenly on a logarithmic scale from 1 to 256 s.
      const int length = std::min(1 << between(0, 8), kHealed - at);
      text_ += "  - { " + what() + ", at: " + num(at) + "s, for: " + num(length) + "s }\n";
    }
  }

  /// Consumers end, so that nothing commits offsets while the cluster is looked at.
  void end_groups() {
    for (const std::string& group : clients_.groups())
      text_ += "  - { kind: stop, target: consumer " + group + ", at: 27m 10s }\n";
  }

  void admin() {
    if (rng_.chance(0.5)) return;
    text_ += "admin:\n";
    if (rng_.chance(0.5)) reassign();
    if (rng_.chance(0.5)) text_ += "  - { kind: elect-preferred-leaders, at: " + num(between(60, kLastBegin)) + "s }\n";
    if (rng_.chance(0.5)) {
      partitions_.front() += between(1, 3);
      text_ += "  - { kind: add-partitions, topic: topic0, partitions: " + num(partitions_.front()) +
               ", at: " + num(between(60, kLastBegin)) + "s }\n";
    }
    const int create = between(60, kLastBegin - 300);
    text_ += "  - { kind: create-topic, topic: extra, partitions: 3, replication.factor: 3, at: " + num(create) +
             "s }\n  - { kind: delete-topic, topic: extra, at: " + num(create + between(1, 300)) + "s }\n";
  }

  void reassign() {
    std::vector<int> ids;
    for (int i = 0; i < brokers_; ++i) ids.push_back(101 + i);
    for (std::size_t i = ids.size() - 1; i > 0; --i) std::swap(ids[i], ids[rng_.below(i + 1)]);
    text_ += "  - { kind: reassign, topic: topic0, assignment: { 0: [" + num(ids[0]) + ", " + num(ids[1]) +
             "] }, at: " + num(between(60, kLastBegin)) + "s }\n";
  }

  std::uint64_t seed_;
  sim::Rng rng_;
  int brokers_;
  int servers_;
  int topics_;
  bool old_ = rng_.chance(0.3);
  RandomClients clients_;
  std::vector<int> partitions_;
  std::string text_;
};

}  // namespace

std::string random_scenario(std::uint64_t seed) { return Writer(seed).write(); }

}  // namespace chaos
