#include "scenarios/engine/run/cluster_history.h"

#include <gtest/gtest.h>

#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using kafka::BrokerId;

std::vector<BrokerId> ids(std::initializer_list<int> numbers) {
  std::vector<BrokerId> result;
  for (const int n : numbers) result.emplace_back(n);
  return result;
}

/// Events of a cluster with replicas on 101, 102 and 103.
class History : public ::testing::Test {
 protected:
  void stored(std::int64_t second, int leader, int epoch, std::initializer_list<int> isr, int partition = 0) {
    feed_.now = at_s(second);
    feed_.emit(kafka::PartitionStateChanged{orders(partition), BrokerId(leader), kafka::LeaderEpoch(epoch),
                                            kafka::PartitionEpoch(epoch), ids({101, 102, 103}), ids(isr)});
  }
  void leads(std::int64_t second, int broker, int partition = 0) {
    feed_.now = at_s(second);
    feed_.emit(kafka::BecameLeader{
        BrokerId(broker), orders(partition), kafka::LeaderEpoch(0), kafka::Offset(0), kafka::Offset(0), {}});
  }
  void follows(std::int64_t second, int broker, int partition = 0) {
    feed_.now = at_s(second);
    feed_.emit(kafka::BecameFollower{BrokerId(broker), orders(partition), BrokerId(0), kafka::LeaderEpoch(0),
                                     kafka::Offset(0), kafka::Offset(0)});
  }
  void stops(std::int64_t second, int broker, std::string_view how = "kill") {
    feed_.now = at_s(second);
    feed_.emit(kafka::BrokerStopped{BrokerId(broker), how});
  }
  void starts(std::int64_t second, int broker) {
    feed_.now = at_s(second);
    feed_.emit(kafka::BrokerStarted{BrokerId(broker)});
  }
  template <class E>
  void at(std::int64_t second, const E& event) {
    feed_.now = at_s(second);
    feed_.emit(event);
  }
  ClusterHistory::Outage outage(std::int64_t from, std::int64_t until, std::optional<int> partition = std::nullopt) {
    return history_.outage(kafka::TopicId(0), partition ? std::optional(kafka::PartitionId(*partition)) : std::nullopt,
                           {at_s(from), at_s(until)});
  }
  std::int64_t count(Incident incident, std::int64_t from = 0, std::int64_t until = 1000) {
    return history_.count(incident, std::nullopt, {at_s(from), at_s(until)});
  }

  ClusterHistory history_;
  Feed feed_{history_};
};

TEST_F(History, TheStoredStateOfAnyMoment) {
  stored(-20, 101, 0, {101, 102, 103});
  stored(10, 101, 0, {101, 102});
  stored(20, 102, 1, {102});
  EXPECT_FALSE(history_.state(orders(0), at_s(-21)));
  EXPECT_FALSE(history_.state(orders(1), at_s(0)));
  EXPECT_EQ(history_.state(orders(0), at_s(0))->isr.size(), 3u);
  EXPECT_EQ(history_.state(orders(0), at_s(10))->isr.size(), 2u);
  EXPECT_EQ(history_.state(orders(0), at_s(30))->leader, BrokerId(102));
  EXPECT_EQ(history_.state(orders(0), at_s(30))->leader_epoch, kafka::LeaderEpoch(1));
  EXPECT_EQ(history_.least_isr(orders(0), {at_s(0), at_s(15)}), 2);
  EXPECT_EQ(history_.least_isr(orders(0), {at_s(0), at_s(10)}), 3);
  EXPECT_FALSE(history_.least_isr(orders(7), {at_s(0), at_s(10)}));
}

TEST_F(History, UnderReplicatedAndOfflinePartitionsAreThoseOfTheStoredStates) {
  stored(0, 101, 0, {101, 102, 103}, 0);
  stored(0, 102, 0, {101, 102, 103}, 1);
  stored(5, 101, 0, {101, 102}, 0);
  stored(7, 102, 0, {102}, 1);
  stored(9, -1, 1, {102}, 1);
  stored(12, 102, 2, {101, 102, 103}, 1);
  const LevelHistory& under = history_.under_replicated(std::nullopt);
  EXPECT_EQ(under.at(at_s(4)), 0);
  EXPECT_EQ(under.most(at_s(0), at_s(20)), 2);
  EXPECT_EQ(under.last(), 1);
  EXPECT_EQ(history_.under_replicated(kafka::TopicId(0)).last(), 1);
  EXPECT_EQ(history_.under_replicated(kafka::TopicId(3)).last(), 0);
  EXPECT_EQ(history_.offline(std::nullopt).above_zero(at_s(0), at_s(20)), 3s);
}

TEST_F(History, AnOutageLastsUntilTheNextLeaderIsThere) {
  leads(-5, 101, 0);
  leads(-5, 102, 1);
  stops(10, 101);
  stored(16, 103, 1, {103});
  leads(17, 103, 0);
  EXPECT_EQ(outage(0, 100).longest, 7s);
  EXPECT_EQ(outage(0, 100, 1).longest, 0s);
  EXPECT_EQ(outage(12, 14, 0).total, 2s);
  stops(30, 102);
  EXPECT_EQ(outage(0, 100, 1).longest, 70s);  // to the end
  EXPECT_EQ(outage(0, 100).total, 77s);
}

TEST_F(History, ABrokerThatComesBackLeadsNothingYet) {
  leads(0, 101);
  stops(10, 101, "power_loss");
  starts(12, 101);
  EXPECT_EQ(outage(0, 20).total, 10s - 0s);
  leads(15, 101);
  EXPECT_EQ(outage(0, 20).total, 5s);
}

TEST_F(History, APausedBrokerServesNobodyAndGoesOnAfterwards) {
  leads(0, 101);
  stops(10, 101, "pause");
  starts(13, 101);
  EXPECT_EQ(outage(0, 20).total, 3s);
}

TEST_F(History, APausedLeaderThatIsReplacedHasNoOutageAfterwards) {
  leads(0, 101);
  stops(10, 101, "pause");
  leads(16, 102);
  starts(20, 101);
  follows(21, 101);
  EXPECT_EQ(outage(0, 30).longest, 6s);
}

TEST_F(History, AHandoverInOrderHasNoOutage) {
  leads(0, 101);
  leads(10, 102);
  follows(10, 101);
  EXPECT_EQ(outage(0, 30).total, 0s);
}

// The old one has given up before the new one knows of its luck.
TEST_F(History, AHandoverWithAGapHasOne) {
  leads(0, 101);
  follows(10, 101);
  leads(11, 102);
  EXPECT_EQ(outage(0, 30).total, 1s);
}

TEST_F(History, APartitionThatNobodyHasLedYetHasNoOutage) {
  stored(0, 101, 0, {101});
  EXPECT_EQ(outage(0, 30).total, 0s);
}

TEST_F(History, ADeletedTopicIsGone) {
  stored(0, 101, 0, {101});
  leads(0, 101);
  stops(5, 101);
  at(8, kafka::TopicDeleted{kafka::TopicId(0)});
  EXPECT_FALSE(history_.state(orders(0), at_s(9)));
  EXPECT_TRUE(history_.state(orders(0), at_s(7)));
  EXPECT_EQ(outage(0, 30).total, 3s);
  EXPECT_EQ(history_.under_replicated(std::nullopt).last(), 0);
}

TEST_F(History, ElectionsAreCountedByKind) {
  const auto elected = [&](std::int64_t second, std::string_view strategy, bool unclean) {
    at(second, kafka::LeaderElected{orders(0), BrokerId(1), BrokerId(101), BrokerId(102), kafka::LeaderEpoch(1),
                                    strategy, unclean});
  };
  elected(1, "new", false);
  elected(2, "offline", false);
  elected(3, "offline", true);
  elected(4, "preferred", false);
  EXPECT_EQ(count(Incident::leader_election), 3);
  EXPECT_EQ(count(Incident::unclean_election), 1);
  EXPECT_EQ(count(Incident::leader_election, 2, 4), 2);
  EXPECT_EQ(history_.count(Incident::leader_election, kafka::TopicId(1), {at_s(0), at_s(9)}), 0);
}

TEST_F(History, OtherIncidents) {
  at(1, kafka::IsrShrunk{orders(0), {}, {}});
  at(2, kafka::IsrExpanded{orders(0), {}, BrokerId(1)});
  at(3, kafka::SessionExpired{kafka::SessionId(1), sim::HostId(0), 6s});
  at(4, kafka::FaultFoundNoTarget{0, "kill", "controller", "there is none"});
  at(5, kafka::AdminCommandDone{"create-topic", "orders", "TopicExistsException"});
  at(5, kafka::AdminCommandDone{"create-topic", "other", ""});
  EXPECT_EQ(count(Incident::isr_shrink), 1);
  EXPECT_EQ(count(Incident::isr_expand), 1);
  EXPECT_EQ(count(Incident::session_expired), 1);
  EXPECT_EQ(count(Incident::fault_without_target), 1);
  EXPECT_EQ(count(Incident::failed_command), 1);
}

TEST_F(History, TheControllerIsTheOneElectedLast) {
  at(-20, kafka::ControllerElected{BrokerId(101), kafka::ControllerEpoch(1)});
  stops(10, 101);
  at(16, kafka::ControllerElected{BrokerId(103), kafka::ControllerEpoch(2)});
  at(30, kafka::ControllerResigned{BrokerId(103), kafka::ControllerEpoch(2)});
  EXPECT_EQ(history_.controller(at_s(0)), BrokerId(101));
  EXPECT_EQ(history_.controller(at_s(12)), kafka::kNoBroker);
  EXPECT_EQ(history_.controller(at_s(20)), BrokerId(103));
  EXPECT_EQ(history_.controller(at_s(31)), kafka::kNoBroker);
  EXPECT_EQ(history_.controller_epoch(at_s(12)), 1);
  EXPECT_EQ(history_.controller_epoch(at_s(99)), 2);
  EXPECT_EQ(count(Incident::controller_election), 1);  // the first was before the run
}

TEST_F(History, ZooKeeperIsAwayWhileNoServerLeads) {
  EXPECT_EQ(history_.zookeeper_down().above_zero(at_s(0), at_s(10)), 10s);
  at(-25, kafka::ZooKeeperLeaderServing{kafka::ServerId(3), 1, kafka::Zxid(0), 2});
  at(5, kafka::ZooKeeperServerStateChanged{kafka::ServerId(1), "LOOKING"});  // a follower
  at(10, kafka::ZooKeeperServerStopped{kafka::ServerId(3), "kill"});
  at(12, kafka::ZooKeeperLeaderServing{kafka::ServerId(2), 2, kafka::Zxid(0), 1});
  at(20, kafka::ZooKeeperServerStateChanged{kafka::ServerId(2), "LOOKING"});
  at(25, kafka::ZooKeeperLeaderServing{kafka::ServerId(2), 3, kafka::Zxid(0), 1});
  EXPECT_EQ(history_.zookeeper_down().above_zero(at_s(0), at_s(30)), 7s);
  EXPECT_EQ(history_.zookeeper_down().longest_above_zero(at_s(0), at_s(30)), 5s);
  EXPECT_EQ(history_.zookeeper_leader(at_s(0)), 3);
  EXPECT_EQ(history_.zookeeper_leader(at_s(11)), -1);
  EXPECT_EQ(history_.zookeeper_leader(at_s(29)), 2);
}

}  // namespace
}  // namespace scenario
