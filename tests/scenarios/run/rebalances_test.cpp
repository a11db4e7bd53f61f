// Rebalances from fabricated events. Every expected figure is the difference of two times written down in the test.

#include "scenarios/engine/run/rebalances.h"

#include <gtest/gtest.h>

#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

using kafka::BrokerId;
using kafka::ClientId;
using kafka::Generation;
using kafka::GroupId;
using namespace std::chrono_literals;

constexpr GroupId kRebalanced{0};

/// A group of the members 50, 51 ... that read orders-0 and orders-1.
struct RebalancesTest : testing::Test {
  Rebalances rebalances{1};
  Feed feed{rebalances};

  void at(std::int64_t ms) { feed.now = at_ms(ms); }
  void started(int generation, const char* reason, int member) {
    feed.emit(kafka::RebalanceStarted{BrokerId(101), kRebalanced, Generation(generation), reason, ClientId(member)});
  }
  void generation(int number, std::vector<ClientId> members) {
    const ClientId leader = members.empty() ? kafka::kNoClient : members.front();
    feed.emit(
        kafka::GenerationStarted{BrokerId(101), kRebalanced, Generation(number), "range", leader, std::move(members)});
  }
  void removed(int member, const char* reason) {
    feed.emit(kafka::GroupMemberRemoved{BrokerId(101), kRebalanced, ClientId(member), "id", reason});
  }
  void joining(int member, int from) {
    feed.emit(kafka::MemberJoining{kRebalanced, ClientId(member), Generation(from), "rebalance"});
  }
  void joined(int member, int to) {
    feed.emit(kafka::MemberJoined{kRebalanced, ClientId(member), Generation(to), "id", false});
  }
  void syncing(int member, int to) { feed.emit(kafka::MemberSyncing{kRebalanced, ClientId(member), Generation(to)}); }
  void assigned(int member, int to, const std::vector<kafka::TopicPartition>& partitions) {
    feed.emit(kafka::PartitionsAssigned{kRebalanced, ClientId(member), Generation(to), partitions, partitions});
    feed.member = member;
    for (const kafka::TopicPartition tp : partitions) {
      feed.tp = tp;
      feed.position(next[tp], kafka::PositionSource::committed_offset);
    }
  }
  void revoked(int member, const std::vector<kafka::TopicPartition>& partitions) {
    feed.emit(kafka::PartitionsRevoked{kRebalanced, ClientId(member), Generation(1), partitions});
  }
  [[nodiscard]] const GroupRebalances& record() const { return rebalances.of(kRebalanced); }
  [[nodiscard]] sim::Duration unread() const { return record().owners.total_unread(sim::kTimeZero, feed.now); }

  /// 50 alone, with both partitions, in generation 1 since 3 s.
  void one_member() {
    joining(50, -1);
    started(0, "Adding new member", 50);
    at(3000);
    generation(1, {ClientId(50)});
    joined(50, 1);
    syncing(50, 1);
    assigned(50, 1, {orders(0), orders(1)});
  }

  std::map<kafka::TopicPartition, std::int64_t> next;  ///< where a new owner starts
};

TEST_F(RebalancesTest, TheTimeInWhichAGroupFormsIsNotUnread) {
  one_member();
  ASSERT_EQ(record().rebalances.size(), 1u);
  const Rebalance& r = record().rebalances[0];
  EXPECT_EQ(r.reason, "Adding new member");
  EXPECT_EQ(r.caused_by, ClientId(50));
  EXPECT_EQ(r.generation, Generation(1));
  EXPECT_EQ(r.started, at_ms(0));
  EXPECT_EQ(r.joined, at_ms(3000));
  EXPECT_EQ(r.ended, at_ms(3000));
  EXPECT_EQ(r.protocol, "range");
  EXPECT_TRUE(record().owners.unread().empty());
  EXPECT_EQ(record().completed(sim::kTimeZero, feed.now + 1ns), 1);
}

TEST_F(RebalancesTest, AStopTheWorldRebalanceMakesEverybodyWaitForTheLast) {
  one_member();
  at(7000);
  joining(51, -1);
  started(1, "Adding new member", 51);
  at(9000);  // 50 learns of it from its heartbeat
  revoked(50, {orders(0), orders(1)});
  joining(50, 1);
  at(9010);
  generation(2, {ClientId(50), ClientId(51)});
  at(9011);
  joined(50, 2);
  syncing(50, 2);
  joined(51, 2);
  syncing(51, 2);
  at(9012);
  feed.emit(kafka::GroupAssigned{BrokerId(101), kRebalanced, Generation(2), {ClientId(50), ClientId(51)}, {1, 1}});
  at(9013);
  assigned(50, 2, {orders(0)});
  at(9020);
  assigned(51, 2, {orders(1)});

  const Rebalance& r = record().rebalances.at(1);
  EXPECT_EQ(r.before, Generation(1));
  EXPECT_EQ(r.started, at_ms(7000));
  EXPECT_EQ(r.joined, at_ms(9010));
  EXPECT_EQ(r.synced, at_ms(9012));
  EXPECT_EQ(r.ended, at_ms(9020));
  EXPECT_EQ(r.waited_for(), ClientId(50));
  ASSERT_EQ(r.members.size(), 2u);
  EXPECT_EQ(r.members[1].member, ClientId(51));
  EXPECT_EQ(*r.members[1].joined - *r.members[1].joining, 2011ms);  // it stood in the join phase
  EXPECT_EQ(*r.members[1].assigned - *r.members[1].syncing, 9ms);   // and in the sync phase
  EXPECT_EQ(r.members[1].partitions, 1);

  ASSERT_EQ(record().owners.unread().size(), 2u);
  EXPECT_EQ(unread(), 13ms + 20ms);  // orders-0 from 9.000 to 9.013, orders-1 to 9.020
  EXPECT_EQ(record().owners.longest_unread(sim::kTimeZero, feed.now), 20ms);
  EXPECT_EQ(record().unread_until(r, feed.now), 33ms);
  EXPECT_EQ(record().owners.total_unread(at_ms(9015), feed.now), 5ms);
  EXPECT_EQ(record().owners.unread()[1].taken_by, ClientId(51));
  EXPECT_EQ(record().owners.unread()[1].how, "revoked");
  EXPECT_EQ(record().completed(at_ms(9010), feed.now), 1);
}

TEST_F(RebalancesTest, WhatACooperativeMemberKeepsIsReadAllTheTime) {
  one_member();
  at(9000);
  joining(51, -1);
  started(1, "Adding new member", 51);
  joining(50, 1);
  at(9010);
  generation(2, {ClientId(50), ClientId(51)});
  joined(50, 2);
  revoked(50, {orders(1)});
  feed.emit(kafka::PartitionsAssigned{kRebalanced, ClientId(50), Generation(2), {orders(0)}, {}});
  at(9030);
  assigned(51, 3, {orders(1)});
  EXPECT_EQ(unread(), 20ms);  // orders-1 alone
  EXPECT_EQ(record().owners.ownerships().size(), 3u);
  EXPECT_FALSE(record().owners.ownerships()[0].end.has_value());
}

TEST_F(RebalancesTest, ADeadMembersPartitionsAreUnreadFromItsDeathOn) {
  one_member();
  at(9500);
  feed.stopped(50);
  at(19000);
  removed(50, "session timeout");
  started(1, "removing member on heartbeat expiration", 50);
  at(21000);
  joining(51, 1);
  generation(2, {ClientId(51)});
  joined(51, 2);
  assigned(51, 2, {orders(0), orders(1)});
  EXPECT_EQ(unread(), 2 * 11500ms);  // 9.5 s to 21 s
  const Rebalance& r = record().rebalances.at(1);
  EXPECT_EQ(record().unread_until(r, feed.now), 23000ms);
  EXPECT_TRUE(r.missing.empty());  // it is why the rebalance began
  EXPECT_EQ(record().owners.unread()[0].how, "kill");
}

TEST_F(RebalancesTest, AMemberThatDoesNotComeBackIsWhomTheOthersWaitedFor) {
  one_member();
  at(9000);
  joining(51, -1);
  started(1, "Adding new member", 51);
  at(309000);
  removed(50, "did not rejoin");
  generation(2, {ClientId(51)});
  EXPECT_EQ(record().rebalances.at(1).waited_for(), ClientId(50));
}

TEST_F(RebalancesTest, WhoLeavesBecauseItPollsTooSeldomServesNothing) {
  one_member();
  at(10000);
  feed.emit(kafka::MemberLeft{kRebalanced, ClientId(50), "consumer poll timeout has expired"});
  at(12000);
  EXPECT_EQ(unread(), 4000ms);
  EXPECT_FALSE(record().owners.unread()[0].end.has_value());
}

TEST_F(RebalancesTest, AStaticMemberThatComesBackEndsNoRebalance) {
  one_member();
  at(5000);
  feed.stopped(50, "clean");
  at(6000);
  joining(50, -1);
  joined(50, 1);
  assigned(50, 1, {orders(0), orders(1)});
  EXPECT_EQ(unread(), 2000ms);
  ASSERT_EQ(record().rebalances.size(), 1u);
  EXPECT_EQ(record().unread_until(record().rebalances[0], feed.now), 0ms);
}

TEST_F(RebalancesTest, AJoinThatIsTriedAgainCountsFromItsFirstTry) {
  joining(50, -1);
  at(5);
  joining(50, -1);  // with the member id that it was given
  at(6);
  started(0, "Adding new member", 50);
  at(10);
  generation(1, {ClientId(50)});
  joined(50, 1);
  assigned(50, 1, {});
  EXPECT_EQ(record().rebalances.at(0).members.at(0).joining, at_ms(0));
}

TEST_F(RebalancesTest, CountsWhatIsReadAgainAndHowFarTheGroupFellBehind) {
  feed.tp = orders(0);
  one_member();
  const auto high_watermark = [&](std::int64_t offset) {
    feed.emit(kafka::HighWatermarkAdvanced{BrokerId(101), orders(0), kafka::Offset(offset), true});
  };
  feed.tp = orders(0);
  high_watermark(100);
  feed.polled(0, 100, 0);
  EXPECT_EQ(record().lag_peak, 100);
  at(9500);
  feed.stopped(50);
  high_watermark(150);
  at(19000);
  started(1, "removing member on heartbeat expiration", 50);
  high_watermark(180);  // nobody reads: 180 - 100
  next[orders(0)] = 60;
  at(21000);
  generation(2, {ClientId(51)});
  assigned(51, 2, {orders(0)});  // committed was 60: 120 behind
  feed.tp = orders(0);
  feed.polled(60, 120, 60);
  const Rebalance& r = record().rebalances.at(1);
  EXPECT_EQ(r.reread, 40);  // 60..99
  EXPECT_EQ(r.lag_peak, 120);
  EXPECT_EQ(record().rebalances.at(0).reread, 0);
  EXPECT_EQ(record().lag_peak, 120);
}

}  // namespace
}  // namespace scenario
