#include "scenarios/engine/run/cluster_measures.h"

#include <gtest/gtest.h>

#include "scenarios/engine/run/run_result.h"
#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using kafka::BrokerId;

ExpectSpec expect(const std::string& measure, const std::string& statistic, double value = 0) {
  ExpectSpec e;
  e.measure = measure;
  e.statistic = statistic;
  e.value = value;
  return e;
}
ExpectSpec of_partition(const std::string& measure, int partition, double value) {
  ExpectSpec e = expect(measure, "final", value);
  e.about = SubjectKind::partition;
  e.subject = "orders";
  e.partition = partition;
  return e;
}

/// One minute: 101 leads, dies at 10 s, 102 leads from 16 s; ZooKeeper is away from 30 s to 34 s.
RunResult result() {
  RunResult r;
  r.end = at_s(60);
  TopicResult orders_result;
  orders_result.name = "orders";
  r.topics.push_back(orders_result);
  Feed feed(r.history);
  const auto stored = [&](int leader, int epoch, std::vector<BrokerId> isr) {
    feed.emit(kafka::PartitionStateChanged{orders(0),
                                           BrokerId(leader),
                                           kafka::LeaderEpoch(epoch),
                                           kafka::PartitionEpoch(epoch),
                                           {BrokerId(101), BrokerId(102)},
                                           isr});
  };
  feed.now = at_s(-10);
  feed.emit(kafka::ZooKeeperLeaderServing{kafka::ServerId(2), 1, kafka::Zxid(0), 2});
  feed.emit(kafka::ControllerElected{BrokerId(101), kafka::ControllerEpoch(1)});
  stored(101, 0, {BrokerId(102), BrokerId(101)});
  feed.emit(
      kafka::BecameLeader{BrokerId(101), orders(0), kafka::LeaderEpoch(0), kafka::Offset(0), kafka::Offset(0), {}});
  feed.now = at_s(10);
  feed.emit(kafka::BrokerStopped{BrokerId(101), "kill"});
  feed.now = at_s(16);
  feed.emit(kafka::SessionExpired{kafka::SessionId(1), sim::HostId(0), 6s});
  feed.emit(kafka::ControllerElected{BrokerId(102), kafka::ControllerEpoch(2)});
  stored(102, 1, {BrokerId(102)});
  feed.emit(kafka::LeaderElected{orders(0), BrokerId(102), BrokerId(101), BrokerId(102), kafka::LeaderEpoch(1),
                                 "offline", false});
  feed.emit(
      kafka::BecameLeader{BrokerId(102), orders(0), kafka::LeaderEpoch(1), kafka::Offset(0), kafka::Offset(0), {}});
  feed.now = at_s(30);
  feed.emit(kafka::ZooKeeperServerStopped{kafka::ServerId(2), "kill"});
  feed.now = at_s(34);
  feed.emit(kafka::ZooKeeperLeaderServing{kafka::ServerId(3), 2, kafka::Zxid(0), 1});
  return r;
}

void expect_met(const ExpectSpec& e, const std::string& line) {
  const Judgement j = judge(e, result());
  EXPECT_EQ(j.sentence(), line);
  EXPECT_TRUE(j.met);
}

TEST(ClusterMeasures, TheStateOfAPartitionAtTheEndAndAtAMoment) {
  expect_met(of_partition("leader", 0, 102), "leader of orders-0: 102, as expected");
  ExpectSpec before = of_partition("leader", 0, 101);
  before.at = 10s;
  expect_met(before, "leader of orders-0 at 10 s: 101, as expected");
  expect_met(of_partition("leader-epoch", 0, 1), "leader epoch of orders-0: 1, as expected");
  expect_met(of_partition("isr-size", 0, 1), "isr size of orders-0: 1, as expected");
  ExpectSpec isr = of_partition("isr", 0, 0);
  isr.list = {101, 102};
  isr.at = 0s;
  expect_met(isr, "isr of orders-0 at 0 s: [101, 102], as expected");
  ExpectSpec least = of_partition("isr-size", 0, 2);
  least.statistic = "min";
  least.until = 16s;
  expect_met(least, "min isr size of orders-0 until 16 s: 2, as expected");
}

TEST(ClusterMeasures, OutagesAndUnderReplication) {
  ExpectSpec outage = expect("partition-outage", "longest", 5.9);
  outage.compare = ExpectSpec::Compare::between;
  outage.upper = 6.1;
  expect_met(outage, "longest partition outage: 6 s, within 5.9 s to 6.1 s as expected");
  expect_met(expect("under-replicated-partitions", "max", 1), "max under replicated partitions: 1, as expected");
  expect_met(expect("under-replicated-time", "total", 44), "under replicated time: 44 s, as expected");
  ExpectSpec window = expect("under-replicated-time", "total", 4);
  window.from = 10s;
  window.until = 20s;
  expect_met(window, "under replicated time from 10 s until 20 s: 4 s, as expected");
  expect_met(expect("offline-partitions", "max", 0), "max offline partitions: 0, as expected");
}

TEST(ClusterMeasures, ElectionsControllersAndZooKeeper) {
  expect_met(expect("leader-elections", "total", 1), "leader elections: 1, as expected");
  expect_met(expect("unclean-elections", "total", 0), "unclean elections: 0, as expected");
  expect_met(expect("controller-elections", "total", 1), "controller elections: 1, as expected");
  expect_met(expect("controller-epoch", "final", 2), "controller epoch: 2, as expected");
  ExpectSpec nobody = expect("controller", "final", -1);
  nobody.at = 12s;
  expect_met(nobody, "controller at 12 s: none, as expected");
  expect_met(expect("zookeeper-leader", "final", 3), "zookeeper leader: 3, as expected");
  expect_met(expect("zookeeper-outage", "longest", 4), "longest zookeeper outage: 4 s, as expected");
  expect_met(expect("sessions-expired", "total", 1), "sessions expired: 1, as expected");
}

// The end of the run belongs to the run.
TEST(ClusterMeasures, WhatHappensAtTheLastMomentCounts) {
  RunResult r = result();
  Feed feed(r.history);
  feed.now = at_s(60);
  feed.emit(kafka::FaultFoundNoTarget{0, "kill", "controller", "there is none"});
  EXPECT_FALSE(judge(expect("faults-without-target", "total", 0), r).met);
}

TEST(ClusterMeasures, WhatIsNotThereCannotBeJudged) {
  EXPECT_EQ(judge(of_partition("leader", 5, 101), result()).seen, "there is no such partition then");
  ExpectSpec other = of_partition("leader", 0, 101);
  other.subject = "nothing";
  EXPECT_EQ(judge(other, result()).seen, "there is no topic nothing");
  EXPECT_EQ(judge(expect("invariant-violations", "total"), result()).seen, "no invariant watched the run");
  RunResult watched = result();
  watched.promises =
      PromisesResult{.violations = {"one"}, .excused = {}, .allowed_losses = {}, .allowed_lost_records = 7};
  EXPECT_FALSE(judge(expect("invariant-violations", "total", 0), watched).met);
  EXPECT_TRUE(judge(expect("allowed-losses", "total", 7), watched).met);
}

}  // namespace
}  // namespace scenario
