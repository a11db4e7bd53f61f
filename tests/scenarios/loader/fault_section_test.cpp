#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using test::load_yaml;
using Found = std::vector<std::string>;
/// Entries begin in line 10; the run takes a minute.
test::Loaded faults(const std::string& entries, const std::string& more = "") {
  return load_yaml(
      "title: t\nduration: 1m\ncluster:\n  brokers: [{ id: 101, rack: a }, { id: 102, rack: b }]\n"
      "  zookeeper: { servers: [{ rack: a }, { rack: b }, { rack: c }] }\n"
      "topics: [{ name: orders, partitions: 4 }, { name: big-one, partitions: 20 }]\n"
      "producers: [{ name: p1, workload: { topic: orders, rate: 1/s } }]\n"
      "groups: [{ name: C, topics: [orders], members: 4 }]\nfaults:\n" +
      entries + more);
}

FaultSpec read_fault(const std::string& entry) {
  const auto loaded = faults("  - " + entry + "\n");
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
  return loaded.spec ? loaded.spec->faults.at(0) : FaultSpec{};
}

TargetSpec target(const std::string& text) {
  const FaultSpec fault = read_fault("{ kind: kill, at: 1s, target: " + text + " }");
  return fault.target.empty() ? TargetSpec{} : fault.target.front();
}

TEST(FaultSection, AKillHasItsTimes) {
  const FaultSpec f =
      read_fault("{ kind: kill, target: broker-102, at: 10s, for: 20s, every: 25s, repeat: 2, jitter: 3s, name: it }");
  EXPECT_EQ(f.kind, FaultKind::kill);
  EXPECT_EQ(f.at, 10s);
  EXPECT_EQ(f.duration, 20s);
  EXPECT_EQ(f.every, 25s);
  EXPECT_EQ(f.repeat, 2);
  EXPECT_EQ(f.jitter, 3s);
  EXPECT_EQ(f.where.line, 10);
  EXPECT_EQ(f.where.column, 5);
}

TEST(FaultSection, WithoutForItLastsAndHappensOnce) {
  const FaultSpec f = read_fault("{ kind: pause, target: broker-102, at: 0 }");
  EXPECT_EQ(f.duration, sim::kForever);
  EXPECT_EQ(f.every, 0s);
  EXPECT_EQ(read_fault("{ kind: restart, target: broker-102, at: 0 }").duration, 0s);
}

TEST(FaultSection, EveryKindIsKnown) {
  for (const FaultKindInfo& kind : fault_kinds()) {
    std::string own;
    for (const std::string_view key : kind.keys) {
      if (key == "probability") own += ", probability: 1%";
      if (key == "factor") own += ", factor: 10";
      if (key == "latency") own += ", latency: 5ms";
    }
    EXPECT_EQ(read_fault("{ kind: " + std::string(kind.name) + ", target: broker-102, at: 1s" + own + " }").kind,
              kind.kind);
  }
}

TEST(FaultSection, KeysOfTheKinds) {
  EXPECT_EQ(read_fault("{ kind: restart, how: power-loss, target: broker-102, at: 0 }").how, sim::StopKind::power_loss);
  const FaultSpec cut =
      read_fault("{ kind: partition, target: rack-a, peers: [rack-b, rack-c], direction: out, at: 0 }");
  EXPECT_EQ(cut.direction, LinkDirection::out);
  ASSERT_EQ(cut.peers.size(), 2u);
  EXPECT_EQ(cut.peers[1].name, "c");
  const FaultSpec groups = read_fault("{ kind: partition, groups: [[broker-101, zookeeper-1], broker-102], at: 0 }");
  ASSERT_EQ(groups.groups.size(), 2u);
  EXPECT_EQ(groups.groups[0].size(), 2u);
  const FaultSpec slow = read_fault(
      "{ kind: slow-link, target: broker-101, latency: 5ms, latency.jitter: 1ms, bandwidth: 8kbit/s, ramp: 2s, at: 0 "
      "}");
  EXPECT_EQ(slow.latency, 5ms);
  EXPECT_EQ(slow.latency_jitter, 1ms);
  EXPECT_EQ(slow.bandwidth, sim::BytesPerSecond(1000));
  EXPECT_EQ(slow.ramp, 2s);
  EXPECT_DOUBLE_EQ(read_fault("{ kind: flaky-link, target: broker-101, probability: 0.1%, at: 0 }").probability, 0.001);
  EXPECT_DOUBLE_EQ(read_fault("{ kind: slow-disk, target: broker-101, factor: 2.5, at: 0 }").factor, 2.5);
}

TEST(FaultSection, EveryFormOfTarget) {
  EXPECT_EQ(target("broker-102").number, 102);
  EXPECT_EQ(target("zookeeper-2").kind, TargetSpec::Kind::zookeeper);
  EXPECT_EQ(target("rack-b").name, "b");
  EXPECT_EQ(target("leader-of big-one-12").name, "big-one");
  EXPECT_EQ(target("leader-of big-one-12").number, 12);
  EXPECT_EQ(target("followers-of orders-0").kind, TargetSpec::Kind::followers_of);
  EXPECT_EQ(target("any-follower-of orders-0").kind, TargetSpec::Kind::any_follower_of);
  EXPECT_EQ(target("consumer C-4").name, "C-4");
  EXPECT_EQ(target("consumer C").kind, TargetSpec::Kind::consumer);
  EXPECT_EQ(target("producer p1").kind, TargetSpec::Kind::producer);
  for (const auto& [word, kind] : {std::pair{"controller", TargetSpec::Kind::controller},
                                   {"zookeeper-leader", TargetSpec::Kind::zookeeper_leader},
                                   {"zookeeper-followers", TargetSpec::Kind::zookeeper_followers},
                                   {"brokers", TargetSpec::Kind::brokers},
                                   {"zookeeper", TargetSpec::Kind::zookeepers},
                                   {"clients", TargetSpec::Kind::clients},
                                   {"any-broker", TargetSpec::Kind::any_broker},
                                   {"any-zookeeper", TargetSpec::Kind::any_zookeeper},
                                   {"any-producer", TargetSpec::Kind::any_producer},
                                   {"any-consumer", TargetSpec::Kind::any_consumer},
                                   {"random", TargetSpec::Kind::random}})
    EXPECT_EQ(target(word).kind, kind) << word;
}

TEST(FaultSection, TargetsThatNobodyHas) {
  EXPECT_EQ(faults("  - { kind: kill, at: 1s, target: broker-103 }\n").found,
            Found{"10:35 no broker is named '103' (known are: broker-101, broker-102)"});
}

TEST(FaultSection, AllMistakesInOnePass) {
  const auto found = faults(R"(  - { kind: kil, target: broker-101, at: 1s }
  - { kind: kill, target: brokr-101, at: 1s }
  - { kind: kill, target: leader-of order-0, at: 1s }
  - { kind: kill, target: leader-of orders-4, at: 1s }
  - { kind: kill, target: leader-of orders, at: 1s }
  - { kind: kill, target: rack-d, at: 1s }
  - { kind: kill, target: consumer C-5, at: 1s }
  - { kind: kill, target: producer p2, at: 1s }
  - { kind: kill, target: zookeeper-4, at: 1s }
  - { kind: kill, target: [], at: 1s }
  - { kind: kill, target: broker-101, at: 61s }
  - { kind: kill, target: broker-101, at: -1s }
  - { kind: kill, target: broker-101 }
  - { kind: kill, at: 1s }
  - { kind: kill, target: broker-101, at: 1s, for: 0 }
  - { kind: kill, target: broker-101, at: 1s, repeat: 3 }
  - { kind: kill, target: broker-101, at: 1s, every: 0 }
  - { kind: kill, target: broker-101, at: 1s, factor: 3 }
  - { kind: slow-disk, target: producer p1, at: 1s, factor: 1 }
  - { kind: slow-link, target: broker-101, at: 1s, ramp: 1s }
  - { kind: flaky-link, target: broker-101, at: 1s, probability: 0 }
  - { kind: partition, groups: [broker-101], target: broker-101, at: 1s }
  - { kind: restart, how: hard, target: broker-101, at: 1s }
  - just text
)")
                         .found;
  const Found expected{"10:13 no kind of fault is called 'kil' (did you mean 'kill'?)",
                       "11:27 'brokr-101' is no target (did you mean 'broker-101'?)",
                       "12:27 no topic is named 'order' (did you mean 'orders'?)",
                       "13:27 topic 'orders' has no partition 4: it has 4",
                       "14:27 'orders' is no partition (topic and number, such as orders-0)",
                       "15:27 no rack is named 'd' (known are: rack-a, rack-b, rack-c)",
                       "16:27 no consumer is named 'C-5' (did you mean 'C-1'?)",
                       "17:27 no producer is named 'p2' (did you mean 'p1'?)",
                       "18:27 'zookeeper-4' is no target (did you mean 'zookeeper-1'?)",
                       "19:27 'target' must name at least one machine",
                       "20:43 'at' is after the end of the run: it would never happen (the run ends at 60s)",
                       "21:43 'at' must be a duration such as 20s, 5ms or 1h 30m, not '-1s'",
                       "22:5 'at' is missing in faults[12] (when it begins)",
                       "23:5 'target' is missing in faults[13] (a machine, or a list: found when the fault begins)",
                       "24:52 'for' must be longer than 0",
                       "25:55 'repeat' needs 'every'",
                       "26:54 'every' must be longer than 0",
                       "27:47 'factor' does not belong to kill (it has target)",
                       "28:32 'producer p1' has no disk here: slow-disk is for brokers and ZooKeeper servers",
                       "28:61 'factor' must be more than 1 and at most 1000000",
                       "29:5 faults[19] changes nothing (add latency, latency.jitter or bandwidth)",
                       "29:58 'ramp' needs 'latency'",
                       "30:66 'probability' must be more than 0",
                       "31:32 'groups' needs at least two lists of targets",
                       "31:54 'target' and 'groups' exclude each other",
                       "32:27 'how' must be clean or kill or power-loss, not 'hard'",
                       "33:5 'faults[23]' must be a map of keys and values, not 'just text'"};
  ASSERT_EQ(found.size(), expected.size()) << ::testing::PrintToString(found);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], expected[i]);
}

TEST(FaultSection, ATruckAndTheWholeFleetAreProducers) {
  const auto loaded = faults("  - { kind: pause, target: [producer truck-3, producer trucks], at: 1s }\n",
                             "trucks: { fleet: 5, topic: orders }\n");
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
  EXPECT_FALSE(
      faults("  - { kind: pause, target: producer truck-6, at: 1s }\n", "trucks: { fleet: 5, topic: orders }\n").spec);
}

// What `admin:` brings is known from the moment it comes.
TEST(FaultSection, TopicsAndBrokersThatComeDuringTheRun) {
  const std::string admin =
      "admin:\n  - { kind: add-broker, id: 104, rack: d, at: 20s }\n"
      "  - { kind: create-topic, topic: fresh, partitions: 2, at: 10s }\n";
  EXPECT_TRUE(faults("  - { kind: kill, target: [broker-104, rack-d, leader-of fresh-1], at: 20s }\n", admin).spec);
  EXPECT_EQ(
      faults("  - { kind: kill, target: [broker-104, leader-of fresh-1, leader-of fresh-2], at: 5s }\n", admin).found,
      (Found{"10:28 broker 104 is added only at 20s", "10:40 topic 'fresh' is created only at 10s",
             "10:59 topic 'fresh' has no partition 2: it has 2"}));
}

}  // namespace
}  // namespace scenario
