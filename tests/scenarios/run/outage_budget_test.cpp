// Outages from fabricated events. Every expected figure is the difference of two times written down in the test.

#include "scenarios/engine/run/outage_budget.h"

#include <gtest/gtest.h>

#include "scenarios/engine/run/outage_text.h"
#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

using kafka::BrokerId;
using kafka::ControllerEpoch;
using kafka::LeaderEpoch;
using kafka::Offset;
using kafka::SessionId;
using namespace std::chrono_literals;

/// orders-0 on 101 (leader), 102, 103; the controller is 103. Broker N has host N and session N.
class OutageBudgetTest : public ::testing::Test {
 protected:
  OutageBudget budget;
  Feed feed{budget};

  void SetUp() override {
    feed.now = at_ms(-1000);
    for (int id = 101; id <= 103; ++id) {
      feed.emit(kafka::BrokerStarted{BrokerId(id)}, sim::HostId(id));
      feed.emit(kafka::SessionOpened{SessionId(id), sim::HostId(id), 18s});
    }
    feed.emit(kafka::ControllerElected{BrokerId(103), ControllerEpoch(1)});
    state(101, 0, 0, {101, 102, 103});
    leads(101, 0, {101, 102, 103});
  }

  void at(std::int64_t ms) { feed.now = at_ms(ms); }
  static std::vector<BrokerId> ids(const std::vector<int>& numbers) { return {numbers.begin(), numbers.end()}; }
  void state(int leader, int epoch, int version, const std::vector<int>& isr) {
    feed.emit(kafka::PartitionStateChanged{orders(0), BrokerId(leader), LeaderEpoch(epoch),
                                           kafka::PartitionEpoch(version), ids({101, 102, 103}), ids(isr)});
  }
  void leads(int broker, int epoch, const std::vector<int>& isr) {
    feed.emit(kafka::BecameLeader{BrokerId(broker), orders(0), LeaderEpoch(epoch), Offset(0), Offset(0), ids(isr)},
              sim::HostId(broker));
  }
  void elected(int before, int leader, int epoch) {
    feed.emit(kafka::LeaderElected{orders(0), BrokerId(103), BrokerId(before), BrokerId(leader), LeaderEpoch(epoch),
                                   "offline", false});
  }
  void stopped(int broker, std::string_view how) { feed.emit(kafka::BrokerStopped{BrokerId(broker), how}); }
  void expired(int broker) { feed.emit(kafka::SessionExpired{SessionId(broker), sim::HostId(broker), 18s}); }
  void closed(int broker) { feed.emit(kafka::SessionClosed{SessionId(broker), 1}); }
  void watch(const char* type, const char* path) {
    feed.emit(kafka::WatchFired{SessionId(103), type, path, kafka::Zxid(1)});
  }
  void saw_failed(int broker) { feed.emit(kafka::ControllerSawBrokers{BrokerId(103), {}, {BrokerId(broker)}, {}}); }
  void acknowledged_of(std::int64_t id, std::int64_t made_ms) {
    feed.emit(kafka::RecordsAcknowledged{kafka::ClientId(0), orders(0), kafka::RecordId(id), 1, Offset(id),
                                         sim::Bytes(100), at_ms(made_ms), at_ms(made_ms)});
  }
  void batch_of(std::int64_t id, std::int64_t made_ms, int to, int attempt = 1) {
    feed.emit(kafka::BatchSent{kafka::ClientId(0), orders(0), kafka::RecordId(id), 1, sim::Bytes(100), BrokerId(to),
                               attempt, at_ms(made_ms), at_ms(made_ms)});
  }
  const PartitionOutage& only() {
    EXPECT_EQ(budget.outages().size(), 1u);
    return budget.outages().front();
  }
};

TEST_F(OutageBudgetTest, PhasesOfAKilledLeaderAddUp) {
  at(9000), batch_of(0, 9000, 101), at(9010), acknowledged_of(0, 9000);
  at(9990), batch_of(1, 9990, 101);
  at(10000), stopped(101, "kill");
  at(28000), expired(101);
  at(28004), closed(101);
  at(28007), watch("NodeChildrenChanged", "/brokers/ids");
  at(28020), saw_failed(101);
  at(28050), state(102, 1, 1, {102, 103}), elected(101, 102, 1);
  at(28065), leads(102, 1, {102, 103});
  at(28165), batch_of(1, 9990, 102, 2);
  at(28180), acknowledged_of(1, 9990);
  const PartitionOutage& o = only();
  EXPECT_EQ(o.began, at_ms(10000));
  EXPECT_EQ(o.length(), 18180ms);
  EXPECT_EQ(o.phases[OutagePhase::detection], 18000ms);
  EXPECT_EQ(o.phases[OutagePhase::zookeeper], 7ms);
  EXPECT_EQ(o.phases[OutagePhase::controller_election], 0ms);
  EXPECT_EQ(o.phases[OutagePhase::controller_loading], 0ms);
  EXPECT_EQ(o.phases[OutagePhase::controller_reaction], 13ms);
  EXPECT_EQ(o.phases[OutagePhase::election], 30ms);
  EXPECT_EQ(o.phases[OutagePhase::leader_and_isr], 15ms);
  EXPECT_EQ(o.phases[OutagePhase::discovery], 100ms);
  EXPECT_EQ(o.phases[OutagePhase::acknowledgement], 15ms);
  EXPECT_EQ(o.phases.total(), o.length());
  EXPECT_EQ(o.lost, BrokerId(101));
  EXPECT_EQ(o.leader, BrokerId(102));
  EXPECT_TRUE(o.finished);
  EXPECT_FALSE(o.controller_died);
  EXPECT_FALSE(o.isr_rejoin.has_value());
  at(60180), state(102, 1, 2, {102, 103, 101});
  EXPECT_EQ(*only().isr_rejoin, 32s);
}

TEST_F(OutageBudgetTest, StallOfItsProducerHasTheSamePhasesAndTheTimeBefore) {
  at(9000), batch_of(0, 9000, 101), at(9010), acknowledged_of(0, 9000);
  at(9700), batch_of(1, 9700, 101);
  at(10000), stopped(101, "kill");
  at(28000), expired(101);
  at(28020), saw_failed(101);
  at(28050), elected(101, 102, 1);
  at(28065), leads(102, 1, {102, 103});
  at(28165), batch_of(1, 9700, 102, 2);
  at(28180), acknowledged_of(1, 9700);
  ASSERT_EQ(budget.stalls().size(), 1u);
  const ClientStall& s = budget.stalls().front();
  EXPECT_EQ(s.began, at_ms(9700));  // its record was made after the last acknowledgement
  EXPECT_EQ(s.length(), 18480ms);
  EXPECT_EQ(s.phases[OutagePhase::before], 300ms);
  EXPECT_EQ(s.phases[OutagePhase::detection], 18000ms);
  EXPECT_EQ(s.phases[OutagePhase::controller_reaction], 20ms);
  EXPECT_EQ(s.phases[OutagePhase::election], 30ms);
  EXPECT_EQ(s.phases[OutagePhase::leader_and_isr], 15ms);
  EXPECT_EQ(s.phases[OutagePhase::discovery], 100ms);
  EXPECT_EQ(s.phases[OutagePhase::acknowledgement], 15ms);
  EXPECT_EQ(s.phases.total(), s.length());
  EXPECT_EQ(s.cause, "kill");
  EXPECT_EQ(s.broker, BrokerId(101));
}

TEST_F(OutageBudgetTest, ControllerThatDiedTooCostsAnElectionAndLoading) {
  leads(103, 1, {101, 102, 103});  // 103 is controller and leader
  feed.emit(kafka::BecameFollower{BrokerId(101), orders(0), BrokerId(103), LeaderEpoch(1), Offset(0), Offset(0)});
  at(5000), stopped(103, "power_loss");
  at(22000), expired(103);
  at(22003), watch("NodeDeleted", "/controller");
  at(22010), feed.emit(kafka::ControllerElected{BrokerId(102), ControllerEpoch(2)});
  at(22250), feed.emit(kafka::ControllerReady{BrokerId(102), ControllerEpoch(2), 1, 240ms});
  at(22300), elected(103, 101, 2);
  at(22310), leads(101, 2, {101, 102});
  budget.finish(at_ms(30000));
  const PartitionOutage& o = only();
  EXPECT_TRUE(o.controller_died);
  EXPECT_EQ(o.phases[OutagePhase::detection], 17s);
  EXPECT_EQ(o.phases[OutagePhase::zookeeper], 3ms);
  EXPECT_EQ(o.phases[OutagePhase::controller_election], 7ms);
  EXPECT_EQ(o.phases[OutagePhase::controller_loading], 240ms);
  EXPECT_EQ(o.phases[OutagePhase::controller_reaction], 0ms);
  EXPECT_EQ(o.phases[OutagePhase::election], 50ms);
  EXPECT_EQ(o.phases[OutagePhase::leader_and_isr], 10ms);
  EXPECT_EQ(o.length(), 17310ms);  // nobody produces: until it is led
  EXPECT_EQ(o.phases.total(), o.length());
}

TEST_F(OutageBudgetTest, ControlledShutdownHasNoDetection) {
  at(1000), state(102, 1, 1, {102, 103}), elected(101, 102, 1);
  at(1003),
      feed.emit(kafka::BecameFollower{BrokerId(101), orders(0), BrokerId(102), LeaderEpoch(1), Offset(0), Offset(0)});
  at(1008), leads(102, 1, {102, 103});
  at(1500), stopped(101, "clean");
  const PartitionOutage& o = only();
  EXPECT_EQ(o.cause, "moved");
  EXPECT_EQ(o.length(), 5ms);
  EXPECT_EQ(o.phases[OutagePhase::leader_and_isr], 5ms);
}

TEST_F(OutageBudgetTest, NewLeaderBeforeTheOldOneStepsDownIsNoOutage) {
  at(1000), elected(101, 102, 1);
  at(1003), leads(102, 1, {101, 102, 103});
  at(1008),
      feed.emit(kafka::BecameFollower{BrokerId(101), orders(0), BrokerId(102), LeaderEpoch(1), Offset(0), Offset(0)});
  budget.finish(at_ms(5000));
  EXPECT_TRUE(budget.outages().empty());
}

TEST_F(OutageBudgetTest, PauseThatEndsInTimeIsAnOutageWithoutElection) {
  at(1000), feed.emit(kafka::FaultBegan{0, "pause", "broker-101"}), stopped(101, "pause");
  at(9000), feed.emit(kafka::FaultEnded{0, "pause", "broker-101"});
  const PartitionOutage& o = only();
  EXPECT_EQ(o.length(), 8s);
  EXPECT_EQ(o.leader, BrokerId(101));
  EXPECT_EQ(o.phases[OutagePhase::leader_and_isr], 8s);
}

TEST_F(OutageBudgetTest, LeaderCutOffFromZooKeeperThatStillAnswersIsNoOutage) {
  at(1000), feed.emit(kafka::FaultBegan{0, "partition", "broker-101 | zookeeper-1, zookeeper-2"});
  at(1200), batch_of(0, 1190, 101), at(1210), acknowledged_of(0, 1190);
  budget.finish(at_ms(2000));
  EXPECT_TRUE(budget.outages().empty());
}

TEST_F(OutageBudgetTest, IsolatedLeaderIsReplaced) {
  at(1000), feed.emit(kafka::FaultBegan{0, "partition", "broker-101"});
  at(18000), expired(101);
  at(18100), elected(101, 102, 1);
  at(18110), leads(102, 1, {102, 103});
  budget.finish(at_ms(30000));
  const PartitionOutage& o = only();
  EXPECT_EQ(o.cause, "partition");
  EXPECT_EQ(o.length(), 17110ms);
  EXPECT_EQ(o.phases[OutagePhase::detection], 17s);
  EXPECT_EQ(o.phases[OutagePhase::election], 100ms);
  EXPECT_EQ(o.phases[OutagePhase::leader_and_isr], 10ms);
}

TEST_F(OutageBudgetTest, WithoutEndTheRestBelongsToThePhaseThatGoesOn) {
  at(1000), stopped(101, "kill");
  at(18000), expired(101);
  budget.finish(at_ms(60000));
  const PartitionOutage& o = only();
  EXPECT_FALSE(o.finished);
  EXPECT_EQ(o.phases[OutagePhase::detection], 17s);
  EXPECT_EQ(o.phases[OutagePhase::zookeeper], 42s);
  EXPECT_EQ(o.phases.total(), 59s);
}

TEST_F(OutageBudgetTest, WhereNobodyMayLeadThatIsWhatTheTimeIsSpentOn) {
  at(500), state(101, 0, 1, {101});
  at(1000), stopped(101, "kill");
  at(18000), expired(101);
  at(18010), saw_failed(101);
  budget.finish(at_ms(60000));
  const PartitionOutage& o = only();
  EXPECT_FALSE(o.finished);
  EXPECT_EQ(o.phases[OutagePhase::controller_reaction], 10ms);
  EXPECT_EQ(o.phases[OutagePhase::no_candidate], 41990ms);
  EXPECT_EQ(o.phases[OutagePhase::election], 0ms);
}

TEST_F(OutageBudgetTest, TheOnlyOneWhoMayLeadIsWaitedFor) {
  at(500), state(101, 0, 1, {101});
  at(1000), stopped(101, "kill");
  at(18000), expired(101);
  at(18010), saw_failed(101);
  at(30000), elected(101, 101, 1);
  at(30020), leads(101, 1, {101});
  budget.finish(at_ms(60000));
  const PartitionOutage& o = only();
  EXPECT_EQ(o.phases[OutagePhase::no_candidate], 11990ms);
  EXPECT_EQ(o.phases[OutagePhase::election], 0ms);
  EXPECT_EQ(o.phases[OutagePhase::leader_and_isr], 20ms);
}

TEST_F(OutageBudgetTest, ProducersThatAreCutOffMissTheLeaderNobodyElseDoes) {
  at(1000), feed.emit(kafka::FaultBegan{0, "partition", "stations from broker-101, broker-102, broker-103"});
  at(9000), feed.emit(kafka::FaultEnded{0, "partition", "stations from broker-101, broker-102, broker-103"});
  at(10000), feed.emit(kafka::FaultBegan{1, "partition", "broker-101 from stations-1, dashboard-2"});
  at(19000), feed.emit(kafka::FaultEnded{1, "partition", "broker-101 from stations-1, dashboard-2"});
  budget.finish(at_ms(30000));
  EXPECT_TRUE(budget.outages().empty());
}

TEST_F(OutageBudgetTest, RecordsMadeLaterDoNotLengthenAnOutage) {
  at(500), batch_of(0, 490, 101), at(510), acknowledged_of(0, 490);
  at(1000), stopped(101, "kill");
  at(18000), expired(101);
  at(18100), elected(101, 102, 1);
  at(18110), leads(102, 1, {102, 103});
  at(50000), batch_of(1, 49995, 102), at(50005), acknowledged_of(1, 49995);
  EXPECT_EQ(only().length(), 17110ms);
  EXPECT_TRUE(budget.stalls().empty());
}

TEST_F(OutageBudgetTest, AcksAllWaitsForAFollowerToLeaveTheIsr) {
  at(900), batch_of(0, 900, 101), at(910), acknowledged_of(0, 900);
  at(1000), stopped(102, "kill");
  at(1100), batch_of(1, 1100, 101);
  at(15000), expired(102);
  at(15010), watch("NodeChildrenChanged", "/brokers/ids");
  at(15030), saw_failed(102);
  at(15070), state(101, 1, 1, {101, 103});
  at(15090), leads(101, 1, {101, 103});
  at(15100), acknowledged_of(1, 1100);
  EXPECT_TRUE(budget.outages().empty());
  ASSERT_EQ(budget.stalls().size(), 1u);
  const ClientStall& s = budget.stalls().front();
  EXPECT_EQ(s.cause, "follower");
  EXPECT_EQ(s.broker, BrokerId(102));
  EXPECT_EQ(s.length(), 14s);
  EXPECT_EQ(s.phases[OutagePhase::detection], 13900ms);
  EXPECT_EQ(s.phases[OutagePhase::zookeeper], 10ms);
  EXPECT_EQ(s.phases[OutagePhase::controller_reaction], 20ms);
  EXPECT_EQ(s.phases[OutagePhase::election], 40ms);
  EXPECT_EQ(s.phases[OutagePhase::leader_and_isr], 20ms);
  EXPECT_EQ(s.phases[OutagePhase::acknowledgement], 10ms);
}

TEST_F(OutageBudgetTest, NextLeaderDiesBeforeTheProducerGetsThrough) {
  at(900), batch_of(0, 900, 101);
  at(1000), stopped(101, "kill");
  at(18000), expired(101);
  at(18100), elected(101, 102, 1);
  at(18110), leads(102, 1, {102, 103});
  at(18200), stopped(102, "kill");
  at(36200), expired(102);
  at(36300), elected(102, 103, 2);
  at(36310), leads(103, 2, {103});
  at(36400), batch_of(0, 900, 103, 2);
  at(36410), acknowledged_of(0, 900);
  ASSERT_EQ(budget.outages().size(), 2u);
  EXPECT_EQ(budget.outages()[0].length(), 17110ms);
  EXPECT_EQ(budget.outages()[1].length(), 18210ms);
  ASSERT_EQ(budget.stalls().size(), 1u);
  const ClientStall& s = budget.stalls().front();
  EXPECT_EQ(s.length(), 35510ms);
  EXPECT_EQ(s.phases[OutagePhase::before], 100ms);
  EXPECT_EQ(s.phases[OutagePhase::detection], 35s);
  EXPECT_EQ(s.phases[OutagePhase::election], 200ms);
  EXPECT_EQ(s.phases[OutagePhase::leader_and_isr], 20ms);
  EXPECT_EQ(s.phases[OutagePhase::discovery], 90ms + 90ms);  // not through to the first new leader, then to the second
  EXPECT_EQ(s.phases[OutagePhase::acknowledgement], 10ms);
  EXPECT_EQ(s.phases.total(), s.length());
}

TEST_F(OutageBudgetTest, TextNamesWhatHappened) {
  at(1000), stopped(101, "kill");
  at(18000), expired(101);
  at(18100), elected(101, 102, 1);
  at(18110), leads(102, 1, {102, 103});
  budget.finish(at_ms(20000));
  EXPECT_EQ(outage_lines(budget, PlainNames{}).at(0),
            "orders-0: no leader for 17.110 s from 1.000 s (broker-101, kill) = detection 17.000 + election 0.100 + "
            "leader and isr 0.010");
}

}  // namespace
}  // namespace scenario
