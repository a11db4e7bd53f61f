// Elections, losing one server and the quorum, and what becomes of what was written.

#include <gtest/gtest.h>

#include "sim/net/rules.h"
#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;
using sim::StopKind;

/// When it came to serve last.
sim::Duration serving_since(const ZooKeeperFixture& f) {
  const auto all = f.events.all<ZooKeeperLeaderServing>();
  return all.empty() ? sim::Duration(-1) : all.back().first - sim::kTimeZero;
}

TEST(Ensemble, TheHighestIdLeadsWhenAllAreNew) {
  ZooKeeperFixture f;
  f.start();
  EXPECT_EQ(f.leader(), 3);
  EXPECT_EQ(f.state(1), "FOLLOWING");
  EXPECT_EQ(f.state(2), "FOLLOWING");
  EXPECT_EQ(f.ensemble.leader()->epoch(), 1);
  // 200 ms of silence (finalizeWait), some round trips of 2 ms, at most one retry of 100 ms, an fsync here and there.
  EXPECT_GE(serving_since(f), sim::Duration(200ms));
  EXPECT_LE(serving_since(f), sim::Duration(350ms));
}

TEST(Ensemble, AStandaloneServerServesAtOnceAndKnowsNoEpochs) {
  ZooKeeperFixture f({.servers = 1});
  f.start(0s);
  EXPECT_EQ(serving_since(f), sim::Duration(0s));
  ZooKeeperUser& user = f.connect();
  f.run(1s);
  user.submit("create", node("/a"));
  f.run(1s);
  EXPECT_EQ(user.take(), (Lines{"SyncConnected", "create Ok"}));
  EXPECT_EQ(user.last().zxid, Zxid(2));  // the session was 1
  EXPECT_EQ(user.session(), SessionId(0x100000000000000));
  f.host(1).stop(StopKind::kill);
  f.host(1).start();
  f.run(5s);
  user.submit("create", node("/b"));
  f.run(1s);
  EXPECT_EQ(user.last().zxid, Zxid(3));
}

TEST(Ensemble, AWriteCostsRoundTripsAndOneFsync) {
  ZooKeeperFixture f;  // 1 ms each way, fsync 2 ms
  f.start();
  std::vector<ZooKeeperUser*> users;
  for (int i = 0; i < 6; ++i) users.push_back(&f.connect());
  f.run(2s);
  bool at_leader = false;
  bool at_follower = false;
  for (ZooKeeperUser* user : users) {
    user->take();
    const sim::SimTime before = f.scheduler.now();
    user->submit("create", node("/" + std::to_string(user->session().value())));
    f.run(100ms);
    ASSERT_EQ(user->lines, Lines{"create Ok"});
    const bool leads = user->server() == ServerId(3);
    (leads ? at_leader : at_follower) = true;
    // client and server 2, leader and follower 2, fsync 2 (the follower's; the leader's is done by then); and from a
    // follower to the leader and back another 2.
    EXPECT_EQ(user->times[0] - before, sim::Duration(leads ? 6ms : 8ms));
  }
  EXPECT_TRUE(at_leader && at_follower);
}

TEST(Ensemble, LosingAFollowerIsNotNoticedByWrites) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect();
  f.run(1s);
  for (int s = 1; s <= 2; ++s)
    if (user.server() != ServerId(s)) {
      f.host(s).stop(StopKind::kill);
      break;
    }
  user.submit("create", node("/a"));
  f.run(1s);
  EXPECT_EQ(user.take(), (Lines{"SyncConnected", "create Ok"}));
  EXPECT_EQ(f.leader(), 3);
}

TEST(Ensemble, AKilledLeaderIsReplacedWithinHalfASecondAndSessionsLiveOn) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect(6s);
  f.run(1s);
  user.submit("create", zk::Create{.path = "/e", .data = "", .mode = zk::CreateMode::ephemeral});
  f.run(1s);
  const SessionId session = user.session();
  const sim::SimTime killed = f.scheduler.now();
  f.host(3).stop(StopKind::kill);
  f.run(10s);
  EXPECT_EQ(f.leader(), 2);
  EXPECT_EQ(f.ensemble.leader()->epoch(), 2);
  EXPECT_LE(serving_since(f), killed - sim::kTimeZero + sim::Duration(500ms));
  EXPECT_EQ(user.session(), session);
  EXPECT_TRUE(f.ensemble.tree()->exists("/e"));
  user.submit("create", node("/b"));
  f.run(1s);
  EXPECT_EQ(user.take(), (Lines{"SyncConnected", "create Ok", "Disconnected", "SyncConnected", "create Ok"}));
  f.host(3).start();
  f.run(2s);
  EXPECT_EQ(f.leader(), 2) << "a server that comes back joins";
  EXPECT_EQ(f.state(3), "FOLLOWING");
  EXPECT_TRUE(f.server(3)->tree().exists("/b"));
}

TEST(Ensemble, WithoutAQuorumNobodyIsServedAndNothingExpires) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect(6s);
  f.run(1s);
  const SessionId session = user.session();
  f.host(1).stop(StopKind::kill);
  f.host(2).stop(StopKind::kill);
  f.run(3s);  // the leader finds out at its next tick
  EXPECT_EQ(f.state(3), "LOOKING");
  user.submit("create", node("/a"));
  f.run(30s);
  EXPECT_EQ(user.take(), (Lines{"SyncConnected", "Disconnected", "create ConnectionLoss"}));
  f.host(1).start();
  f.run(10s);
  EXPECT_EQ(f.leader(), 3);
  EXPECT_EQ(user.take(), Lines{"SyncConnected"});
  EXPECT_EQ(user.session(), session);
  EXPECT_EQ(f.events.count<SessionExpired>(), 0u);
}

TEST(Ensemble, FourServersStandNoMoreThanThree) {
  for (const int servers : {3, 4, 5}) {
    ZooKeeperFixture f({.servers = servers});
    f.start();
    f.host(1).stop(StopKind::kill);
    f.run(5s);
    EXPECT_NE(f.leader(), 0) << servers;
    f.host(2).stop(StopKind::kill);
    f.run(5s);
    EXPECT_EQ(f.leader() != 0, servers == 5) << servers;
  }
}

TEST(Ensemble, WhatOnlyAMinorityHasLoggedIsTruncatedWhenTheOthersWentOn) {
  ZooKeeperFixture f;
  f.start();
  std::vector<ZooKeeperUser*> users;
  for (int i = 0; i < 8; ++i) users.push_back(&f.connect(40s));
  f.run(1s);
  ZooKeeperUser* lonely = nullptr;
  for (ZooKeeperUser* u : users)
    if (u->server() == ServerId(3)) lonely = u;
  ASSERT_NE(lonely, nullptr);
  {
    const auto cut = f.network.add_rule(std::make_unique<sim::Partition>(f.hosts_of({3}), f.hosts_of({1, 2})));
    lonely->submit("lonely", node("/lonely"));
    f.run(15s);
    EXPECT_EQ(f.leader(), 2);
    EXPECT_GT(f.ensemble.machine(ServerId(3)).log().last_zxid(), zk::make_zxid(1, 8));
    for (ZooKeeperUser* u : users) u->submit("other", node("/other"));
    f.run(5s);
    EXPECT_TRUE(f.ensemble.tree()->exists("/other"));
    EXPECT_FALSE(f.ensemble.tree()->exists("/lonely"));
  }
  f.run(60s);
  EXPECT_EQ(f.state(3), "FOLLOWING");
  EXPECT_FALSE(f.server(3)->tree().exists("/lonely"));
  EXPECT_TRUE(f.server(3)->tree().exists("/other"));
  EXPECT_EQ(f.ensemble.machine(ServerId(3)).log().last_zxid(), f.ensemble.machine(ServerId(2)).log().last_zxid());
  EXPECT_EQ(lonely->lines[1], "lonely ConnectionLoss");
}

// A transaction on a minority is kept if that server wins.
TEST(Ensemble, WhatOnlyAMinorityHasLoggedSurvivesWhenItsServerLeadsAgain) {
  ZooKeeperFixture f;
  f.start();
  std::vector<ZooKeeperUser*> users;
  for (int i = 0; i < 8; ++i) users.push_back(&f.connect(40s));
  f.run(1s);
  f.host(1).stop(StopKind::kill);
  f.host(2).stop(StopKind::kill);
  for (ZooKeeperUser* u : users)
    if (u->server() == ServerId(3)) u->submit("unsure", node("/unsure"));
  f.run(50ms);
  f.host(3).stop(StopKind::kill);
  const auto committed = f.events.count<ZooKeeperCommitted>();
  f.ensemble.start();
  f.run(2s);
  EXPECT_EQ(f.leader(), 3);
  EXPECT_TRUE(f.server(1)->tree().exists("/unsure"));
  // Told of by the leader that found it, once.
  std::size_t unsure = 0;
  for (const auto& [time, e] : f.events.all<ZooKeeperCommitted>()) unsure += e.path == "/unsure" ? 1 : 0;
  EXPECT_GT(f.events.count<ZooKeeperCommitted>(), committed);
  EXPECT_GE(unsure, 1u);
}

TEST(Ensemble, TheServerWithTheLatestHistoryLeads) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect();
  f.run(1s);
  f.host(3).stop(StopKind::kill);
  f.run(5s);
  user.submit("create", node("/a"));
  f.run(1s);
  EXPECT_EQ(user.last().error, zk::Error::Ok);
  f.host(1).stop(StopKind::kill);
  f.host(2).stop(StopKind::kill);
  f.host(1).start();
  f.host(3).start();
  f.run(2s);
  EXPECT_EQ(f.leader(), 1) << "3 has the larger id, 1 the longer history";
  EXPECT_TRUE(f.server(3)->tree().exists("/a"));
}

TEST(Ensemble, WithoutForceSyncAPowerCutOfAllForgetsWhatWasAcknowledged) {
  for (const bool force_sync : {true, false}) {
    ZooKeeperConfig config;
    config.force_sync = force_sync;
    ZooKeeperFixture f({}, config);
    f.start();
    ZooKeeperUser& user = f.connect();
    f.run(1s);
    user.submit("create", node("/a"));
    f.run(1s);
    EXPECT_EQ(user.last().error, zk::Error::Ok);
    for (int s = 1; s <= 3; ++s) f.host(s).stop(StopKind::power_loss);
    f.ensemble.start();
    f.run(5s);
    EXPECT_EQ(f.ensemble.tree()->exists("/a"), force_sync);
  }
}

TEST(Ensemble, APausedLeaderIsDeposedAfterTheSyncLimitAndFollowsAfterwards) {
  ZooKeeperFixture f;
  f.start(4s);
  f.host(3).pause();
  const sim::SimTime paused = f.scheduler.now();
  f.run(9s - 2ms);  // the last ping was up to a second ago
  EXPECT_EQ(f.state(1), "FOLLOWING");
  f.run(2s);
  EXPECT_EQ(f.leader() == 3 ? f.state(2) : std::string("LEADING"), "LEADING");
  f.run(4s);
  f.host(3).resume();
  f.run(5s);
  EXPECT_EQ(f.leader(), 2);
  EXPECT_EQ(f.state(3), "FOLLOWING");
  const auto all = f.events.all<ZooKeeperLeaderServing>();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_GE(all[1].first - paused, sim::Duration(9s + 200ms));
  EXPECT_LE(all[1].first - paused, sim::Duration(10s + 500ms));
}

TEST(Ensemble, ALeaderThatHearsNobodyStepsDownWithinTheSyncLimit) {
  ZooKeeperFixture f;
  f.start(4s);
  const sim::SimTime cut_at = f.scheduler.now();
  const auto cut = f.network.add_rule(std::make_unique<sim::Partition>(f.hosts_of({3}), f.hosts_of({1, 2})));
  f.run(30s);
  EXPECT_EQ(f.leader(), 2);
  for (const auto& [time, e] : f.events.all<ZooKeeperServerStateChanged>()) {
    if (time <= cut_at || e.server != ServerId(3)) continue;
    EXPECT_EQ(e.state, "LOOKING");
    // The last answer came up to half a tick before the cut; it is found out at a whole tick.
    EXPECT_GE(time - cut_at, sim::Duration(9s));
    EXPECT_LE(time - cut_at, sim::Duration(12s + 1ms));
    return;
  }
  FAIL() << "it never stepped down";
}

// A learner whose disk hangs answers pings all the same: its missing acknowledgements give it away.
TEST(Ensemble, AFollowerThatAcknowledgesNothingIsSentAway) {
  ZooKeeperFixture f;
  f.start(4s);
  ZooKeeperUser& user = f.connect(40s);
  f.run(1s);
  f.ensemble.machine(ServerId(1)).disk().set_slowdown(100000);
  user.submit("create", node("/a"));
  f.run(9s);
  EXPECT_EQ(f.events.count<ZooKeeperServerStateChanged>(), 6u);  // two of each server
  f.run(3s);
  EXPECT_GE(f.events.count<ZooKeeperServerStateChanged>(), 7u);
  EXPECT_EQ(f.leader(), 3);
  EXPECT_EQ(user.last().error, zk::Error::Ok);
}

TEST(Ensemble, WhoComesLateGetsASnapshotAndLogsStayShort) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect(40s);
  f.run(1s);
  f.host(1).stop(StopKind::kill);
  f.run(5s);
  user.submit("create", node("/a"));
  for (int i = 0; i < 6000; ++i) {
    user.submit("set", zk::SetData{.path = "/a", .data = std::to_string(i)});
    if (i % 100 == 0) f.run(100ms);
  }
  f.run(5s);
  EXPECT_EQ(f.ensemble.tree()->stat("/a").version, 6000);
  EXPECT_LE(f.ensemble.machine(ServerId(3)).log().entries().size(), 2000u);
  EXPECT_LE(f.ensemble.machine(ServerId(2)).log().entries().size(), 2000u);
  f.host(1).start();
  f.run(5s);
  EXPECT_EQ(f.state(1), "FOLLOWING");
  EXPECT_EQ(f.server(1)->tree().stat("/a"), f.ensemble.tree()->stat("/a"));
  // And what it was given outlives it.
  for (int s = 1; s <= 3; ++s) f.host(s).stop(StopKind::power_loss);
  f.host(1).start();
  f.host(2).start();
  f.run(5s);
  EXPECT_EQ(*f.ensemble.tree()->data("/a"), "5999");
}

TEST(Ensemble, AnIdleEnsembleCostsItsPings) {
  ZooKeeperFixture f;
  f.start();
  for (int i = 0; i < 3; ++i) f.connect(18s);
  f.run(10s);
  const std::uint64_t before = f.scheduler.executed();
  f.run(100s);
  // Each second: the leader's timer, two pings, two answers; read timers are never due. Each client in 6 s: its timer,
  // a ping and its answer. Sessions: a look at every bucket, at most one each 2 s.
  EXPECT_LE(f.scheduler.executed() - before, 100u * 5 + 3 * 17 * 3 + 60);
}

TEST(Ensemble, IdealHardwareLoopsAtNoInstant) {
  ZooKeeperFixture f({.servers = 3, .delay = 0ms, .fsync_time = 0ms});
  f.start();
  ZooKeeperUser& user = f.connect();
  f.run(1s);
  for (int round = 0; round < 3; ++round) {
    f.host(1 + round).stop(StopKind::kill);
    f.run(20s);
    f.host(1 + round).start();
    f.run(20s);
  }
  EXPECT_LT(f.scheduler.executed(), 5000u);
  user.submit("create", node("/a"));
  f.run(1s);
  EXPECT_EQ(user.last().error, zk::Error::Ok);
}

}  // namespace
}  // namespace kafka::testing
