#include "scenarios/engine/faults/target_resolver.h"

#include "tests/scenarios/faults/fault_fixture.h"

namespace scenario::test {
namespace {

class Target : public FaultTest {
 protected:
  /// The labels of those found, or "why" in brackets.
  std::string found(const std::string& target, std::uint64_t seed = 1) {
    const Loaded read = load_faults("  - { kind: slow-host, factor: 2, at: 1s, target: " + target + " }\n");
    EXPECT_TRUE(read.spec) << read.diagnostics.render();
    if (!read.spec) return "";
    TargetResolver resolver(cluster_, sim::Streams(seed).stream("t"));
    const FoundTargets result = resolver.resolve(read.spec->faults[0].target, [&](const kafka::Machine& m) {
      return cluster_.state(m.host) == kafka::MachineState::stopped ? "stopped already" : "";
    });
    std::string text = labels_of(result.machines);
    for (const MissingTarget& m : result.missing) text += "[" + m.target + ": " + m.why + "]";
    return text;
  }
};

TEST_F(Target, EveryFormIsFound) {
  EXPECT_EQ(found("broker-102"), "broker-102");
  EXPECT_EQ(found("zookeeper-2"), "zookeeper-2");
  EXPECT_EQ(found("leader-of orders-0"), "broker-101");
  EXPECT_EQ(found("followers-of orders-0"), "broker-102, broker-103");
  EXPECT_EQ(found("controller"), "broker-102");
  EXPECT_EQ(found("zookeeper-leader"), "zookeeper-3");
  EXPECT_EQ(found("zookeeper-followers"), "zookeeper-1, zookeeper-2");
  EXPECT_EQ(found("producer p1"), "p1-1, p1-2");
  EXPECT_EQ(found("producer p1-2"), "p1-2");
  EXPECT_EQ(found("consumer C"), "C-1, C-2");
  EXPECT_EQ(found("consumer C-1"), "C-1");
  EXPECT_EQ(found("brokers"), "broker-101, broker-102, broker-103");
  EXPECT_EQ(found("zookeeper"), "zookeeper-1, zookeeper-2, zookeeper-3");
  EXPECT_EQ(found("clients"), "p1-1, p1-2, C-1, C-2");
}

TEST_F(Target, ARackIsEveryMachineInIt) {
  EXPECT_EQ(found("rack-a"), "broker-101, broker-102, zookeeper-1, zookeeper-2, p1-1");
}

TEST_F(Target, AListNamesEachMachineOnce) {
  EXPECT_EQ(found("[controller, broker-103, brokers]"), "broker-102, broker-103, broker-101");
}

TEST_F(Target, WhatIsNotThereIsSaid) {
  cluster_.leader = kafka::kNoBroker;
  cluster_.controller_id = kafka::kNoBroker;
  cluster_.zookeeper_leader_id.reset();
  EXPECT_EQ(found("[leader-of orders-0, controller, zookeeper-leader, zookeeper-followers]"),
            "[leader-of orders-0: there is none][controller: there is none][zookeeper-leader: there is none]"
            "[zookeeper-followers: there is none]");
}

TEST_F(Target, OneOfManyIsDrawnFromThoseThatCanBeHit) {
  std::set<std::string> brokers;
  std::set<std::string> followers;
  std::set<std::string> servers;
  cluster_.state_of("broker-103") = kafka::MachineState::stopped;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    brokers.insert(found("any-broker", seed));
    followers.insert(found("any-follower-of orders-0", seed));
    servers.insert(found("random", seed));
  }
  EXPECT_EQ(brokers, (std::set<std::string>{"broker-101", "broker-102"}));
  EXPECT_EQ(followers, std::set<std::string>{"broker-102"});
  EXPECT_EQ(servers, (std::set<std::string>{"broker-101", "broker-102", "zookeeper-1", "zookeeper-2", "zookeeper-3"}));
}

TEST_F(Target, NobodyLeftToDrawFrom) {
  for (const char* name : {"broker-101", "broker-102", "broker-103"})
    cluster_.state_of(name) = kafka::MachineState::stopped;
  EXPECT_EQ(found("any-broker"), "[any-broker: stopped already]");
}

}  // namespace
}  // namespace scenario::test
