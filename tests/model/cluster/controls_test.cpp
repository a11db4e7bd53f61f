// A cluster whose machines are stopped, started and shut down.

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Three brokers, one partition on all of them, led by 101.
struct Controls : public ::testing::Test {
  Controls() {
    f.brokers(3);
    f.topic("orders", 1, 3);
    f.spec.topics.back().assignment = {{BrokerId(101), BrokerId(102), BrokerId(103)}};
    f.spec.config.offsets_topic_num_partitions = 1;
    f.spec.hardware.network.latency = 1ms;
  }

  Cluster& build() {
    Cluster& cluster = f.build();
    ProducerConfig config;
    config.acks = Acks::all;
    producer = &cluster.add_producer("shop", "", config);
    app = std::make_unique<TestApplication>(*producer);
    ConsumerGroupSpec group;
    group.name = "readers";
    group.topics = {"orders"};
    group.config.auto_offset_reset = OffsetResetStrategy::earliest;
    cluster.add_group(group);
    cluster.start();
    return cluster;
  }
  void send(std::int64_t count) { app->send({.topic = f.tp("orders", 0).topic, .value_size = 100}, count); }
  std::int64_t delivered() const {
    std::int64_t sum = 0;
    for (const auto& [time, e] : f.events.all<RecordsDelivered>()) sum += e.count;
    return sum;
  }
  std::int64_t acknowledged() const {
    std::int64_t sum = 0;
    for (const auto& [time, e] : f.events.all<RecordsAcknowledged>()) sum += e.count;
    return sum;
  }
  sim::HostId consumer() const { return f.machine(MachineKind::consumer); }

  ClusterFixture f;
  ProducerMachine* producer = nullptr;
  std::unique_ptr<TestApplication> app;
};

TEST_F(Controls, MachinesAreListedBrokersFirst) {
  Cluster& cluster = build();
  std::vector<std::string> names;
  for (const Machine& m : cluster.machines()) names.push_back(m.name + " " + std::to_string(m.number));
  EXPECT_EQ(names, (std::vector<std::string>{"broker-101 101", "broker-102 102", "broker-103 103", "zookeeper-1 1",
                                             "zookeeper-2 2", "zookeeper-3 3", "shop 0", "readers 1"}));
  f.run_for(1ms);
  for (const Machine& m : cluster.machines()) EXPECT_EQ(cluster.state(m.host), MachineState::running) << m.name;
}

TEST_F(Controls, AnotherReplicaLeadsWhenTheLeaderIsKilledAndItComesBackIntoTheIsr) {
  Cluster& cluster = build();
  send(10);
  f.run_for(1s);
  cluster.stop(cluster.host(BrokerId(101)), sim::StopKind::kill);
  send(10);
  f.run_for(25s);
  EXPECT_EQ(cluster.leader_of(f.tp("orders", 0)), BrokerId(102));
  EXPECT_EQ(f.view().state(f.tp("orders", 0)).isr.size(), 2U);
  EXPECT_EQ(acknowledged(), 20);
  EXPECT_EQ(delivered(), 20);
  cluster.start(cluster.host(BrokerId(101)));
  f.run_for(60s);
  EXPECT_EQ(f.view().state(f.tp("orders", 0)).isr.size(), 3U);
}

TEST_F(Controls, ABrokerThatIsShutDownHandsItsLeadershipOverFirst) {
  Cluster& cluster = build();
  f.run_for(1s);
  const sim::SimTime begin = f.scheduler.now();
  sim::SimTime stopped;
  cluster.shutdown(cluster.host(BrokerId(101)), [&] { stopped = f.scheduler.now(); });
  f.run_for(5s);
  EXPECT_EQ(cluster.state(cluster.host(BrokerId(101))), MachineState::stopped);
  EXPECT_LT(stopped - begin, 2s);
  EXPECT_EQ(cluster.leader_of(f.tp("orders", 0)), BrokerId(102));
  send(5);
  f.run_for(1s);
  EXPECT_EQ(acknowledged(), 5);
}

TEST_F(Controls, WhenTheControllerIsKilledAnotherBrokerIsElected) {
  Cluster& cluster = build();
  const BrokerId before = cluster.controller();
  cluster.stop(cluster.host(before), sim::StopKind::kill);
  f.run_for(30s);
  EXPECT_NE(cluster.controller(), kNoBroker);
  EXPECT_NE(cluster.controller(), before);
}

TEST_F(Controls, ClientsDoNotNoticeThatZooKeeperElectsAnotherLeader) {
  Cluster& cluster = build();
  const ServerId before = *cluster.zookeeper_leader();
  for (const Machine& m : cluster.machines())
    if (m.kind == MachineKind::zookeeper && m.number == before.value()) cluster.stop(m.host, sim::StopKind::kill);
  send(5);
  f.run_for(30s);
  ASSERT_TRUE(cluster.zookeeper_leader().has_value());
  EXPECT_NE(*cluster.zookeeper_leader(), before);
  EXPECT_EQ(acknowledged(), 5);
  EXPECT_EQ(f.events.count<ControllerElected>(), 0U);
}

TEST_F(Controls, AZooKeeperServerWithAFullDiskEndsAtItsNextWrite) {
  Cluster& cluster = build();
  const sim::HostId host = f.machine(MachineKind::zookeeper);
  f.run_for(1s);  // the group's coordinator creates __consumer_offsets
  cluster.set_disk_full(host, true);
  f.run_for(1s);
  EXPECT_EQ(cluster.state(host), MachineState::running);
  bool done = false;
  cluster.delete_topic("orders", [&](const std::string& exception) { done = exception.empty(); });
  f.run_for(5s);
  EXPECT_TRUE(done);
  EXPECT_EQ(cluster.state(host), MachineState::stopped);
}

/// What it had not got an answer for is told; the numbers of its records go on.
TEST_F(Controls, AKilledProducerLosesWhatIsNotAcknowledged) {
  Cluster& cluster = build();
  send(10);
  f.run_for(1s);
  send(7);
  cluster.stop(producer->host().id(), sim::StopKind::kill);
  EXPECT_EQ(app->producer(), nullptr);
  ASSERT_EQ(f.events.count<ClientStopped>(), 1U);
  EXPECT_EQ(f.events.all<ClientStopped>()[0].second.unfinished, 7);
  f.run_for(1s);
  cluster.start(producer->host().id());
  send(5);
  f.run_for(1s);
  EXPECT_EQ(acknowledged(), 15);
  EXPECT_EQ(f.events.all<RecordsAcknowledged>().back().second.first_id.value(), 17);
}

TEST_F(Controls, AProducerThatIsShutDownSendsWhatItHas) {
  ProducerConfig config;
  config.linger_ms = 30s;
  Cluster& cluster = f.build();
  producer = &cluster.add_producer("shop", "", config);
  app = std::make_unique<TestApplication>(*producer);
  cluster.start();
  send(7);
  f.run_for(1s);
  EXPECT_EQ(acknowledged(), 0);
  bool stopped = false;
  cluster.shutdown(producer->host().id(), [&] { stopped = true; });
  EXPECT_EQ(cluster.state(producer->host().id()), MachineState::stopping);
  f.run_for(1s);
  EXPECT_TRUE(stopped);
  EXPECT_EQ(acknowledged(), 7);
  EXPECT_EQ(f.events.all<ClientStopped>()[0].second.unfinished, 0);
}

TEST_F(Controls, AKilledConsumerReadsAgainFromWhatItHadCommitted) {
  Cluster& cluster = build();
  send(10);
  f.run_for(6s);  // committed at 5 s
  send(10);
  f.run_for(1s);
  ASSERT_EQ(delivered(), 20);
  cluster.stop(consumer(), sim::StopKind::kill);
  f.run_for(1s);
  cluster.start(consumer());
  f.run_for(50s);  // its former self is a member until its session is over
  EXPECT_EQ(delivered(), 30) << "the second ten twice";
}

TEST_F(Controls, AConsumerThatIsShutDownCommitsWhatItHasProcessed) {
  Cluster& cluster = build();
  send(10);
  f.run_for(1s);
  bool stopped = false;
  cluster.shutdown(consumer(), [&] { stopped = true; });
  f.run_for(1s);
  EXPECT_TRUE(stopped);
  EXPECT_EQ(f.view().committed(GroupId(0), f.tp("orders", 0)), Offset(10));
  send(5);
  cluster.start(consumer());
  f.run_for(2s);
  EXPECT_EQ(delivered(), 15) << "nothing twice";
}

TEST_F(Controls, APausedProducerSendsLate) {
  Cluster& cluster = build();
  f.run_for(1s);
  cluster.pause(producer->host().id());
  EXPECT_EQ(cluster.state(producer->host().id()), MachineState::paused);
  send(3);
  f.run_for(1s);
  EXPECT_EQ(acknowledged(), 0);
  cluster.resume(producer->host().id());
  f.run_for(1s);
  EXPECT_EQ(acknowledged(), 3);
}

}  // namespace
}  // namespace kafka::testing
