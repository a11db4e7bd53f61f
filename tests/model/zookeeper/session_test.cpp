// When sessions end, and what goes with them, by arithmetic of its own.

#include <gtest/gtest.h>

#include "model/zookeeper/session_tracker.h"
#include "sim/net/rules.h"
#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;
using sim::StopKind;

zk::Create ephemeral(const std::string& path) { return {.path = path, .data = "", .mode = zk::CreateMode::ephemeral}; }

TEST(SessionTracker, ASessionEndsAtTheTickAfterItsTimeout) {
  struct Case {
    sim::Duration tick, timeout, touched, end;
  };
  for (const Case& c : {Case{2s, 6s, 0ms, 8s}, Case{2s, 6s, 1999ms, 8s}, Case{2s, 6s, 2s, 10s},
                        Case{2s, 18s, 500ms, 20s}, Case{3s, 18s, 100ms, 21s}, Case{2s, 6s, -1ms, 6s},
                        Case{2s, 6s, -6s, 2s}, Case{2s, 6s, -10s, -2s}, Case{2s, 4s, -7s, -2s}}) {
    zk::SessionTracker tracker(c.tick);
    tracker.add(SessionId(1), c.timeout, sim::SimTime(-100s));
    EXPECT_TRUE(tracker.touch(SessionId(1), sim::SimTime(c.touched)));
    EXPECT_EQ(tracker.next_expiry(), sim::SimTime(c.end));
    EXPECT_TRUE(tracker.expire(sim::SimTime(c.end) - sim::Duration(1)).empty());
    const auto expired = tracker.expire(sim::SimTime(c.end));
    ASSERT_EQ(expired.size(), 1u);
    EXPECT_EQ(expired[0].since_last_touch, c.end - c.touched);
    EXPECT_FALSE(tracker.touch(SessionId(1), sim::SimTime(c.end)));
    EXPECT_EQ(tracker.next_expiry(), sim::SimTime::max());
  }
}

TEST(SessionTracker, TimeoutsStayWithinTheServersLimits) {
  EXPECT_EQ(zk::negotiate(18s, 4s, 40s), sim::Duration(18s));
  EXPECT_EQ(zk::negotiate(3s, 4s, 40s), sim::Duration(4s));
  EXPECT_EQ(zk::negotiate(60s, 4s, 40s), sim::Duration(40s));
}

/// When the session's closeSession was submitted and committed; its last touch.
struct End {
  sim::SimTime submitted;
  sim::SimTime committed;
  sim::Duration silent;
};
std::vector<End> ends(const ZooKeeperFixture& f) {
  std::vector<End> out;
  const auto closed = f.events.all<SessionClosed>();
  for (const auto& [time, e] : f.events.all<SessionExpired>())
    for (const auto& [when, c] : closed)
      if (c.session == e.session) out.push_back({time, when, e.since_last_touch});
  return out;
}

// The clock of a leader that started at a whole number of ticks before time zero counts the same ticks.
TEST(Session, AKilledClientsSessionEndsWhenItsBucketIsEmptied) {
  for (const sim::Duration start : {sim::Duration(0s), sim::Duration(-30s)}) {
    ZooKeeperFixture f({.servers = 1, .delay = 1ms, .fsync_time = 2ms, .start = sim::kTimeZero + start});
    f.start();
    f.run(500ms);
    ZooKeeperUser& user = f.connect(6s);
    f.run(100ms);
    const sim::SimTime asked = f.scheduler.now();
    user.submit("create", ephemeral("/e"));
    f.run(1s);
    SCOPED_TRACE(::testing::PrintToString(user.lines));
    user.host().stop(StopKind::kill);
    EXPECT_TRUE(f.ensemble.tree()->exists("/e"));
    f.run(20s);
    ASSERT_EQ(ends(f).size(), 1u);
    // Touched 1 ms after asking, at 2.601 s: (2.601 + 6) / 2 + 1 = 5 ticks.
    EXPECT_EQ(ends(f)[0].submitted - f.events.seen.front().time, sim::Duration(10s));
    EXPECT_EQ(ends(f)[0].silent, sim::SimTime(start + 10s) - (asked + 1ms));
    EXPECT_EQ(ends(f)[0].committed - ends(f)[0].submitted, sim::Duration(2ms)) << "an fsync later";
    EXPECT_FALSE(f.ensemble.tree()->exists("/e"));
  }
}

// R2.6, derived: 12 to 21 s after a machine with 18 s vanished.
TEST(Session, AVanishedClientIsNoticedBetween12And21Seconds) {
  std::vector<sim::Duration> waits;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    ZooKeeperFixture f({.seed = seed});
    f.start();
    sim::Rng rng(seed);
    f.run(std::chrono::microseconds(rng.between(0, 2000000)));
    ZooKeeperUser& user = f.connect(18s);
    f.run(20s + std::chrono::microseconds(rng.between(0, 6000000)));
    user.host().stop(StopKind::power_loss);
    const sim::SimTime gone = f.scheduler.now();
    f.run(30s);
    ASSERT_EQ(ends(f).size(), 1u);
    waits.push_back(ends(f)[0].submitted - gone);
    EXPECT_GE(waits.back(), sim::Duration(12s));
    EXPECT_LE(waits.back(), sim::Duration(21s));
  }
  EXPECT_GT(*std::max_element(waits.begin(), waits.end()) - *std::min_element(waits.begin(), waits.end()),
            sim::Duration(4s));
}

TEST(Session, AnIdleClientKeepsItsSessionThroughAnyServer) {
  ZooKeeperFixture f;
  f.start();
  for (int i = 0; i < 8; ++i) f.connect(i % 2 == 0 ? 4s : 40s);
  f.run(300s);
  EXPECT_EQ(f.events.count<SessionOpened>(), 8u);
  EXPECT_EQ(f.events.count<SessionExpired>(), 0u);
  EXPECT_EQ(f.events.count<ZooKeeperClientStateChanged>(), 8u);
}

TEST(Session, ClosingTakesNoTimeout) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect(18s);
  ZooKeeperUser& other = f.connect(18s);
  f.run(1s);
  user.submit("create", ephemeral("/e"));
  f.run(1s);
  other.submit("exists", zk::Exists{.path = "/e", .watch = true});
  f.run(1s);
  user.close();
  f.run(20ms);
  EXPECT_EQ(user.take(), (Lines{"SyncConnected", "create Ok", "closed"}));
  EXPECT_EQ(other.take(), (Lines{"SyncConnected", "exists Ok", "NodeDeleted /e"}));
  EXPECT_EQ(f.events.count<SessionExpired>(), 0u);
  ASSERT_EQ(f.events.count<SessionClosed>(), 1u);
  EXPECT_EQ(f.events.all<SessionClosed>()[0].second.ephemerals, 1);
  user.submit("late", zk::Exists{.path = "/e"});
  f.run(60s);
  EXPECT_EQ(user.take(), Lines{"late SessionExpired"});
}

TEST(Session, AClientThatComesBackTooLateLearnsOfItsEnd) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect(6s);
  f.run(1s);
  user.submit("create", ephemeral("/e"));
  f.run(1s);
  user.host().pause();
  user.submit("set", zk::SetData{.path = "/e", .data = "x"});
  f.run(15s);
  EXPECT_FALSE(f.ensemble.tree()->exists("/e"));
  user.host().resume();
  f.run(5s);
  EXPECT_EQ(user.handle().state(), zk::KeeperState::Expired);
  // The write it had under way reached the server in time.
  EXPECT_EQ(user.take(), (Lines{"SyncConnected", "create Ok", "set Ok", "Disconnected", "Expired"}));
  user.submit("late", zk::Exists{.path = "/e"});
  user.open();
  f.run(2s);
  EXPECT_EQ(user.take(), (Lines{"late SessionExpired", "SyncConnected"}));
  EXPECT_EQ(f.events.count<SessionOpened>(), 2u);
}

TEST(Session, AShortCutOffCostsNothingAndALongOneTheSession) {
  for (const sim::Duration away : {sim::Duration(5s), sim::Duration(15s)}) {
    ZooKeeperFixture f;
    f.start();
    ZooKeeperUser& user = f.connect(6s);
    f.run(1s);
    user.submit("create", ephemeral("/e"));
    f.run(1s);
    const SessionId session = user.session();
    {
      const auto cut =
          f.network.add_rule(std::make_unique<sim::Partition>(f.hosts_of({1, 2, 3}), std::vector<sim::HostId>{}));
      f.run(away);
    }
    f.run(10s);
    const bool kept = away == sim::Duration(5s);
    EXPECT_EQ(f.ensemble.tree()->has_session(session), kept);
    EXPECT_EQ(f.ensemble.tree()->exists("/e"), kept);
    EXPECT_EQ(user.handle().state(), kept ? zk::KeeperState::SyncConnected : zk::KeeperState::Expired);
  }
}

TEST(Session, ANewLeaderGivesEverySessionItsFullTimeoutAgain) {
  ZooKeeperFixture f;
  f.start(2s);
  ZooKeeperUser& user = f.connect(6s);
  f.run_to(3s);
  user.submit("create", ephemeral("/e"));
  f.run_to(3100ms);
  user.host().stop(StopKind::power_loss);  // touched at 3 s: its end would be at 10 s
  f.run_to(9s);
  f.host(3).stop(StopKind::kill);
  f.run_to(60s);
  const sim::SimTime serving = f.events.all<ZooKeeperLeaderServing>().back().first;
  ASSERT_EQ(ends(f).size(), 1u);
  EXPECT_EQ(ends(f)[0].submitted, sim::SimTime(16s));  // the first tick after 9.3 s + 6 s
  EXPECT_EQ(ends(f)[0].silent, sim::SimTime(16s) - serving);
}

}  // namespace
}  // namespace kafka::testing
