// The client library: watches, moving to another server, pings and pauses.

#include <algorithm>

#include <gtest/gtest.h>

#include "sim/net/rules.h"
#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;
using sim::StopKind;

zk::SetData set(const std::string& path, const std::string& data) { return {.path = path, .data = data}; }

TEST(ZooKeeperClient, TimersFollowFromTheTimeout) {
  const zk::ClientTimers three = zk::ClientTimers::of(18s, 3);
  EXPECT_EQ(three.read_timeout, sim::Duration(12s));
  EXPECT_EQ(three.connect_timeout, sim::Duration(6s));
  EXPECT_EQ(three.ping_after, sim::Duration(6s));
  const zk::ClientTimers odd = zk::ClientTimers::of(10s, 3);  // whole milliseconds
  EXPECT_EQ(odd.read_timeout, sim::Duration(6666ms));
  EXPECT_EQ(odd.connect_timeout, sim::Duration(3333ms));
  EXPECT_EQ(odd.ping_after, sim::Duration(3333ms));
  EXPECT_EQ(zk::ClientTimers::of(40s, 1).ping_after, sim::Duration(10s));
}

TEST(ZooKeeperClient, AWatchFiresOnceAndBeforeTheChangeIsRead) {
  ZooKeeperFixture f;
  f.start();
  std::vector<ZooKeeperUser*> users;
  for (int i = 0; i < 6; ++i) users.push_back(&f.connect());
  f.run(2s);
  users[0]->submit("create", node("/a"));
  f.run(1s);
  for (ZooKeeperUser* u : users) u->submit("get", zk::GetData{.path = "/a", .watch = true});
  f.run(1s);
  for (ZooKeeperUser* u : users) u->take();
  // Every millisecond everybody reads, while somebody writes.
  users[0]->submit("set", set("/a", "1"));
  users[0]->submit("set", set("/a", "2"));
  for (int i = 0; i < 20; ++i) {
    for (ZooKeeperUser* u : users) u->submit("read", zk::GetData{.path = "/a"});
    f.run(1ms);
  }
  f.run(1s);
  for (ZooKeeperUser* u : users) {
    EXPECT_EQ(std::count(u->lines.begin(), u->lines.end(), "NodeDataChanged /a"), 1);
    std::string seen;
    std::size_t answer = u->answers.size() - 20 - (u == users[0] ? 2 : 0);
    for (const std::string& line : u->lines) {
      if (line == "NodeDataChanged /a") seen = "told";
      if (line != "read Ok" && line != "set Ok") continue;
      const zk::Response& r = u->answers[answer++];
      if (line == "read Ok" && !r.data.empty()) {
        EXPECT_EQ(seen, "told");
      }
    }
  }
}

TEST(ZooKeeperClient, WatchesMoveWithTheSessionAndShowWhatWasMissed) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& writer = f.connect(40s);
  ZooKeeperUser& user = f.connect(18s);
  f.run(2s);
  for (const char* path : {"/changed", "/deleted", "/same", "/parent", "/parent/x"})
    writer.submit("create", node(path));
  f.run(1s);
  for (const char* path : {"/changed", "/deleted", "/same"})
    user.submit("get", zk::GetData{.path = path, .watch = true});
  for (const char* path : {"/created", "/absent"}) user.submit("exists", zk::Exists{.path = path, .watch = true});
  user.submit("children", zk::GetChildren{.path = "/parent", .watch = true});
  f.run(1s);
  user.take();
  const SessionId session = user.session();
  {
    const auto cut = f.network.add_rule(
        std::make_unique<sim::Partition>(std::vector<sim::HostId>{user.host().id()}, std::vector<sim::HostId>{}));
    writer.submit("set", set("/changed", "1"));
    writer.submit("set", set("/changed", "2"));
    writer.submit("delete", zk::Delete{.path = "/deleted"});
    writer.submit("create", node("/created"));
    writer.submit("create", node("/parent/y"));
    f.run(13s);  // its read timeout is 12 s; the held messages of the dropped connection vanish
    EXPECT_EQ(user.take(), Lines{"Disconnected"});
  }
  f.run(4s);
  EXPECT_EQ(user.session(), session);
  Lines seen = user.take();
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(seen.front(), "SyncConnected");
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(seen, (Lines{"NodeChildrenChanged /parent", "NodeCreated /created", "NodeDataChanged /changed",
                         "NodeDeleted /deleted", "SyncConnected"}));
  // What had not changed is still watched.
  writer.submit("set", set("/same", "1"));
  writer.submit("create", node("/absent"));
  writer.submit("set", set("/changed", "3"));
  f.run(1s);
  EXPECT_EQ(user.take(), (Lines{"NodeDataChanged /same", "NodeCreated /absent"}));
}

// Who has seen more than a server knows is refused by it.
TEST(ZooKeeperClient, NeverGoesBackToAnOlderState) {
  int tried = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    ZooKeeperFixture f({.seed = seed});
    f.start();
    ZooKeeperUser& user = f.connect(18s);
    f.run(1s);
    if (user.server() == ServerId(1)) continue;
    ++tried;
    user.submit("create", node("/a"));
    f.run(100ms);
    // Server 1 hears nothing of the others any more, and does not know yet.
    const auto cut = f.network.add_rule(std::make_unique<sim::Partition>(f.hosts_of({1}), f.hosts_of({2, 3})));
    user.submit("set", set("/a", "new"));
    f.run(100ms);
    ASSERT_EQ(user.last().error, zk::Error::Ok);
    user.take();
    // Its own server dies, and of the others only server 1 can be reached.
    f.host(user.server().value()).stop(StopKind::kill);
    f.run(10ms);
    const auto apart = f.network.add_rule(
        std::make_unique<sim::Partition>(std::vector<sim::HostId>{user.host().id()}, f.hosts_of({2, 3})));
    f.run(8s);
    EXPECT_EQ(f.state(1), "FOLLOWING");
    EXPECT_EQ(user.take(), Lines{"Disconnected"});
  }
  EXPECT_GT(tried, 3);
}

TEST(ZooKeeperClient, ASyncBringsAFollowersStateUpToDate) {
  ZooKeeperFixture f;
  f.start();
  std::vector<ZooKeeperUser*> users;
  for (int i = 0; i < 8; ++i) users.push_back(&f.connect(18s));
  f.run(2s);
  const auto at = [&](int server) {
    for (ZooKeeperUser* u : users)
      if (u->server() == ServerId(server)) return u;
    return static_cast<ZooKeeperUser*>(nullptr);
  };
  ASSERT_TRUE(at(1) && at(2));
  // The way from the leader to server 1 is slow.
  const auto slow = f.network.add_rule(std::make_unique<sim::SlowLink>(
      f.hosts_of({3}), f.hosts_of({1}), sim::SlowLinkConfig{.delay = 500ms, .jitter = {}, .rate = {}}, sim::Rng(1)));
  at(2)->submit("create", node("/a"));
  f.run(100ms);
  EXPECT_EQ(at(2)->last().error, zk::Error::Ok);
  at(1)->submit("stale", zk::Exists{.path = "/a"});
  f.run(100ms);
  EXPECT_EQ(at(1)->last().error, zk::Error::NoNode);
  at(1)->submit("sync", zk::Sync{.path = "/a"});
  at(1)->submit("fresh", zk::Exists{.path = "/a"});
  f.run(2s);
  EXPECT_EQ(at(1)->last().error, zk::Error::Ok);
}

TEST(ZooKeeperClient, AnswersKeepTheOrderOfRequests) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect();
  f.run(1s);
  user.submit("1", node("/a"));
  user.submit("2", zk::GetData{.path = "/a"});
  user.submit("3", zk::Delete{.path = "/a"});
  user.submit("4", zk::Exists{.path = "/a"});
  user.submit("5", zk::Sync{.path = "/"});
  user.submit("6", zk::Exists{.path = "/a"});
  f.run(1s);
  EXPECT_EQ(user.take(), (Lines{"SyncConnected", "1 Ok", "2 Ok", "3 Ok", "4 NoNode", "5 Ok", "6 NoNode"}));
}

TEST(ZooKeeperClient, ALostAnswerLeavesTheOutcomeOpen) {
  std::size_t done = 0;
  std::size_t not_done = 0;
  for (int wait = 0; wait < 10; ++wait) {
    ZooKeeperFixture f({.servers = 1, .delay = 1ms, .fsync_time = 2ms});
    f.start();
    ZooKeeperUser& user = f.connect();
    f.run(1s);
    user.submit("create", node("/x"));
    f.run(std::chrono::microseconds(500 * wait));
    f.host(1).stop(StopKind::kill);
    f.host(1).start();
    f.run(10s);
    if (user.last().error == zk::Error::Ok) continue;  // the answer was on its way
    ASSERT_EQ(user.last().error, zk::Error::ConnectionLoss);
    user.submit("exists", zk::Exists{.path = "/x"});
    f.run(1s);
    (user.last().error == zk::Error::Ok ? done : not_done) += 1;
  }
  EXPECT_GT(done, 0u);
  EXPECT_GT(not_done, 0u);
}

TEST(ZooKeeperClient, TriesTheNextServerAfterAtMostASecond) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    ZooKeeperFixture f({.seed = seed});
    f.start();
    ZooKeeperUser& user = f.connect(18s);
    f.run(1s);
    user.take();
    const ServerId first = user.server();
    if (first == ServerId(3)) continue;  // the others would have to elect
    const sim::SimTime killed = f.scheduler.now();
    f.host(first.value()).stop(StopKind::kill);
    f.run(3s);
    ASSERT_EQ(user.lines, (Lines{"Disconnected", "SyncConnected"}));
    EXPECT_LE(user.times[0] - killed, sim::Duration(1ms));
    EXPECT_GE(user.times[1] - killed, sim::Duration(5ms));
    EXPECT_LE(user.times[1] - killed, sim::Duration(1s + 5ms));
    EXPECT_NE(user.server(), first);
  }
}

// With one server in the list each further attempt waits a second more. Source: StaticHostProvider.next.
TEST(ZooKeeperClient, ComesBackToItsOnlyServerAfterOneToTwoSeconds) {
  std::vector<sim::Duration> waits;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    ZooKeeperFixture f({.servers = 1, .seed = seed});
    f.start();
    ZooKeeperUser& user = f.connect(18s);
    f.run(1s);
    user.take();
    const sim::SimTime killed = f.scheduler.now();
    f.host(1).stop(StopKind::kill);
    f.host(1).start();
    f.run(5s);
    ASSERT_EQ(user.lines, (Lines{"Disconnected", "SyncConnected"}));
    waits.push_back(user.times[1] - killed);
    EXPECT_GE(waits.back(), sim::Duration(1s));
    EXPECT_LE(waits.back(), sim::Duration(2s + 10ms));
  }
  EXPECT_GT(*std::max_element(waits.begin(), waits.end()) - *std::min_element(waits.begin(), waits.end()),
            sim::Duration(500ms));
}

TEST(ZooKeeperClient, ASilentServerIsLeftAfterTheReadTimeout) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect(18s);
  f.run(1s);
  user.submit("exists", zk::Exists{.path = "/"});
  f.run(10ms);
  const sim::SimTime heard = user.times.back();
  const auto cut = f.network.add_rule(std::make_unique<sim::Partition>(std::vector<sim::HostId>{user.host().id()},
                                                                       f.hosts_of({user.server().value()})));
  user.take();
  f.run(30s);
  ASSERT_EQ(user.lines, (Lines{"Disconnected", "SyncConnected"}));
  EXPECT_EQ(user.times[0] - heard, sim::Duration(12s));
}

TEST(ZooKeeperClient, ClosingWithoutAServerEndsWithTheAttempt) {
  ZooKeeperFixture f;
  f.start();
  ZooKeeperUser& user = f.connect(18s);
  f.run(1s);
  for (int s = 1; s <= 3; ++s) f.host(s).stop(StopKind::kill);
  f.run(10ms);
  user.submit("create", node("/a"));
  user.close();
  user.submit("late", node("/b"));
  f.run(5s);
  EXPECT_EQ(user.take(),
            (Lines{"SyncConnected", "Disconnected", "late ConnectionLoss", "create ConnectionLoss", "closed"}));
  const std::uint64_t before = f.scheduler.executed();
  f.run(60s);
  EXPECT_EQ(f.scheduler.executed(), before) << "it is done";
}

}  // namespace
}  // namespace kafka::testing
