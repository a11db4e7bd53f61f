#include "tests/scenarios/faults/fault_fixture.h"

namespace scenario::test {
namespace {

/// Machines are 1 ms apart.
class LinkFaults : public FaultTest {
 protected:
  LinkFaults() {
    for (const char* from : {"broker-101", "broker-102", "broker-103", "p1-1"})
      for (const char* to : {"broker-101", "broker-102", "broker-103", "zookeeper-1"})
        if (std::string(from) != to) cluster_.connect(from, to);
  }
};

TEST_F(LinkFaults, APartitionCutsTheTargetFromEverybodyUntilItEnds) {
  install("  - { kind: partition, target: broker-101, at: 5s, for: 5s }\n");
  run_to(4s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 1ms);
  run_to(6s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), sim::kForever);
  EXPECT_EQ(cluster_.delay("broker-102", "broker-101"), sim::kForever);
  EXPECT_EQ(cluster_.delay("p1-1", "broker-101"), sim::kForever);
  EXPECT_EQ(cluster_.delay("broker-102", "broker-103"), 1ms);
  run_to(11s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 1ms);
}

TEST_F(LinkFaults, ABrokerCanBeCutFromZooKeeperOnly) {
  run("  - { kind: partition, target: broker-101, peers: zookeeper, at: 5s }\n", 6s);
  EXPECT_EQ(cluster_.delay("broker-101", "zookeeper-1"), sim::kForever);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 1ms);
  EXPECT_EQ(cluster_.delay("broker-102", "zookeeper-1"), 1ms);
  EXPECT_EQ(events(), Lines{"5s partition broker-101 from zookeeper-1, zookeeper-2, zookeeper-3 begins"});
}

TEST_F(LinkFaults, OneWayOutOrIn) {
  install(
      "  - { kind: partition, target: broker-101, peers: broker-102, direction: out, at: 5s, for: 5s }\n"
      "  - { kind: partition, target: broker-101, direction: in, at: 15s, for: 5s }\n");
  run_to(6s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), sim::kForever);
  EXPECT_EQ(cluster_.delay("broker-102", "broker-101"), 1ms);
  run_to(16s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 1ms);
  EXPECT_EQ(cluster_.delay("broker-102", "broker-101"), sim::kForever);
}

TEST_F(LinkFaults, GroupsCannotReachEachOther) {
  run("  - { kind: partition, groups: [[broker-101, producer p1], [broker-102, broker-101], broker-103], at: 5s }\n",
      6s);
  EXPECT_EQ(events(), Lines{"5s partition broker-101, p1-1, p1-2 | broker-102 | broker-103 begins"});
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), sim::kForever);
  EXPECT_EQ(cluster_.delay("broker-103", "broker-102"), sim::kForever);
  EXPECT_EQ(cluster_.delay("p1-1", "broker-103"), sim::kForever);
  EXPECT_EQ(cluster_.delay("p1-1", "broker-101"), 1ms);
  EXPECT_EQ(cluster_.delay("broker-101", "zookeeper-1"), 1ms);  // in no group
}

TEST_F(LinkFaults, OneGroupAloneIsNoPartition) {
  run("  - { kind: partition, groups: [rack-a, broker-101], at: 5s }\n", 6s);
  EXPECT_EQ(missing(), Lines{"5s groups: there is only one side"});
}

TEST_F(LinkFaults, ASlowLinkDelaysItsMessages) {
  install("  - { kind: slow-link, target: broker-101, peers: brokers, latency: 20ms, at: 5s, for: 5s }\n");
  run_to(6s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 21ms);
  EXPECT_EQ(cluster_.delay("broker-102", "broker-101"), 21ms);
  EXPECT_EQ(cluster_.delay("broker-102", "broker-103"), 1ms);
  EXPECT_EQ(cluster_.delay("p1-1", "broker-101"), 1ms);
  run_to(11s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 1ms);
}

TEST_F(LinkFaults, ItsJitterAndItsBandwidth) {
  install(
      "  - { kind: slow-link, target: broker-101, latency.jitter: 20ms, at: 5s, for: 1s }\n"
      "  - { kind: slow-link, target: broker-101, bandwidth: 10kB/s, at: 7s, for: 1s }\n");
  run_to(5s);
  std::set<sim::Duration> delays;
  for (int i = 0; i < 5; ++i) delays.insert(cluster_.delay("broker-101", "broker-102"));
  EXPECT_EQ(delays.size(), 5u);
  EXPECT_GE(*delays.begin(), 1ms);
  EXPECT_LE(*delays.rbegin(), 21ms);
  run_to(7500ms);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 11ms);  // 100 bytes at 10 kB/s
}

TEST_F(LinkFaults, ARampGrows) {
  install("  - { kind: slow-link, target: broker-101, latency: 40ms, ramp: 40s, at: 10s }\n");
  run_to(20s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 11ms);
  run_to(30s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 21ms);
  run_to(60s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 41ms);
}

TEST_F(LinkFaults, AFlakyLinkBreaksConnections) {
  install("  - { kind: flaky-link, target: broker-101, peers: broker-102, probability: 100%, at: 5s, for: 5s }\n");
  run_to(6s);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-103"), 1ms);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), sim::kForever);
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), sim::kForever);  // it stays broken
  run_to(11s);
  cluster_.connect("broker-101", "broker-102");
  EXPECT_EQ(cluster_.delay("broker-101", "broker-102"), 1ms);
}

TEST_F(LinkFaults, WithoutItsPeersItDoesNotHappen) {
  cluster_.zookeeper_leader_id.reset();
  run("  - { kind: partition, target: broker-101, peers: zookeeper-leader, at: 5s }\n"
      "  - { kind: partition, target: broker-101, peers: broker-101, at: 6s }\n",
      7s);
  EXPECT_EQ(missing(), (Lines{"5s zookeeper-leader: there is none", "6s broker-101: it is the target itself"}));
  EXPECT_EQ(events(), Lines{});
}

}  // namespace
}  // namespace scenario::test
